// A new hall out of a few answers: what the first-run pages ask, and the file that comes of it.
import type { Counter, HallFile, Opening, Policy, Service, Texts } from './hall.ts'
import { freeId } from './hall-edits.ts'

export interface Answers {
  hall: string
  name: Texts
  timeZone: string
  languages: string[]
  calendar: string | null
  departments: Texts[]
  services: { name: Texts /** place in `departments` */; department: number; prefix: string; minutes: number }[]
  /** Groups of counters with numbers that follow each other: "12 counters from 1, zone A". */
  counters: { from: number; count: number; zone: string /** places in `services` */; services: number[] }[]
  hours: { start: string; end: string }[]
  weekdays: number[]
  /** Local date from which the hours hold. */
  from: string
}

/** As the laws of the hall give them; each is a setting. */
export const POLICY: Policy = {
  appointmentCreditMinutes: 45,
  priorityCreditMinutes: 30,
  lateGraceMinutes: 10,
  lateCreditMinutes: 10,
  earlyMinutes: 5,
  helpOutAfterMinutes: 30,
  priorities: [],
  bookingShare: 0.5,
  devices: 'open',
  publicNames: 'never',
}

/** `counterName`: what counter n is called in each language, for the words are not the core's. */
export function hallOf(answers: Answers, counterName: (count: number) => Texts): HallFile {
  const ids: string[] = []
  const idOf = (name: Texts, fallback: string) => {
    const id = freeId(ids, name.en ?? '', fallback)
    ids.push(id)
    return id
  }
  const departments = answers.departments.map((name) => ({ id: idOf(name, 'department'), name }))
  const services: Service[] = answers.services.map(({ name, department, prefix, minutes }) => ({
    ...newService(idOf(name, 'service'), departments[department]?.id ?? '', prefix, name),
    minutes,
  }))
  const serving = answers.counters.flatMap(({ from, count, zone, services: places }) =>
    Array.from({ length: count }, (_, i): Counter => {
      const serves = places.flatMap((place) => services[place]?.id ?? []).map((service) => ({ service, tier: 1 }))
      return { id: String(from + i), name: counterName(from + i), zone, serves }
    }),
  )
  return {
    hall: answers.hall,
    name: answers.name,
    timeZone: answers.timeZone,
    languages: answers.languages,
    calendar: answers.calendar,
    departments,
    services,
    counters: serving,
    openings: answers.hours.map(({ start, end }, i) => ({
      ...newOpening(i === 0 ? 'morning' : i === 1 ? 'afternoon' : `hours-${i + 1}`, answers.from),
      weekdays: answers.weekdays,
      start,
      end,
    })),
    closures: [],
    policy: POLICY,
  }
}

export function newService(id: string, department: string, prefix: string, name: Texts): Service {
  return {
    id,
    department,
    prefix,
    name,
    minutes: 10,
    slots: 1,
    walkIn: true,
    appointment: true,
    dailyLimit: null,
    bands: [],
    materials: [],
    filingDays: null,
  }
}

export function newOpening(id: string, from: string): Opening {
  return {
    id,
    kind: 'regular',
    services: '*',
    from,
    to: null,
    weekdays: [1, 2, 3, 4, 5],
    everyWeeks: 1,
    weeksOfMonth: null,
    start: '08:30',
    end: '12:00',
    walkIn: true,
    slotMinutes: 15,
    online: 2,
    desk: 3,
    book: { fromDays: 0, untilDays: 14, dayKind: 'calendar', lead: { minutes: 60, before: 'slot' } },
    runsOnClosedDays: false,
    onDemand: null,
  }
}
