// The days of a hall as somebody who wants to book reads them: open or not and why, and every time that can be booked now.
import type { Board } from './board.ts'
import { bookingsOn, type DayBookings } from './bookings.ts'
import { covers, type DayPlan, type OpenStretch } from './calendar.ts'
import { countOf } from './decide/booking/session.ts'
import type { Service } from './hall.ts'
import type { NotBooked, SlotsDay, SlotsSession, SlotView } from './protocol-bookings.ts'
import type { Reason } from './reason.ts'
import { type Slot, slotsOf } from './slots.ts'
import { type Instant, iso, type LocalDate } from './time.ts'
import { decisionTime, windowOf } from './window.ts'

export interface SlotsAsked {
  board: Board
  services: readonly Service[]
  now: Instant
  /** Staff see the places of the desk, and are not bound by the time at which booking opens or ends. */
  isDesk: boolean
  /** An invitation to a campaign: its times, and no others, are offered. */
  invited: string | null
  planOf(date: LocalDate): DayPlan
}

/** An answer that is kept: what it was made of, and from when until when nothing in it changes by itself. */
interface Kept {
  version: number
  plan: DayPlan
  day: LocalDate
  from: Instant
  until: Instant
  view: SlotsDay
}

const kept = new WeakMap<DayBookings, Map<string, Kept>>()
/** Services may be asked for together in many ways. */
const KEPT_A_DAY = 64

/** Thousands of phones ask for the same days; a day is computed anew when it is booked, planned otherwise, or time changes it. */
export function slotsDay(asked: SlotsAsked, date: LocalDate): SlotsDay {
  const { board, services, now, isDesk, planOf } = asked
  const plan = planOf(date)
  const bookings = bookingsOn(board.bookings, date)
  const key = `${services.map(({ id }) => id).join()} ${isDesk} ${campaignOf(asked) ?? ''}`
  const ofDay = kept.get(bookings) ?? new Map<string, Kept>()
  const known = ofDay.get(key)
  const { version } = bookings
  if (known?.version === version && known.plan === plan && known.day === board.day)
    if (known.from <= now && now < known.until) return known.view
  const view = makeDay(asked, date, plan, bookings)
  if (ofDay.size >= KEPT_A_DAY) ofDay.clear()
  ofDay.set(key, { version, plan, day: board.day, from: now, until: nextChange(asked, plan, bookings), view })
  kept.set(bookings, ofDay)
  return view
}

/** The next moment at which a window opens or ends, a time begins, or a place that was given up is free again. */
function nextChange({ board, services, now, planOf }: SlotsAsked, plan: DayPlan, bookings: DayBookings): Instant {
  let next = Number.POSITIVE_INFINITY
  const see = (at: Instant) => {
    if (at > now && at < next) next = at
  }
  for (const { until } of bookings.leaving) see(until)
  const view = { file: board.file, plan, bookings }
  for (const { session, start } of slotsOf(view, services, now)) {
    const stretch = plan.openings.find((one) => one.session === session)
    const window = stretch === undefined ? null : windowOf(stretch, start, board.file, planOf)
    see(start)
    see(start + 1)
    if (window !== null) {
      see(window.from)
      see(window.until + 1)
    }
  }
  for (const stretch of plan.openings) {
    see(windowOf(stretch, stretch.from, board.file, planOf)?.from ?? now)
    see((lastMoment(stretch, board.file, planOf) ?? now) + 1)
  }
  return next
}

function makeDay(asked: SlotsAsked, date: LocalDate, plan: DayPlan, bookings: DayBookings): SlotsDay {
  const { board, services } = asked
  const isGiven = ({ opening }: OpenStretch) => services.every(({ id }) => covers(opening, id))
  const sessions = plan.openings.filter(isGiven)
  const view = { file: board.file, plan, bookings }
  // Nothing of a past day can be booked, and its plan is all that anybody asks for.
  const slots = date < board.day ? [] : slotsOf(view, services, asked.now)
  return {
    date,
    open: sessions.length > 0,
    why: whyOf(plan, sessions.length > 0),
    slots: slots.flatMap((slot) => slotView(asked, sessions, slot)),
    sessions: [...sessions, ...plan.calledOff.filter(isGiven)].map((one) => sessionOf(asked, one)),
  }
}

function campaignOf({ invited }: SlotsAsked): string | null {
  return invited === null ? null : invited.slice(0, invited.lastIndexOf('-'))
}

function whyOf({ kind, openings }: DayPlan, isGiven: boolean): Reason[] {
  return isGiven || openings.length === 0 ? kind.why : [...kind.why, { rule: 'not_given_that_day' }]
}

function isOffered(asked: SlotsAsked, { opening }: OpenStretch): boolean {
  const campaign = campaignOf(asked)
  return campaign === null ? opening.kind !== 'campaign' || asked.isDesk : opening.id === campaign
}

function slotView(asked: SlotsAsked, sessions: readonly OpenStretch[], slot: Slot): SlotView[] {
  const { board, now, isDesk, planOf } = asked
  const stretch = sessions.find(({ session }) => session === slot.session)
  if (stretch === undefined || !isOffered(asked, stretch)) return []
  const window = windowOf(stretch, slot.start, board.file, planOf)
  if (window === null) return []
  const isTime = window.from <= now && now <= window.until
  const online = isTime ? slot.online : 0
  const desk = isDesk && slot.start >= now ? slot.desk : 0
  if (online === 0 && desk === 0) return []
  const zone = board.file.timeZone
  const shown = { start: iso(slot.start, zone), end: iso(slot.end, zone), free: online, session: slot.session }
  return [isDesk ? { ...shown, desk } : shown]
}

function sessionOf(asked: SlotsAsked, stretch: OpenStretch): SlotsSession {
  const { board, now, planOf } = asked
  const zone = board.file.timeZone
  const { opening, session, state, from, until } = stretch
  const window = windowOf(stretch, from, board.file, planOf)
  const minimum = opening.onDemand?.minimum
  const notBooked = whyNotBooked(asked, stretch)
  const undecided = state === 'planned' && minimum !== undefined
  return {
    id: session,
    kind: opening.kind,
    ...(opening.name === undefined ? {} : { name: opening.name }),
    start: iso(from, zone),
    end: iso(until, zone),
    state,
    ...(minimum === undefined ? {} : { minimum, booked: countOf({ board }, stretch) }),
    ...(undecided ? { decidedAt: iso(decisionTime(stretch, board.file, planOf), zone) } : {}),
    ...(window !== null && window.from > now ? { bookableFrom: iso(window.from, zone) } : {}),
    ...(notBooked === null ? {} : { notBooked }),
  }
}

/** Why no time of a session can be booked, full or not; null: its booking is open, or opens later. */
function whyNotBooked(asked: SlotsAsked, stretch: OpenStretch): NotBooked | null {
  const { board, now, planOf } = asked
  const last = lastMoment(stretch, board.file, planOf)
  if (last === null) return 'never'
  if (!isOffered(asked, stretch)) return 'invited'
  return last < now ? 'over' : null
}

/** The last at which any time of it is booked: no slot begins later than it ends. */
function lastMoment(stretch: OpenStretch, file: Board['file'], planOf: SlotsAsked['planOf']): Instant | null {
  return windowOf(stretch, stretch.until, file, planOf)?.until ?? null
}
