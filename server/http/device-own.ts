// What a kiosk or screen asks for itself: a code to show, the token once a manager has typed it, and half a minute's news.
import { randomBytes, randomInt } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'
import Type, { type Static } from 'typebox'
import type { Board } from '../../core/board.ts'
import { Alive, CODE_LENGTH, CODE_LETTERS, DeviceRequest, OwnAnswer, OwnDevice } from '../../core/device.ts'
import { DEVICE_KINDS, type DeviceKind } from '../../core/deviceKinds.ts'
import { isOnNetwork, type OwnPaper, printerNamed } from '../../core/paper.ts'
import { Problem } from '../../core/protocol.ts'
import { newDeviceToken } from '../devices.ts'
import { newToken, sha256 } from '../keys.ts'
import { phoneOrigin } from '../origin.ts'
import { addRequest, type Device, giveToken, requestWaits } from '../store/devices.ts'
import { sendProblem } from './problem.ts'
import type { Api, Tools } from './tools.ts'
import { DEVICE_COOKIE } from './who.ts'

/** How long a code is shown before another takes its place, and how long after pairing the token may be fetched. */
export const REQUEST_MINUTES = 10
const REQUESTS_MOST = 1_000
const REQUESTS_FROM_ADDRESS_MOST = 100
const CODES_TRIED = 3
const ID_BYTES = 12
/** Browsers keep no cookie for longer; each load of the page sets it anew. */
const COOKIE_DAYS = 400
const DAY_S = 86_400

const Params = Type.Object({ id: Type.String({ maxLength: 64 }) })
const Secret = Type.Object({ 'x-device-secret': Type.String({ minLength: 1, maxLength: 64 }) })
const TokenAnswer = Type.Object({ paired: Type.Boolean(), device: Type.Optional(OwnDevice) })

export function ownDeviceRoutes(api: Api, tools: Tools): void {
  api.post(
    '/api/v1/devices',
    {
      schema: {
        summary: 'A kiosk or screen asks for a code to show',
        body: Type.Object({ kind: Type.Enum(DEVICE_KINDS) }, { additionalProperties: false }),
        response: { 201: DeviceRequest, 400: Problem, 429: Problem },
      },
      config: { who: 'all', rateLimit: tools.limits.deviceRequests },
    },
    async (request, reply) => {
      const asked = await askForCode(request.body.kind, request.ip, tools)
      if (asked === null) return sendProblem(reply, 429, 'too_many', { detail: 'too many devices wait to be paired' })
      return reply.code(201).header('cache-control', 'no-store').send(asked)
    },
  )

  api.get(
    '/api/v1/devices/:id/token',
    {
      schema: {
        summary: 'Whether a manager has typed the code; then the token, as an http-only cookie',
        params: Params,
        headers: Secret,
        response: { 200: TokenAnswer, 404: Problem },
      },
      config: { who: 'all' },
    },
    async (request, reply) => {
      const { id } = request.params
      const secret = sha256(request.headers['x-device-secret'])
      reply.header('cache-control', 'no-store')
      if (await requestWaits(tools.pool, id, secret, REQUEST_MINUTES)) return reply.send({ paired: false })
      const token = newDeviceToken()
      const device = await giveToken(tools.pool, id, secret, sha256(token), REQUEST_MINUTES)
      if (device === undefined) return sendProblem(reply, 404, 'no_such_device', { field: 'id' })
      await tools.devices.reload()
      giveCookie(request, reply, token)
      return reply.send({ paired: true, device: ownView(device, tools) })
    },
  )

  api.get(
    '/api/v1/devices/own',
    {
      schema: {
        summary: 'Which device asks, and whether the hall wants it paired',
        querystring: Type.Object({ hall: Type.Optional(Type.String({ maxLength: 64 })) }),
        response: { 200: OwnAnswer },
      },
      config: { who: 'all' },
    },
    async (request, reply) => {
      // Who was revoked stops showing what no longer opens anything.
      if (request.deviceToken !== null) giveCookie(request, reply, request.deviceToken)
      else if (request.cookies[DEVICE_COOKIE] !== undefined) reply.clearCookie(DEVICE_COOKIE, { path: '/' })
      return reply.header('cache-control', 'no-store').send(answerTo(request, request.query.hall, tools))
    },
  )

  api.post(
    '/api/v1/devices/own/alive',
    {
      schema: {
        summary: 'A device says every half minute that it is there, and how it is',
        body: Alive,
        response: { 200: OwnAnswer, 400: Problem, 401: Problem },
      },
      config: { who: 'all', rateLimit: tools.limits.heartbeats },
    },
    async (request, reply) => {
      if (request.device === null) return sendProblem(reply, 401, 'unauthorized')
      tools.devices.heard(request.device.id, request.body, phoneOrigin(request))
      return reply.send(answerTo(request, undefined, tools, request.body.upSeconds))
    },
  )
}

function answerTo(
  { device }: FastifyRequest,
  asked: string | undefined,
  tools: Tools,
  upSeconds?: number,
): Static<typeof OwnAnswer> {
  const hall = asked ?? device?.hall ?? tools.halls.list()[0]?.id ?? ''
  const board = tools.halls.get(hall)?.board
  const paired = board?.file.policy.devices === 'paired'
  const loadedAt = upSeconds === undefined ? null : Date.now() - upSeconds * 1_000
  return {
    device: device === null ? null : ownView(device, tools),
    needed: paired && device?.hall !== hall,
    version: tools.version,
    reload: loadedAt !== null && device?.reloadAt != null && device.reloadAt > loadedAt,
    ...(board === undefined || device === null || device.hall !== hall ? {} : { leases: leasesOf(board, device.id) }),
  }
}

/** What a kiosk holds beyond these was leased by a past that is no more: a backup was put back. */
function leasesOf({ day, leases }: Board, id: string) {
  return leases.filter(({ device }) => device === id).map(({ prefix, first, last }) => ({ day, prefix, first, last }))
}

/** Null when too many wait already. */
async function askForCode(kind: DeviceKind, askedFrom: string, tools: Tools): Promise<DeviceRequest | null> {
  const bounds = { minutes: REQUEST_MINUTES, most: REQUESTS_MOST, mostFrom: REQUESTS_FROM_ADDRESS_MOST }
  for (let tried = 0; tried < CODES_TRIED; tried++) {
    const id = randomBytes(ID_BYTES).toString('base64url')
    const secret = newToken()
    const code = newCode()
    if (await addRequest(tools.pool, { id, kind, code, askedFrom }, sha256(secret), bounds))
      return { id, code, secret, lapsesInSeconds: REQUEST_MINUTES * 60 }
  }
  return null
}

function newCode(): string {
  return Array.from({ length: CODE_LENGTH }, () => CODE_LETTERS[randomInt(CODE_LETTERS.length)]).join('')
}

function giveCookie(request: FastifyRequest, reply: FastifyReply, token: string): void {
  const secure = request.protocol === 'https'
  reply.setCookie(DEVICE_COOKIE, token, {
    httpOnly: true,
    sameSite: 'strict',
    secure,
    path: '/',
    maxAge: COOKIE_DAYS * DAY_S,
  })
}

export function ownView(device: Device, { halls }: Pick<Tools, 'halls'>): OwnDevice {
  const { id, hall, kind, name, zone, counter, screen } = device
  const printer = printerNamed(halls.get(hall)?.board.file.paper, device.printer)
  const paper: OwnPaper | null =
    printer === undefined
      ? null
      : { printer: printer.id, way: isOnNetwork(printer) ? 'network' : 'browser', width: printer.width }
  return { id, hall, kind, name, zone, counter, screen, printer: device.printer, paper }
}
