// The hall's machines for those who look after them: pair by code, see how they are, rename, move, reload, revoke.
import { randomUUID } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'
import Type from 'typebox'
import { ChangeDevice, codeOf, type DeviceScope, DeviceView, PairDevice } from '../../core/device.ts'
import type { Change } from '../../core/events.ts'
import type { HallFile } from '../../core/hall.ts'
import type { HallId } from '../../core/ids.ts'
import { printerNamed } from '../../core/paper.ts'
import { Problem } from '../../core/protocol.ts'
import { AlertView } from '../../core/protocol-board.ts'
import type { Role } from '../../core/ticket.ts'
import { iso } from '../../core/time.ts'
import { DOWN_AFTER_MS } from '../devices.ts'
import { sha256 } from '../keys.ts'
import { askReload, changeDevice, claimRequest, type Device, removeDevice } from '../store/devices.ts'
import { ownView, REQUEST_MINUTES } from './device-own.ts'
import { sendProblem } from './problem.ts'
import type { Api, Tools } from './tools.ts'
import { actorOf, allow } from './who.ts'

const Params = Type.Object({ id: Type.String({ maxLength: 64 }) })
const ReadParams = Type.Object({ hall: Type.Optional(Type.String({ maxLength: 64 })) })
const DevicesView = Type.Object({
  version: Type.String(),
  devices: Type.Array(DeviceView),
  alerts: Type.Array(AlertView, {
    description:
      'whom to tell of a device that is down, by the rules of the hall asked for; the board says it to no operator',
  }),
})
const LOOK: readonly Role[] = ['manager', 'operator']
const MANAGE: readonly Role[] = ['manager']
const REFUSED = { 400: Problem, 401: Problem, 403: Problem, 404: Problem }

export function deviceRoutes(api: Api, tools: Tools): void {
  api.get(
    '/api/v1/devices',
    {
      schema: {
        summary: 'Kiosks and screens, those that are down first',
        querystring: ReadParams,
        response: { 200: DevicesView, ...REFUSED },
      },
      config: { who: LOOK },
    },
    async (request, reply) => {
      const id = request.query.hall ?? request.account?.hall ?? null
      if (!allow(request, reply, LOOK, id)) return reply
      const halls = id === null ? tools.halls.list().map((one) => one.id) : [id]
      const devices = halls.flatMap((one) => tools.devices.ofHall(one)).map((one) => viewOf(one, tools))
      const rules = (id === null ? undefined : tools.halls.get(id)?.board.file.policy.alerts) ?? []
      const alerts = rules.filter(
        ({ metric }) => metric === 'device-down' || metric === 'printer-down' || metric === 'paper-low',
      )
      return reply.send({ version: tools.version, devices: devices.sort(downFirst), alerts })
    },
  )

  api.post(
    '/api/v1/devices/pair',
    {
      schema: {
        summary: 'Pair the device that shows this code',
        body: PairDevice,
        response: { 201: DeviceView, ...REFUSED },
      },
      config: { who: MANAGE, rateLimit: tools.limits.pairings },
    },
    async (request, reply) => {
      const { code, name, hall, scope } = request.body
      if (!allow(request, reply, MANAGE, hall)) return reply
      const file = tools.halls.get(hall)?.board.file
      if (file === undefined) return sendProblem(reply, 404, 'no_such_hall', { field: 'hall' })
      if (!scopeFits(reply, file, scope)) return reply
      const pairedBy = request.account?.user ?? ''
      const as = { hall, pairedBy, name: name.trim(), ...placeOf(scope) }
      const device = await claimRequest(tools.pool, codeOf(code), REQUEST_MINUTES, as)
      if (device === undefined) return sendProblem(reply, 404, 'no_such_code', { field: 'code' })
      await remember(request, tools, device.hall, { id: device.id, before: null, after: rights(device) })
      return reply.code(201).send(viewOf(device, tools))
    },
  )

  api.patch(
    '/api/v1/devices/:id',
    {
      schema: {
        summary: 'Rename a device, or let it be another: of another counter, zone or kind',
        params: Params,
        body: ChangeDevice,
        response: { 200: DeviceView, ...REFUSED },
      },
      config: { who: MANAGE },
    },
    async (request, reply) => {
      const device = find(request, reply, tools, request.params.id, MANAGE)
      if (device === null) return reply
      const { name = device.name, scope } = request.body
      const file = tools.halls.get(device.hall)?.board.file
      if (scope !== undefined && file !== undefined && !scopeFits(reply, file, scope)) return reply
      const after = { ...device, name: name.trim(), ...(scope === undefined ? {} : placeOf(scope)) }
      await changeDevice(tools.pool, device.id, after)
      await remember(request, tools, device.hall, { id: device.id, before: rights(device), after: rights(after) })
      return reply.send(viewOf(after, tools))
    },
  )

  api.post(
    '/api/v1/devices/:id/reload',
    {
      schema: { summary: 'Load its page anew, as soon as nobody uses it', params: Params },
      config: { who: LOOK },
    },
    async (request, reply) => {
      const device = find(request, reply, tools, request.params.id, LOOK)
      if (device === null) return reply
      await askReload(tools.pool, device.id, Date.now())
      const same = rights(device)
      await remember(request, tools, device.hall, { id: device.id, before: same, after: { ...same, reload: true } })
      return reply.code(204).send()
    },
  )

  api.delete(
    '/api/v1/devices/:id',
    {
      schema: { summary: 'Revoke a device: its token opens nothing from now on', params: Params },
      config: { who: MANAGE },
    },
    async (request, reply) => {
      const device = find(request, reply, tools, request.params.id, MANAGE)
      if (device === null) return reply
      await removeDevice(tools.pool, device.id)
      await remember(request, tools, device.hall, { id: device.id, before: rights(device), after: null })
      return reply.code(204).send()
    },
  )
}

/** The device, if whoever asks may do this in its hall; of other halls nobody is told which devices there are. */
function find(
  request: FastifyRequest,
  reply: FastifyReply,
  tools: Tools,
  id: string,
  roles: readonly Role[],
): Device | null {
  if (!allow(request, reply, roles, request.account?.hall ?? null)) return null
  const device = tools.devices.get(id)
  const own = request.account?.hall ?? null
  if (device !== undefined && (own === null || own === device.hall)) return device
  sendProblem(reply, 404, 'no_such_device', { field: 'id' })
  return null
}

/** A zone's screen names one of the hall's zones, a counter's one of its counters; a described screen is a lobby's or zone's. */
function scopeFits(
  reply: FastifyReply,
  file: HallFile,
  { kind, zone, counter, screen, printer }: DeviceScope,
): boolean {
  const refuse = (field: string, code: string, detail: string) => {
    sendProblem(reply, 400, code, { field: `scope.${field}`, detail })
    return false
  }
  if ((zone !== undefined) !== (kind === 'zone')) return refuse('zone', 'malformed', `kind is ${kind}`)
  if ((counter !== undefined) !== (kind === 'counter')) return refuse('counter', 'malformed', `kind is ${kind}`)
  if (zone !== undefined && !file.counters.some((one) => one.zone === zone)) return refuse('zone', 'no_such_zone', zone)
  if (counter !== undefined && !file.counters.some((one) => one.id === counter))
    return refuse('counter', 'no_such_counter', counter)
  if (printer !== undefined && kind !== 'kiosk') return refuse('printer', 'malformed', `kind is ${kind}`)
  if (printer !== undefined && printerNamed(file.paper, printer) === undefined)
    return refuse('printer', 'no_such_printer', printer)
  if (screen === undefined) return true
  if (kind !== 'lobby' && kind !== 'zone') return refuse('screen', 'malformed', `kind is ${kind}`)
  if (!file.screens?.some((one) => one.id === screen)) return refuse('screen', 'no_such_screen', screen)
  return true
}

type Place = Pick<Device, 'kind' | 'zone' | 'counter' | 'screen' | 'printer'>

function placeOf({ kind, zone, counter, screen, printer }: DeviceScope): Place {
  return { kind, zone: zone ?? null, counter: counter ?? null, screen: screen ?? null, printer: printer ?? null }
}

/** What the log holds of a device. Its name is a thing's, and what a rename changes is nothing else. */
function rights({ kind, name, zone, counter, screen, printer }: Device): Record<string, unknown> {
  return {
    ...{ kind, name, zone, counter },
    ...(screen === null ? {} : { screen }),
    ...(printer === null ? {} : { printer }),
  }
}

/** The change is an event of the hall; by it every process hears of it, and the device itself. */
async function remember(
  request: FastifyRequest,
  tools: Tools,
  hall: HallId,
  change: Omit<Change, 'what'>,
): Promise<void> {
  // From here on nobody is let in by what was, whatever becomes of the rest.
  await tools.devices.reload()
  const id = randomUUID()
  const command = { id, do: 'record-change', change: { what: 'device', ...change } } as const
  await tools.door.submit({ hall, command, actor: actorOf(request, hall), bodyHash: sha256(id) })
}

function viewOf(device: Device, tools: Tools): DeviceView {
  const { id, pairedBy, pairedAt } = device
  const timeZone = tools.halls.get(device.hall)?.board.file.timeZone ?? 'UTC'
  const heard = tools.devices.lastHeard(id)
  return {
    ...ownView(device, tools),
    pairedBy,
    pairedAt: iso(pairedAt, timeZone),
    seenAt: heard === null ? null : iso(heard.at, timeZone),
    down: Date.now() - (heard?.at ?? pairedAt) > DOWN_AFTER_MS,
    current: heard === null || heard.said.version === tools.version,
    said: heard?.said ?? null,
  }
}

function downFirst(a: DeviceView, b: DeviceView): number {
  if (a.down !== b.down) return a.down ? -1 : 1
  return a.pairedAt < b.pairedAt ? -1 : 1
}
