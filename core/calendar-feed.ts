// What subscribers of a hall's calendar are told: the days and sessions on which it differs from its ordinary week.
import type { DayPlan, OpenStretch } from './calendar.ts'
import { markOf } from './day-mark.ts'
import type { HallFile, Texts } from './hall.ts'
import type { CalendarEntry } from './ics.ts'
import type { Reason, ReasonCode } from './reason.ts'
import type { Session } from './session.ts'
import { addDays, type Instant, iso, type LocalDate } from './time.ts'

export interface FeedAsked {
  file: HallFile
  /** Days in a row. */
  plans: readonly DayPlan[]
  sessions: ReadonlyMap<string, Session>
  stamp: Instant
  language: string
  /** A word of the dictionaries, with `{name}` put in. */
  say(key: string, name: string): string
}

/** A run of days that are told as one. */
interface Run {
  from: LocalDate
  last: LocalDate
  summary: string
  hours: string
  /** Some day of it is not as its weekday: the weekend within a holiday alone is nothing to tell. */
  differs: boolean
}

export function feedOf(asked: FeedAsked): CalendarEntry[] {
  const days = runsOf(asked).map(
    ({ from, last, summary, hours }): CalendarEntry => ({
      uid: `${asked.file.hall}-${from}@tingxu`,
      stamp: asked.stamp,
      summary,
      ...(hours === '' ? {} : { description: hours }),
      when: { date: from, until: addDays(last, 1) },
    }),
  )
  return [...days, ...asked.plans.flatMap((plan) => sessionEntries(asked, plan))]
}

function runsOf(asked: FeedAsked): Run[] {
  const runs: Run[] = []
  for (const plan of asked.plans) {
    const told = dayOf(asked, plan)
    if (told === null) continue
    const last = runs.at(-1)
    const goesOn = last?.summary === told.summary && last.hours === told.hours && addDays(last.last, 1) === plan.date
    if (last !== undefined && goesOn) {
      last.last = plan.date
      last.differs ||= told.differs
    } else runs.push(told)
  }
  return runs.filter(({ differs }) => differs)
}

/** Null: as every week. Days of an unpublished year are told by nobody yet. */
function dayOf(asked: FeedAsked, plan: DayPlan): Run | null {
  const said = reasonTold(plan.kind.why)
  if (said === undefined) return null
  const name = textOf(asked, said.text, '')
  const own = plan.openings.filter(({ session }) => asked.sessions.get(session)?.rule === undefined)
  const closed = own.length === 0
  if (closed && said.rule === 'makeup_working_day') return null
  const key = closed ? 'feed.closed' : TOLD[markOf(plan)]
  if (key === undefined) return null
  return {
    from: plan.date,
    last: plan.date,
    summary: asked.say(key, name),
    hours: own.map((one) => hoursOf(asked, one)).join('\n'),
    differs: !closed || plan.kind.why.some(({ rule }) => rule === 'weekday'),
  }
}

const TOLD: Partial<Record<ReturnType<typeof markOf>, string>> = {
  changed: 'feed.changed',
  makeup: 'feed.makeup',
  duty: 'feed.duty',
}

const DAY_REASONS: readonly ReasonCode[] = ['exception', 'closure', 'national_holiday', 'makeup_working_day']

/** The last that speaks of the day as a whole. */
function reasonTold(why: readonly Reason[]): Reason | undefined {
  return why.filter(({ rule }) => DAY_REASONS.includes(rule)).at(-1)
}

/** Planned by hand, or called off: by its hours. */
function sessionEntries(asked: FeedAsked, { openings, calledOff }: DayPlan): CalendarEntry[] {
  const byHand = openings.filter(({ session }) => asked.sessions.get(session)?.rule !== undefined)
  const entry = (one: OpenStretch, key: string): CalendarEntry => ({
    uid: `${asked.file.hall}-${one.session.replace('@', '-')}@tingxu`,
    stamp: asked.sessions.get(one.session)?.decidedAt ?? asked.stamp,
    summary: asked.say(key, nameOf(asked, one)),
    when: { start: one.from, end: one.until },
  })
  return [
    ...byHand.map((one) =>
      one.state === 'planned'
        ? { ...entry(one, 'feed.on-demand'), state: 'tentative' as const }
        : entry(one, 'feed.session'),
    ),
    // Whoever had it sees it struck out.
    ...calledOff.map((one) => ({ ...entry(one, 'feed.called-off'), state: 'cancelled' as const, sequence: 1 })),
  ]
}

function hoursOf(asked: FeedAsked, one: OpenStretch): string {
  const time = (at: Instant) => iso(at, asked.file.timeZone).slice(11, 16)
  return `${time(one.from)}–${time(one.until)} ${nameOf(asked, one)}`
}

function nameOf({ language, say }: FeedAsked, { opening }: OpenStretch): string {
  return opening.name?.[language] ?? say(`appt.kind_${opening.kind}`, '')
}

function textOf({ language }: FeedAsked, texts: Texts | undefined, otherwise: string): string {
  return texts?.[language] ?? Object.values(texts ?? {})[0] ?? otherwise
}
