// Sessions of one day: planned by hand, confirmed when enough people come, called off when not, staffed.
import type { Appointment } from '../../appointment.ts'
import { bookingsOn } from '../../bookings.ts'
import { covers, type OpenStretch } from '../../calendar.ts'
import type { Command } from '../../command.ts'
import type { Decision, Refusal, Scene } from '../../decision.ts'
import type { Fact } from '../../events.ts'
import type { Opening } from '../../hall.ts'
import { bookFaults } from '../../plan-faults.ts'
import { readSession, type Session, type SessionId, sessionId } from '../../session.ts'
import { addDays, isDay, localDate } from '../../time.ts'
import { freed } from './change.ts'

type Plan = Command & { do: 'plan-session' }

/** A year ahead is as far as anybody plans; beyond it a date is a slip of the finger. Days. */
const PLANNED_AHEAD_MOST = 400

export function planSession({ board, world, actor }: Scene, command: Plan): Decision {
  const { id: _, do: __, date, people, reason, onDemand = null, ...rule } = command
  const today = localDate(world.at, board.file.timeZone)
  // 2026-02-30 has the form of a date and is none.
  if (addDays(date, 0) !== date) return { refused: 'wrong_day', field: 'date', detail: date }
  if (!isDay(date)) return { refused: 'no_such_slot', field: 'date', detail: date }
  if (date < today) return { refused: 'session_over', field: 'date' }
  if (date > addDays(today, PLANNED_AHEAD_MOST)) return { refused: 'too_early', field: 'date' }
  if (rule.end <= rule.start) return { refused: 'no_such_slot', field: 'end' }
  const unknown = unknownPart(board.file, command)
  if (unknown !== null) return unknown
  const wrong = unbookablePart(board.file, { ...command, onDemand })
  if (wrong !== null) return wrong
  // The number of this event: no rule of the file and no other session is called so.
  const name = `hand-${board.seq + 1}`
  const opening: Opening = {
    ...rule,
    id: name,
    from: date,
    to: date,
    weekdays: [1, 2, 3, 4, 5, 6, 7],
    everyWeeks: null,
    weeksOfMonth: null,
    runsOnClosedDays: true,
    onDemand,
    ...(people === undefined ? {} : { staff: people }),
  }
  const state = onDemand === null ? 'confirmed' : 'planned'
  const session: Session = {
    id: sessionId(name, date),
    date,
    state,
    rule: opening,
    decidedAt: onDemand === null ? world.at : null,
    staff: [],
  }
  if (actor.staff === null) return { refused: 'forbidden' }
  return { facts: [{ type: 'session-planned', session, ...(reason === undefined ? {} : { reason }) }] }
}

function unknownPart(file: Scene['board']['file'], { services, counters = [], teams = [] }: Plan): Refusal | null {
  const parts = [
    ['services', services === '*' ? [] : services, file.services],
    ['counters', counters, file.counters],
    ['teams', teams, file.teams ?? []],
  ] as const
  for (const [field, ids, known] of parts) {
    const unknown = ids.find((id) => !known.some((one) => one.id === id))
    if (unknown !== undefined)
      return { refused: field === 'counters' ? 'no_such_counter' : 'no_such_service', field, detail: unknown }
  }
  return null
}

/** A session that nobody could ever book, or with more places online than there are. */
function unbookablePart(file: Scene['board']['file'], rule: Pick<Opening, 'book' | 'onDemand' | 'online' | 'desk'>) {
  if (rule.online > rule.desk) return { refused: 'not_bookable', field: 'online' } as const
  const openings = new Set(file.openings.map((one) => one.id))
  for (const { path, detail } of bookFaults(rule, '', openings))
    return { refused: 'not_bookable', field: path.slice(1).replaceAll('/', '.'), detail } as const
  return null
}

export function confirmSession(scene: Scene, command: Command & { do: 'confirm-session' }): Decision {
  const found = sessionFor(scene, command.session)
  if ('refused' in found) return found
  const { stretch, session } = found
  if (session.state === 'confirmed') return { refused: 'not_allowed_now', field: 'session', detail: session.state }
  // People were told that it does not take place, and may have gone elsewhere.
  if (session.state === 'called-off') return { refused: 'not_allowed_now', field: 'session', detail: session.state }
  const short = countOf(scene, stretch) < (stretch.opening.onDemand?.minimum ?? 0)
  if (short && command.reason === undefined) return { refused: 'reason_needed', field: 'reason' }
  return { facts: [confirmed(scene, session, command.reason)] }
}

export function callOffSession(scene: Scene, command: Command & { do: 'call-off-session' }): Decision {
  const found = sessionFor(scene, command.session)
  if ('refused' in found) return found
  if (found.session.state === 'called-off')
    return { refused: 'not_allowed_now', field: 'session', detail: found.session.state }
  return { facts: calledOff(scene, found.session, command.reason) }
}

/** At its decision time: confirmed when enough have booked, else called off, and everybody who booked is told. */
export function decideSession(scene: Scene, id: SessionId): Decision {
  const found = sessionFor(scene, id)
  if ('refused' in found) return found
  const { stretch, session } = found
  if (session.state !== 'planned') return { refused: 'not_allowed_now', field: 'session', detail: session.state }
  const enough = countOf(scene, stretch) >= (stretch.opening.onDemand?.minimum ?? 0)
  return { facts: enough ? [confirmed(scene, session, undefined)] : calledOff(scene, session, TOO_FEW) }
}

/** A word of the dictionaries, and no sentence: the clock has no language. */
export const TOO_FEW = 'too_few'

function confirmed({ world }: Scene, session: Session, reason: string | undefined): Fact {
  const after: Session = {
    ...session,
    state: 'confirmed',
    decidedAt: world.at,
    ...(reason === undefined ? {} : { reason }),
  }
  return { type: 'session-confirmed', session: after, ...(reason === undefined ? {} : { reason }) }
}

function calledOff(scene: Scene, session: Session, reason: string): Fact[] {
  const { world, board } = scene
  const after: Session = { ...session, state: 'called-off', decidedAt: world.at, reason }
  const own = [...bookingsOn(board.bookings, session.date).active.values()].filter((one) => one.session === session.id)
  const ended = own.filter(({ state }) => state === 'booked' || state === 'held')
  return [
    { type: 'session-called-off', session: after, reason },
    ...ended.map((one): Fact => ({ type: 'appointment-cancelled', appointment: endedByHall(one, world.at), reason })),
  ]
}

/** It is nobody's fault but the hall's, and counts against nobody. */
function endedByHall({ toConfirm: _, undoUntil: __, ...one }: Appointment, at: number): Appointment {
  return freed({ ...one, state: 'cancelled', heldUntil: null, endedAt: at, endedBy: 'hall' }, at)
}

/** The session as its rule makes it, with what is known beyond; only one that is not over. */
export function sessionFor(scene: Scene, id: SessionId): { stretch: OpenStretch; session: Session } | Refusal {
  const { board, world } = scene
  const { date } = readSession(id)
  const plan = world.plan(date)
  const stretch = [...plan.openings, ...plan.calledOff].find((one) => one.session === id)
  if (stretch === undefined) return { refused: 'no_such_session', field: 'session', detail: id }
  if (stretch.until <= world.at) return { refused: 'session_over', field: 'session' }
  const known = board.sessions.get(id)
  const state = known?.state ?? (stretch.opening.onDemand === null ? 'confirmed' : 'planned')
  return { stretch, session: known ?? { id, date, state, decidedAt: null, staff: [] } }
}

/** How many have booked: people who still only hold a place do not open an evening. */
export function countOf({ board }: Pick<Scene, 'board'>, { session, opening }: OpenStretch): number {
  const { date } = readSession(session)
  const day = bookingsOn(board.bookings, date)
  const own = [...day.active.values()].filter(
    (one) => one.session === session && one.services.every((id) => covers(opening, id)),
  )
  return own.filter(({ state }) => state === 'booked' || state === 'arrived').length
}
