// Who asks, and who may: reads the session's cookie or token once a request; each route says whom it is for, default nobody.
import type { FastifyInstance, FastifyReply, FastifyRequest, RouteOptions } from 'fastify'
import type { Actor } from '../../core/decision.ts'
import type { HallId } from '../../core/ids.ts'
import { type Role, STAFF_ROLES } from '../../core/ticket.ts'
import { type Devices, isDeviceToken } from '../devices.ts'
import { isSameOrigin } from '../origin.ts'
import type { Sessions } from '../sessions.ts'
import type { Device } from '../store/devices.ts'
import type { Account } from '../store/staff.ts'
import { sendProblem } from './problem.ts'

export const COOKIE = 'tingxu_session'
export const DEVICE_COOKIE = 'tingxu_device'

/** Whom a route is for: all, or these roles. Where the address names a hall, only those who work in it. */
export type Who = 'all' | readonly Role[]
/** Everybody with an account. */
export const STAFF = STAFF_ROLES

declare module 'fastify' {
  interface FastifyContextConfig {
    who?: Who
    /** Also for somebody who has to change the password first. */
    evenBeforeChange?: true
    /** Also for programs on the same machine, without an account. */
    orLoopback?: true
  }
  interface FastifyRequest {
    /** The account that is signed in, or null for a visitor. */
    account: Account | null
    token: string | null
    /** The paired kiosk or screen that asks, whoever is signed in at it. */
    device: Device | null
    deviceToken: string | null
  }
}

const SAFE = ['GET', 'HEAD', 'OPTIONS']

export function recogniseEverybody(app: FastifyInstance, sessions: Sessions, devices: Devices): void {
  app.decorateRequest('account', null)
  app.decorateRequest('token', null)
  app.decorateRequest('device', null)
  app.decorateRequest('deviceToken', null)
  app.addHook('onRequest', async (request, reply) => {
    const bearer = request.headers.authorization?.match(/^Bearer (\S+)$/)?.[1]
    const { token, deviceToken } = tokensOf(bearer, request.cookies)
    // Pages and their parts are the same for everybody, and must come even while the database is away.
    if (token === undefined && deviceToken === undefined) return
    if (isForAll(request) && !request.url.startsWith('/api/')) return
    // A cookie comes along without the person's will: another site's page must not press with it.
    if (bearer === undefined && !SAFE.includes(request.method)) {
      const { origin, host } = request.headers
      if (!isSameOrigin(origin, host)) return sendProblem(reply, 403, 'forbidden', { detail: 'other origin' })
    }
    request.account = token === undefined ? null : await sessions.accountOf(token)
    request.token = request.account === null ? null : (token ?? null)
    request.device = deviceToken === undefined ? null : await devices.deviceOf(deviceToken)
    request.deviceToken = request.device === null ? null : (deviceToken ?? null)
    // A program that shows a token means to be somebody; a browser with an old cookie is simply a visitor.
    if (bearer !== undefined && request.account === null && request.device === null)
      return sendProblem(reply, 401, 'unauthorized')
  })
}

interface Tokens {
  token?: string
  deviceToken?: string
}

/** What is shown as `Bearer` stands alone; a browser may send both cookies: a manager looks at the console on a kiosk. */
export function tokensOf(bearer: string | undefined, cookies: Record<string, string | undefined>): Tokens {
  if (bearer !== undefined) return isDeviceToken(bearer) ? { deviceToken: bearer } : { token: bearer }
  const { [COOKIE]: token, [DEVICE_COOKIE]: deviceToken } = cookies
  return { ...(token === undefined ? {} : { token }), ...(deviceToken === undefined ? {} : { deviceToken }) }
}

/** The hall's own kiosk, unless somebody of the hall is signed in at it. A device of another hall is a visitor here. */
function kioskOf(request: FastifyRequest, hall: HallId): Device | null {
  const { device } = request
  return device !== null && device.kind === 'kiosk' && device.hall === hall ? device : null
}

/** One place asks every route's `config.who`; a route that does not say so is for nobody. */
export function guardEveryRoute(app: FastifyInstance): void {
  const routes: RouteOptions[] = []
  app.addHook('onRoute', (route) => void routes.push(route))
  app.addHook('onReady', async () => {
    const silent = routes.filter(({ config }) => config?.who === undefined).map(({ url }) => url)
    if (silent.length > 0) throw new Error(`routes that do not say whom they are for: ${silent.join(', ')}`)
  })
  app.addHook('onRequest', async (request, reply) => {
    if (request.is404) return
    const { who, evenBeforeChange, orLoopback } = request.routeOptions.config
    if (request.account?.mustChange && !evenBeforeChange) {
      if (who !== 'all') return sendProblem(reply, 403, 'password_change_needed')
      request.account = null
    }
    if (who === 'all' || (orLoopback && isLoopback(request.ip))) return
    if (who === undefined) return sendProblem(reply, 403, 'forbidden')
    const { hall } = request.params as { hall?: string }
    allow(request, reply, who, hall ?? request.account?.hall ?? null)
    return reply.sent ? reply : undefined
  })
}

/** What the OpenAPI document says of it. */
export function describeWho(who: Who): object {
  return who === 'all' ? { 'x-who': 'all', security: [] } : { 'x-who': who, security: [{ session: [] }, { token: [] }] }
}

function isForAll(request: FastifyRequest): boolean {
  return request.is404 || request.routeOptions.config.who === 'all'
}

function isLoopback(address: string): boolean {
  return /^(::ffff:)?127\.|^::1$/.test(address)
}

/** For handlers of routes that are for people with an account: the guard has let nobody else in. */
export function signedIn(request: FastifyRequest): Account {
  if (request.account === null) throw new Error('a route for everybody asks who is signed in')
  return request.account
}

export function actorOf(request: FastifyRequest, hall: HallId): Actor {
  const account = request.account
  if (account !== null && (account.hall === null || account.hall === hall))
    return { role: account.role, staff: account.user }
  const kiosk = kioskOf(request, hall)
  if (kiosk !== null) return { role: 'kiosk', staff: null, device: kiosk.id }
  // Somebody of another hall is a visitor here.
  return { role: 'visitor', staff: null }
}

/** Ends the request with 401 or 403 unless one of the roles asks, for the hall in question. Returns whether it may go on. */
export function allow(
  request: FastifyRequest,
  reply: FastifyReply,
  roles: readonly Role[],
  hall: HallId | null = null,
): boolean {
  const account = request.account
  if (account === null) {
    sendProblem(reply, 401, 'unauthorized')
    return false
  }
  const ofHall = account.hall === null || account.hall === hall
  if (ofHall && roles.includes(account.role)) return true
  sendProblem(reply, 403, 'forbidden')
  return false
}
