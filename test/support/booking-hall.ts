// The small hall with something to book: mornings and afternoons, an evening on demand, Saturdays for two days ahead.
import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after } from 'node:test'
import type { HallFile } from '../../core/hall.ts'
import { type Answer, ask, press, signIn } from './asking.ts'
import { type HallServer, openHallServer } from './hall-server.ts'
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

const folder = mkdtempSync(join(tmpdir(), 'tingxu-booking-'))
after(() => rmSync(folder, { recursive: true }))
let files = 0

/** A server with this hall, on a clock that stands. */
export async function hallServer(file: HallFile, now = '2026-11-24T08:00:00+08:00', env: Record<string, string> = {}) {
  const HALL_FILE = join(folder, `${files++}.json`)
  writeFileSync(HALL_FILE, JSON.stringify(file))
  return openHallServer({ HALL_FILE, CLOCK: `manual@${now}`, LIMIT_COMMANDS: '100000', ...env })
}

export interface Booked {
  id: string
  key: string
  code: string
  state: string
  start: string
}

/** The appointment of an answer that has to be a yes. */
export function booked(answer: Answer): Booked {
  assert.equal(answer.status, 200, JSON.stringify(answer.body))
  return answer.body.appointment as Booked
}

/** The code of a refusal and the field it names. */
export function refused({ status, body }: Answer): string {
  return status === 409 ? `${body.code} ${body.field ?? ''}`.trim() : `${status} ${body.code ?? 'done'}`
}

export const at = (time: string, day = '2026-11-25') => `${day}T${time}:00+08:00`

export async function staff(server: HallServer, role: string): Promise<string> {
  const body = { user: `${role}-here`, name: role, role, password: 'a-long-enough-password' }
  assert.equal((await ask(server.url, 'POST', '/api/v1/staff', { body, token: server.token })).status, 201)
  return signIn(server.url, `${role}-here`, 'a-long-enough-password')
}

export interface Logged {
  type: string
  appointment?: { id: string; wish?: string }
}

export async function log(server: HallServer): Promise<Logged[]> {
  const path = `/api/v1/halls/${server.hall}/events?after=0`
  return (await ask(server.url, 'GET', path, { token: server.token })).body.events as Logged[]
}
