// The days of a hall as somebody who wants to book reads them: open or not and why, and every time that can be booked now.
import type { Board } from './board.ts'
import { bookingsOn } from './bookings.ts'
import { covers, type DayPlan, type OpenStretch } from './calendar.ts'
import { countOf } from './decide/booking/session.ts'
import type { Service } from './hall.ts'
import type { SlotsDay, SlotsSession, SlotView } from './protocol-bookings.ts'
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

export function slotsDay(asked: SlotsAsked, date: LocalDate): SlotsDay {
  const { board, services, planOf } = asked
  const plan = planOf(date)
  const isGiven = ({ opening }: OpenStretch) => services.every(({ id }) => covers(opening, id))
  const sessions = plan.openings.filter(isGiven)
  const view = { file: board.file, plan, bookings: bookingsOn(board.bookings, date) }
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

function whyOf({ kind, openings }: DayPlan, isGiven: boolean): Reason[] {
  return isGiven || openings.length === 0 ? kind.why : [...kind.why, { rule: 'not_given_that_day' }]
}

function isOffered({ invited, isDesk }: SlotsAsked, { opening }: OpenStretch): boolean {
  const campaign = invited === null ? null : invited.slice(0, invited.lastIndexOf('-'))
  return campaign === null ? opening.kind !== 'campaign' || isDesk : opening.id === campaign
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

function sessionOf({ board, now, planOf }: SlotsAsked, stretch: OpenStretch): SlotsSession {
  const zone = board.file.timeZone
  const { opening, session, state, from, until } = stretch
  const window = windowOf(stretch, from, board.file, planOf)
  const minimum = opening.onDemand?.minimum
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
  }
}
