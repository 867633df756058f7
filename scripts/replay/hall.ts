// The hall that a recorded day happened in, as far as the recording tells: its services, and counters for each of them.
import type { Counter, HallFile, Opening, Service } from '../../core/hall.ts'
import type { CounterId, ServiceId } from '../../core/ids.ts'
import { HOUR, localDate, startOfDay } from '../../core/time.ts'
import { type RecordedDay, ZONE } from './recorded.ts'

const LETTERS = 'ABCDEFGHJKLMNPRSTUVWXYZ'
/** Recordings do not tell how long a service is meant to take. */
const MINUTES = 6

/** One hall for all of the days, open on each of them from the hour of the first arrival. */
export function hallFor(id: string, days: readonly RecordedDay[]): HallFile {
  const names = new Map(days.flatMap((day) => [...day.services]).sort())
  const services = [...names].map(([service, name], i) => serviceOf(service, name, i))
  return {
    hall: id,
    name: { en: `A recorded day: ${id}`, 'zh-CN': `回放：${id}` },
    timeZone: ZONE,
    languages: ['en', 'zh-CN'],
    calendar: null,
    departments: [{ id: 'recorded', name: { en: 'Recorded services', 'zh-CN': '回放业务' } }],
    services,
    counters: [...countersFor(days)].flatMap(([service, counters]) =>
      counters.map((counter) => counterOf(counter, service, names.get(service) ?? service)),
    ),
    openings: days.map(openingOf),
    closures: [],
    policy: {
      appointmentCreditMinutes: 45,
      priorityCreditMinutes: 30,
      lateGraceMinutes: 10,
      lateCreditMinutes: 10,
      earlyMinutes: 5,
      priorities: [],
      bookingShare: null,
      devices: 'open',
      publicNames: 'never',
    },
  }
}

/**
 * Counters of each service: the most that were open at once, and no fewer than the calls need, for two people called in
 * the same second stand at two counters. A counter serves one service: the recording does not say which were shared.
 */
export function countersFor(days: readonly RecordedDay[]): Map<ServiceId, CounterId[]> {
  const most = new Map<ServiceId, number>()
  const atLeast = (service: ServiceId, count: number) => most.set(service, Math.max(most.get(service) ?? 1, count))
  for (const { tickets, counts } of days) {
    const together = new Map<string, number>()
    for (const { service, calledAt } of tickets) {
      const second = `${service} ${calledAt}`
      if (calledAt !== null) together.set(second, (together.get(second) ?? 0) + 1)
      atLeast(service, together.get(second) ?? 1)
    }
    for (const { service, open } of counts) atLeast(service, open)
  }
  const counters = [...most].sort(([a], [b]) => (a < b ? -1 : 1))
  return new Map(counters.map(([service, count]) => [service, idsOf(service, count)]))
}

function idsOf(service: ServiceId, count: number): CounterId[] {
  return Array.from({ length: count }, (_, i) => `${service}-${i + 1}`)
}

function serviceOf(id: ServiceId, name: string, i: number): Service {
  return {
    id,
    department: 'recorded',
    prefix: prefix(i),
    name: { en: name, 'zh-CN': name },
    minutes: MINUTES,
    slots: 1,
    walkIn: true,
    appointment: false,
    dailyLimit: null,
    bands: [],
    materials: [],
    filingDays: null,
  }
}

/** A, B, … Z, then AA, AB, … */
function prefix(i: number): string {
  const last = LETTERS[i % LETTERS.length] ?? ''
  return i < LETTERS.length ? last : prefix(Math.floor(i / LETTERS.length) - 1) + last
}

function counterOf(id: CounterId, service: ServiceId, name: string): Counter {
  const number = id.slice(service.length + 1)
  return {
    id,
    name: { en: `${name} counter ${number}`, 'zh-CN': `${name} ${number}号窗口` },
    zone: name,
    serves: [{ service, tier: 1 }],
  }
}

function openingOf({ date, tickets }: RecordedDay): Opening {
  const midnight = startOfDay(date, ZONE)
  const times = tickets.map(({ arrivedAt }) => arrivedAt)
  const first = Math.floor((Math.min(...times) - midnight) / HOUR)
  const last = Math.floor((Math.max(...times) - midnight) / HOUR) + 1
  return {
    id: `recorded-${localDate(midnight, ZONE)}`,
    kind: 'regular',
    services: '*',
    from: date,
    to: date,
    weekdays: [1, 2, 3, 4, 5, 6, 7],
    everyWeeks: null,
    weeksOfMonth: null,
    start: `${String(first).padStart(2, '0')}:00`,
    end: last > 23 ? '23:59' : `${String(last).padStart(2, '0')}:00`,
    walkIn: true,
    slotMinutes: 15,
    online: 0,
    desk: 0,
    book: null,
    runsOnClosedDays: true,
    onDemand: null,
  }
}
