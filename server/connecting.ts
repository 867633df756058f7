// Who a screen is when its socket opens: what its account may see, and which of the hall's machines it runs on.
import { parse as parseCookies } from 'node:querystring'
import type { HallId } from '../core/ids.ts'
import type { Role } from '../core/ticket.ts'
import type { Devices } from './devices.ts'
import { COOKIE, DEVICE_COOKIE, tokensOf } from './http/who.ts'
import type { Sessions } from './sessions.ts'

export interface Connecting {
  role: Role
  hall: HallId | null
  device: string | null
}

/** The account decides what may be seen, the device which messages are meant for it. */
export async function whoConnects(
  headers: Record<string, string | string[] | undefined>,
  given: unknown,
  sessions: Sessions,
  devices: Devices,
): Promise<Connecting> {
  const bearer = String(headers.authorization ?? '').match(/^Bearer (\S+)$/)?.[1]
  const cookies = parseCookies(String(headers.cookie ?? ''), '; ')
  const cookie = (name: string) => (typeof cookies[name] === 'string' ? cookies[name] : undefined)
  const named = { [COOKIE]: cookie(COOKIE), [DEVICE_COOKIE]: cookie(DEVICE_COOKIE) }
  const { token, deviceToken } = tokensOf(typeof given === 'string' ? given : bearer, named)
  // A screen that only listens is nobody at work: it does not keep a session alive.
  const account = token === undefined ? null : await sessions.accountOf(token, false)
  const device = deviceToken === undefined ? null : await devices.deviceOf(deviceToken)
  const { role, hall } = account === null || account.mustChange ? { role: 'visitor' as const, hall: null } : account
  return { role, hall, device: device?.id ?? null }
}
