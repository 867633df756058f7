// The hall's machines as this process knows them: all in memory, so that a thousand screens that come back cost no query.
import type { Alive } from '../core/device.ts'
import type { HallId } from '../core/ids.ts'
import type { Instant } from '../core/time.ts'
import type { Pool } from './db.ts'
import type { Halls } from './halls.ts'
import { newToken, sha256 } from './keys.ts'
import { type Device, forgetSecret, listDevices, saveSeen } from './store/devices.ts'

/** What was heard is written together, so at most once a minute for each device; then what others heard is read. */
const WRITE_EVERY_MS = 60_000
/** Two heartbeats of 30 s may be lost on the way before a device counts as down. */
export const DOWN_AFTER_MS = 90_000
/** Tokens that nobody knows cost no more than so many looks into the database a second, however many are tried. */
const LOOK_AGAIN_MS = 200
/** Tells a device's token from a session's without asking for both. */
const TOKEN_MARK = 'd.'

export interface Heard {
  at: Instant
  said: Alive
}

/** Told when a device was changed, or asked to reload; and when it is one no more. */
export interface DeviceFollower {
  changed(id: string): void
  gone(id: string): void
}

export interface Devices {
  /** Whose token it is; null: nobody's. Rejects while nobody can know. */
  deviceOf(token: string): Promise<Device | null>
  get(id: string): Device | undefined
  ofHall(hall: HallId): Device[]
  /** Reads them again; in the end it is known what was written before this was asked. */
  reload(): Promise<void>
  /** `origin`: where it reached the hall, if a phone would find it there too. */
  heard(id: string, said: Alive, origin: string | null): void
  /** As this process heard last, or else any. */
  originOf(id: string): string | null
  lastHeard(id: string): Heard | null
  follow(follower: DeviceFollower): void
  stop(): Promise<void>
}

export function newDeviceToken(): string {
  return TOKEN_MARK + newToken()
}

export function isDeviceToken(token: string): boolean {
  return token.startsWith(TOKEN_MARK)
}

export async function openDevices(pool: Pool, halls: Halls, onError: (error: unknown) => void): Promise<Devices> {
  let byId = new Map<string, Device>()
  let byToken = new Map<string, Device>()
  const heard = new Map<string, Heard>()
  const unwritten = new Set<string>()
  const origins = new Map<string, string | null>()
  const followers: DeviceFollower[] = []
  let reading = Promise.resolve()
  let looking: Promise<void> | null = null

  async function read(): Promise<void> {
    const devices = await listDevices(pool)
    const before = byId
    byId = new Map(devices.map((one) => [one.id, one]))
    byToken = new Map(devices.flatMap((one) => (one.token === null ? [] : [[one.token, one] as const])))
    for (const id of before.keys()) {
      if (byId.has(id)) continue
      heard.delete(id)
      origins.delete(id)
      for (const { gone } of followers) gone(id)
    }
  }

  /** One after the other: a slow answer must not bring back what a later one took away. */
  function reload(): Promise<void> {
    reading = reading.catch(() => {}).then(read)
    return reading
  }

  /** Another process may just have given this token away. Whoever asks meanwhile waits for the same look. */
  function lookAgain(): Promise<void> {
    looking ??= new Promise((resolve) => setTimeout(resolve, LOOK_AGAIN_MS)).then(reload).finally(() => {
      looking = null
    })
    return looking
  }

  async function write(): Promise<void> {
    const seen = [...unwritten].flatMap((id) => {
      const one = heard.get(id)
      return one === undefined ? [] : [{ id, ...one, origin: origins.get(id) ?? null }]
    })
    unwritten.clear()
    if (seen.length > 0) await saveSeen(pool, seen)
  }

  // Changes are events of the hall: every process hears of them in the same way, its own included.
  const changed = new Set<string>()
  halls.follow(
    (_, { change }) => {
      if (change?.what === 'device') changed.add(change.id)
    },
    () => {
      if (changed.size === 0) return
      const ids = [...changed]
      changed.clear()
      const tell = () => {
        for (const id of ids) if (byId.has(id)) for (const one of followers) one.changed(id)
      }
      reload().then(tell, onError)
    },
  )
  const timer = setInterval(() => void write().then(reload).catch(onError), WRITE_EVERY_MS)
  await reload()

  return {
    deviceOf: async (token) => {
      const hash = sha256(token).toString('hex')
      if (!byToken.has(hash)) await lookAgain()
      const device = byToken.get(hash)
      if (device === undefined) return null
      if (device.fresh) {
        device.fresh = false
        forgetSecret(pool, device.id).catch(onError)
      }
      return device
    },
    get: (id) => byId.get(id),
    ofHall: (hall) => [...byId.values()].filter((one) => one.hall === hall),
    reload,
    heard: (id, said, origin) => {
      heard.set(id, { at: Date.now(), said })
      origins.set(id, origin)
      unwritten.add(id)
    },
    originOf: (id) => (origins.has(id) ? origins.get(id) : byId.get(id)?.origin) ?? null,
    lastHeard: (id) => {
      const own = heard.get(id)
      const { seenAt, seen } = byId.get(id) ?? {}
      if (seenAt == null || seen == null || (own !== undefined && own.at >= seenAt)) return own ?? null
      return { at: seenAt, said: seen }
    },
    follow: (follower) => void followers.push(follower),
    stop: async () => {
      clearInterval(timer)
      await write().catch(() => {})
    },
  }
}
