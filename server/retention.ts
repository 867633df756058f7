// Lets go of personal data when its time is over: every day by itself, and by hand with `npm run retention`.
import type { HallId } from '../core/ids.ts'
import { type Kept, keptAt, type RetentionType } from '../core/retention.ts'
import { type Instant, type LocalDate, localDate } from '../core/time.ts'
import type { Clock } from './clock.ts'
import type { Door } from './commands.ts'
import type { Pool } from './db.ts'
import type { Halls, OpenHall } from './halls.ts'
import { newToken } from './keys.ts'
import { sealOldContacts } from './personal.ts'
import { fileBefore } from './store/days.ts'
import { listRetired } from './store/halls.ts'
import { countOlder, removeOlder } from './store/personal.ts'
import type { Vault } from './vault.ts'

/** What goes, or would go: of tickets of days before `before`. */
export interface Leaving {
  type: RetentionType
  days: number
  before: LocalDate
  count: number
}

export interface RetentionTools {
  pool: Pool
  halls: Halls
  door: Door
  clock: Pick<Clock, 'now'>
  vault: Vault
}

/** Rows a statement: a press that comes meanwhile waits for none of them. */
const PAGE = 2_000
/** A day whose turn nobody could work on, because the database was away, is made up for. */
const LOOK_EVERY_MS = 10 * 60_000

/** What would go now; nothing does. */
export function overview(pool: Pool, hall: OpenHall, at: Instant): Promise<Leaving[]> {
  const counted = keptAt(hall.board.file, at).map(async (kept) => leaving(kept, await countOlder(pool, hall.id, kept)))
  return Promise.all(counted)
}

/** Lets go of what is due, and says in the hall's log how much went; not whose. */
export async function letGo({ pool, door, vault }: RetentionTools, hall: OpenHall, at: Instant): Promise<Leaving[]> {
  const gone = await removeDue(pool, hall.id, keptAt(hall.board.file, at))
  if (gone.every(({ count }) => count === 0)) return gone
  const id = `retention:${newToken()}`
  const before = Object.fromEntries(gone.map(({ type, count, before: day }) => [type, { count, before: day }]))
  const command = { id, do: 'record-change', change: { what: 'data', id: 'retention', before, after: null } } as const
  const actor = { role: 'clock', staff: null } as const
  await door.submit({ hall: hall.id, command, actor, bodyHash: vault.pressHash(id) })
  return gone
}

async function removeDue(pool: Pool, hall: HallId, due: readonly Kept[]): Promise<Leaving[]> {
  const gone: Leaving[] = []
  for (const kept of due) gone.push(leaving(kept, await removeOlder(pool, hall, kept, PAGE)))
  return gone
}

function leaving({ type, days, before }: Kept, count: number): Leaving {
  return { type, days, before, count }
}

/** A hall out of use keeps nothing longer than it had promised. Its log is closed and says nothing of it. */
export async function letGoOfRetired(pool: Pool, at: Instant): Promise<void> {
  for (const id of await listRetired(pool)) {
    const file = await fileBefore(pool, id, Number.MAX_SAFE_INTEGER)
    if (file !== undefined) await removeDue(pool, id, keptAt(file, at))
  }
}

/** At each turn of a hall's day, by the hall's own clock, and once at the start. Returns how to stop. */
export function startRetention(tools: RetentionTools, onError: (error: unknown) => void): () => Promise<void> {
  const { pool, halls, clock, vault } = tools
  const done = new Map<string, LocalDate>()
  let running = Promise.resolve()
  let asked = false
  let stopped = false
  const look = async () => {
    asked = false
    if (stopped) return
    // A program of the version before may still run beside this one and write phone numbers in the open.
    await sealOldContacts(pool, vault)
    for (const hall of halls.list()) {
      const at = clock.now()
      const today = localDate(at, hall.board.file.timeZone)
      if (done.get(hall.id) === today) continue
      await letGo(tools, hall, at)
      done.set(hall.id, today)
      await letGoOfRetired(pool, at)
    }
  }
  // A clock that is moved over a year turns many days at once: one look sees them all.
  const lookSoon = () => {
    if (asked) return
    asked = true
    running = running.then(look).catch(onError)
  }
  halls.follow(
    (_, event) => {
      if (event.day !== undefined) lookSoon()
    },
    () => {},
  )
  const timer = setInterval(lookSoon, LOOK_EVERY_MS)
  lookSoon()
  return async () => {
    clearInterval(timer)
    stopped = true
    await running
  }
}
