// A booked time is moved, given up, or taken back.
import type { Appointment, LeftPlace } from '../../appointment.ts'
import type { Command } from '../../command.ts'
import type { Decision, Scene } from '../../decision.ts'
import { freePlaces, freeTeam, slotAtStart } from '../../slots.ts'
import { type Instant, MINUTE } from '../../time.ts'
import { appointmentFor, factOfAppointment, rulesOf } from './own.ts'
import { isDesk, placeWanted, viewOf } from './place.ts'

/** The new place first, then the old one: whoever changes never ends up with none. */
export function rebook(scene: Scene, command: Command & { do: 'rebook' }): Decision {
  const before = appointmentFor(scene, 'rebook', command.appointment)
  if ('refused' in before) return before
  const { at } = scene.world
  if (before.start <= at && !isDesk(scene.actor.role)) return { refused: 'too_late', field: 'appointment' }
  const { services, invitation } = before
  const place = placeWanted(scene, {
    services,
    start: command.start,
    session: command.session,
    invitation,
    own: before.id,
  })
  if ('refused' in place) return place
  const { team: _, ...rest } = before
  const after: Appointment = { ...rest, ...place, changedAt: at, reminded: [], ...left(scene, before) }
  return { facts: [factOfAppointment('rebook', after)] }
}

export function cancelAppointment(scene: Scene, command: Command & { do: 'cancel-appointment' }): Decision {
  const before = appointmentFor(scene, 'cancel-appointment', command.appointment)
  if ('refused' in before) return before
  const { at } = scene.world
  const endedBy = isDesk(scene.actor.role) ? 'staff' : 'visitor'
  const after = { ...before, state: 'cancelled' as const, heldUntil: null, endedAt: at, endedBy } as const
  const isHold = before.state === 'held'
  // What was only held was nobody's yet: it is free again at once, and there is nothing to undo.
  const fact = factOfAppointment(
    'cancel-appointment',
    isHold ? freed({ ...after, endedBy: 'lapse' }, at) : { ...after, ...left(scene, before) },
  )
  return { facts: [command.reason === undefined ? fact : { ...fact, reason: command.reason }] }
}

/** Within minutes, by who held it: the old place is still kept for them. */
export function undoAppointment(scene: Scene, command: Command & { do: 'undo-appointment' }): Decision {
  const now = appointmentFor(scene, 'undo-appointment', command.appointment)
  if ('refused' in now) return now
  const { at } = scene.world
  if (now.undoUntil === undefined) return { refused: 'not_allowed_now', field: 'appointment', detail: now.state }
  if (at > now.undoUntil) return { refused: 'too_late', field: 'appointment' }
  const old = now.leaving?.at(-1)
  if (old === undefined || old.start <= at) return { refused: 'too_late', field: 'appointment' }
  if (old.until <= at && !hasRoom(scene, now, old)) return { refused: 'slot_full', field: 'appointment' }
  const { undoUntil: _, endedBy: __, leaving = [], team: ___, ...rest } = now
  const { until: ____, ...place } = old
  const given = now.state === 'booked' ? left(scene, now) : {}
  const kept = [...leaving.slice(0, -1), ...(given.leaving ?? [])]
  const after: Appointment = { ...rest, ...place, state: 'booked', endedAt: null, changedAt: at, reminded: [] }
  return {
    facts: [
      factOfAppointment('undo-appointment', {
        ...withPlan(scene, after),
        ...(kept.length > 0 ? { leaving: stillLeft(kept, at) } : {}),
      }),
    ],
  }
}

/** The quarantine was set shorter than the undo, and somebody may have been quicker. */
function hasRoom(scene: Scene, { services }: Appointment, old: LeftPlace): boolean {
  const view = viewOf(scene, old.start)
  const stretch = view.plan.openings.find(({ session }) => session === old.session)
  const known = services.flatMap((id) => scene.board.services.get(id) ?? [])
  const slot = stretch && slotAtStart(view, stretch, old.start, known, scene.world.at)
  return slot !== undefined && (isDesk(scene.actor.role) ? slot.desk : slot.online) > 0
}

/** A place of another day has another end of session, and a home visit whichever team is free then. */
function withPlan(scene: Scene, one: Appointment): Appointment {
  const view = viewOf(scene, one.start)
  const stretch = view.plan.openings.find(({ session }) => session === one.session)
  if (stretch === undefined) return one
  const places = freePlaces(view, stretch, one.start, one.end)
  const team = stretch.opening.kind === 'home' ? freeTeam(view, stretch, one.start, one.end, scene.world.at) : undefined
  return { ...one, closes: stretch.until, places, ...(team === undefined ? {} : { team }) }
}

/** Places are not traded: what is given up is offered again only after a while. */
function left(
  scene: Scene,
  { session, date, start, end, slotMinutes, capacity, leaving = [] }: Appointment,
): Pick<Appointment, 'leaving' | 'undoUntil'> {
  const { at } = scene.world
  const rules = rulesOf(scene)
  const place: LeftPlace = {
    session,
    date,
    start,
    end,
    slotMinutes,
    capacity,
    until: at + rules.quarantineMinutes * MINUTE,
  }
  return { leaving: [...stillLeft(leaving, at), place], undoUntil: at + rules.undoMinutes * MINUTE }
}

function stillLeft(leaving: readonly LeftPlace[], at: Instant): LeftPlace[] {
  return leaving.filter(({ until }) => until > at)
}

/** Free at once; said all the same, so that the waiting list is looked at. */
export function freed<T extends Appointment>(one: T, at: Instant): T {
  const { session, date, start, end, slotMinutes, capacity } = one
  return { ...one, leaving: [{ session, date, start, end, slotMinutes, capacity, until: at }] }
}
