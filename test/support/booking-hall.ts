// The small hall with something to book: mornings and afternoons, an evening on demand, Saturdays for two days ahead.
import type { HallFile } from '../../core/hall.ts'
import { ask, press } from './asking.ts'
import type { HallServer } from './hall-server.ts'
import { smallHall } from './small-hall.ts'

const DAILY = smallHall().openings

export const BOOK = {
  fromDays: 0,
  untilDays: 14,
  dayKind: 'calendar' as const,
  lead: { minutes: 60, before: 'slot' },
}

/** `appointments`: the hall's own booking rules. */
export function bookingHall(change: Partial<HallFile> = {}, appointments: object = {}): HallFile {
  const base = smallHall()
  const regular = DAILY.map((one) => ({ ...one, book: BOOK }))
  const evening = {
    ...(regular[0] as HallFile['openings'][number]),
    id: 'evening',
    kind: 'evening' as const,
    weekdays: [3],
    start: '18:00',
    end: '20:00',
    walkIn: true,
    onDemand: { minimum: 2 },
    book: { ...BOOK, lead: { minutes: 60, before: 'session' } },
  }
  return {
    ...base,
    openings: [...regular, evening],
    policy: { ...base.policy, bookingShare: null, appointments },
    ...change,
  }
}

export interface Person {
  name: string
  phone: string
}

/** Somebody with a phone number of their own. */
export function person(n: number): Person {
  return { name: `林${n}`, phone: `138${String(n).padStart(8, '0')}` }
}

export async function book(
  server: HallServer,
  who: Person,
  start: string,
  more: Record<string, unknown> = {},
  token: string | null = null,
) {
  return press(server, { do: 'book', service: 'id-card', start, ...who, ...more }, token)
}

/** Free places online by start, as `09:00 2`. */
export async function freeOn(server: HallServer, date: string, service = 'id-card', token: string | null = null) {
  const { body } = await ask(
    server.url,
    'GET',
    `/api/v1/halls/${server.hall}/slots?service=${service}&from=${date}&to=${date}`,
    { token },
  )
  const [day] = body.days as { open: boolean; slots: { start: string; free: number; desk?: number }[] }[]
  return new Map((day?.slots ?? []).map((one) => [one.start.slice(11, 16), one.desk ?? one.free]))
}
