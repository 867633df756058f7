// How many requests a minute: of one account, one kiosk, one person with a ticket, one address.
import type { FastifyRequest } from 'fastify'
import { oneOf } from '../addresses.ts'
import { readBookingKey } from '../booking-codes.ts'
import type { Limits } from '../config.ts'
import type { Tools } from './tools.ts'
import { actorOf } from './who.ts'

const MINUTE_MS = 60_000
/** Of one device, which means two and one for each change that it is told of. */
const HEARTBEATS_A_MINUTE = 60
/** Paper is short: of one kiosk, one account. */
const NOTICES_A_MINUTE = 20
/** One follows every pause in typing. */
const PREVIEWS_A_MINUTE = 300

/**
 * Signed-in staff count by account and kiosks by themselves; who shows the key of a ticket or a booking counts by that, so
 * that a hall full of phones behind one address locks nobody out of what is theirs; everybody else counts by address. A
 * hall that is open for trying out takes its public for devices.
 */
export function rateLimits(
  limits: Limits,
  tools: Pick<Tools, 'halls' | 'clock' | 'secret'>,
  isShared: (address: string) => boolean,
): Tools['limits'] {
  const hallOf = (request: FastifyRequest) => (request.params as { hall?: string }).hall ?? ''
  const isKiosk = (request: FastifyRequest) => actorOf(request, hallOf(request)).device !== undefined
  const isOfHall = (request: FastifyRequest) =>
    request.account !== null || (request.device !== null && request.device.hall === hallOf(request))
  const publicMost = (request: FastifyRequest) => {
    const open = tools.halls.get(hallOf(request))?.board.file.policy.devices === 'open'
    if (open || isKiosk(request)) return limits.staffCommands
    return isShared(request.ip) ? Math.max(limits.sharedCommands, limits.publicCommands) : limits.publicCommands
  }
  const byAccount = ({ account }: FastifyRequest) => (account === null ? null : `account ${account.user}`)
  const byDevice = ({ device }: FastifyRequest) => (device === null ? null : `device ${device.id}`)
  const byAddress = (request: FastifyRequest) => oneOf(request.ip)
  const byHolder = (request: FastifyRequest) => holderOf(request, hallOf(request), tools)
  return {
    commands: {
      timeWindow: MINUTE_MS,
      hook: 'preValidation',
      max: (request) => (request.account === null ? publicMost(request) : limits.staffCommands),
      keyGenerator: (request) =>
        byAccount(request) ?? (isKiosk(request) ? byDevice(request) : byHolder(request)) ?? byAddress(request),
      // On a manual clock a day passes in seconds: a limit a minute would mean nothing.
      allowList: () => tools.clock.manual,
    },
    // Screens of a hall stand behind one address, and each asks every five seconds: they count by themselves.
    screens: {
      timeWindow: MINUTE_MS,
      hook: 'preValidation',
      max: (request) => (isOfHall(request) ? limits.staffCommands : publicMost(request)),
      keyGenerator: (request) =>
        byAccount(request) ?? (isOfHall(request) ? byDevice(request) : null) ?? byAddress(request),
      allowList: () => tools.clock.manual,
    },
    deviceRequests: { timeWindow: MINUTE_MS, max: limits.deviceRequests, keyGenerator: byAddress },
    heartbeats: {
      timeWindow: MINUTE_MS,
      max: HEARTBEATS_A_MINUTE,
      keyGenerator: (request) => byDevice(request) ?? byAddress(request),
    },
    notices: {
      timeWindow: MINUTE_MS,
      max: NOTICES_A_MINUTE,
      keyGenerator: (request) => byAccount(request) ?? byDevice(request) ?? byAddress(request),
    },
    previews: {
      timeWindow: MINUTE_MS,
      max: PREVIEWS_A_MINUTE,
      keyGenerator: (request) => byAccount(request) ?? byAddress(request),
    },
    pairings: {
      timeWindow: MINUTE_MS,
      max: limits.pairings,
      keyGenerator: (request) => byAccount(request) ?? byAddress(request),
    },
  }
}

/** Whose ticket or booking is pressed about, if the key proves it. The body has not been checked yet. */
function holderOf(request: FastifyRequest, id: string, { halls, secret }: Pick<Tools, 'halls' | 'secret'>) {
  const hall = halls.get(id)
  const { ticket, appointment } = (request.body ?? {}) as { ticket?: unknown; appointment?: unknown }
  const own = typeof ticket === 'string' ? hall?.keys.get(ticket) : undefined
  if (own !== undefined) return `ticket ${id} ${own}`
  const booked = typeof appointment === 'string' ? readBookingKey(secret, id, appointment) : null
  return booked === null ? null : `appointment ${id} ${booked}`
}
