// Which place in the calendar is meant, whether it may be booked now, and what else there is when it may not.
import type { Appointment, SlotPlace } from '../../appointment.ts'
import { bookingsOn } from '../../bookings.ts'
import type { OpenStretch } from '../../calendar.ts'
import type { Refusal, Scene } from '../../decision.ts'
import type { Service } from '../../hall.ts'
import type { ServiceId } from '../../ids.ts'
import { type DayView, freePlaces, freeTeam, type Slot, slotAtStart, slotsOf } from '../../slots.ts'
import type { Role } from '../../ticket.ts'
import { addDays, type Instant, type LocalDate, localDate, parseInstant } from '../../time.ts'
import { windowOf } from '../../window.ts'

export interface Wanted {
  /** The appointment that is moved: its own place is no second one. */
  own?: string | undefined
  service?: ServiceId | undefined
  services?: readonly ServiceId[] | undefined
  /** ISO 8601 with an offset, or the instant itself. */
  start?: string | Instant | undefined
  session?: string | undefined
  invitation?: string | undefined
}

/** A place that may be taken now, with everything an appointment says of it. */
export type Place = SlotPlace & Pick<Appointment, 'services' | 'minutes' | 'closes' | 'team' | 'invitation'>

/** Staff see the places of the desk and are not bound by the time at which booking opens or ends. */
const AT_THE_DESK: readonly Role[] = ['clerk', 'host', 'manager']

export function isDesk(role: Role): boolean {
  return AT_THE_DESK.includes(role)
}

export function placeWanted(scene: Scene, wanted: Wanted): Place | Refusal {
  const services = servicesWanted(scene, wanted)
  if ('refused' in services) return services
  if (wanted.start === undefined) return { refused: 'no_such_slot', field: 'start' }
  const start = typeof wanted.start === 'number' ? wanted.start : parseInstant(wanted.start)
  if (Number.isNaN(start)) return { refused: 'no_such_slot', field: 'start', detail: String(wanted.start) }
  const view = viewOf(scene, start)
  const now = scene.world.at
  const fitting = view.plan.openings.flatMap((stretch) => {
    const isMeant = wanted.session === undefined || stretch.session === wanted.session
    const slot = isMeant ? slotOf(view, stretch, start, services, now) : undefined
    return slot === undefined ? [] : [{ stretch, slot }]
  })
  const refusals = fitting.map(({ stretch, slot }) => refusalOf(scene, stretch, slot, wanted))
  const open = fitting.find((_, i) => refusals[i] === null)
  if (open !== undefined) return placeOf(scene, view, open.stretch, open.slot, services, wanted)
  const refusal = refusals.find((one) => one !== null && one !== undefined)
  const alternatives = freeStarts(scene, services, start)
  return { ...(refusal ?? { refused: 'no_such_slot', field: 'start' }), alternatives }
}

export function servicesWanted({ board }: Scene, { service, services = [] }: Wanted): Service[] | Refusal {
  const ids = [...new Set([...(service === undefined ? [] : [service]), ...services])]
  if (ids.length === 0) return { refused: 'no_such_service', field: 'service' }
  const found: Service[] = []
  for (const id of ids) {
    const known = board.services.get(id)
    const field = id === service ? 'service' : 'services'
    if (known === undefined) return { refused: 'no_such_service', field, detail: id }
    if (!known.appointment) return { refused: 'not_bookable', field, detail: id }
    found.push(known)
  }
  return found
}

export function viewOf({ board, world }: Scene, at: Instant): DayView {
  const date = localDate(at, board.file.timeZone)
  return { file: board.file, plan: world.plan(date), bookings: bookingsOn(board.bookings, date) }
}

function slotOf(view: DayView, stretch: OpenStretch, start: Instant, services: readonly Service[], now: Instant) {
  const isGiven = services.every(({ id }) => stretch.opening.services === '*' || stretch.opening.services.includes(id))
  return isGiven ? slotAtStart(view, stretch, start, services, now) : undefined
}

/** Checked in this order: who may, when, how many. */
function refusalOf({ actor, world, board }: Scene, stretch: OpenStretch, slot: Slot, wanted: Wanted): Refusal | null {
  const desk = isDesk(actor.role)
  const invited = invitationRefusal(board, stretch, wanted, desk)
  if (invited !== null) return invited
  const window = windowOf(stretch, slot.start, board.file, world.plan)
  if (window === null) return { refused: 'not_bookable', field: 'start' }
  if (desk ? slot.start < world.at : world.at > window.until) return { refused: 'too_late', field: 'start' }
  if (!desk && world.at < window.from) return { refused: 'too_early', field: 'start', nextOpening: window.from }
  const free = desk ? slot.desk : slot.online
  return free > 0 ? null : { refused: 'slot_full', field: 'start' }
}

/** `certificates-17`: the campaign's own list, one place an invitation. */
function invitationRefusal(
  board: Scene['board'],
  { opening }: OpenStretch,
  { invitation, own }: Wanted,
  desk: boolean,
): Refusal | null {
  if (opening.kind !== 'campaign' || (desk && invitation === undefined)) return null
  const campaign = invitation?.slice(0, invitation.lastIndexOf('-'))
  if (campaign !== opening.id) return { refused: 'invitation_needed', field: 'invitation' }
  for (const one of board.bookings.all.values())
    if (
      one.id !== own &&
      one.invitation === invitation &&
      (one.state === 'booked' || one.state === 'arrived' || one.state === 'held')
    )
      return { refused: 'already_booked', field: 'invitation', date: one.date }
  return null
}

function placeOf(
  { world }: Scene,
  view: DayView,
  stretch: OpenStretch,
  slot: Slot,
  services: readonly Service[],
  { invitation }: Wanted,
): Place {
  const travel = stretch.opening.kind === 'home' ? (stretch.opening.travelMinutes ?? 0) : 0
  const team = stretch.opening.kind === 'home' ? freeTeam(view, stretch, slot.start, slot.end, world.at) : undefined
  return {
    session: stretch.session,
    date: view.plan.date,
    start: slot.start,
    end: slot.end,
    slotMinutes: stretch.opening.slotMinutes,
    places: freePlaces(view, stretch, slot.start, slot.end),
    capacity: stretch.opening.desk,
    closes: stretch.until,
    services: services.map(({ id }) => id),
    minutes: services.reduce((sum, one) => sum + one.minutes, travel),
    ...(team === undefined ? {} : { team }),
    ...(invitation === undefined ? {} : { invitation }),
  }
}

const ALTERNATIVES_MOST = 5
const ALTERNATIVES_DAYS = 14

/** The next times that are free, from the wanted day on: whoever comes second is offered something. */
export function freeStarts(scene: Scene, services: readonly Service[], wanted: Instant): Instant[] {
  const { board, world } = scene
  const today = localDate(world.at, board.file.timeZone)
  const first = localDate(Math.max(wanted, world.at), board.file.timeZone)
  const found: Instant[] = []
  for (let days = 0; days <= ALTERNATIVES_DAYS && found.length < ALTERNATIVES_MOST; days++) {
    const date = addDays(first, days)
    if (date < today) continue
    for (const { start } of startsFreeOn(scene, services, date)) if (!found.includes(start)) found.push(start)
  }
  return found
    .sort((a, b) => Math.abs(a - wanted) - Math.abs(b - wanted))
    .slice(0, ALTERNATIVES_MOST)
    .sort((a, b) => a - b)
}

/** What somebody who asks now could book on a day, in order. */
export function startsFreeOn(scene: Scene, services: readonly Service[], date: LocalDate): Slot[] {
  const { board, world, actor } = scene
  const view = { file: board.file, plan: world.plan(date), bookings: bookingsOn(board.bookings, date) }
  return slotsOf(view, services, world.at).filter((slot) => {
    const stretch = view.plan.openings.find(({ session }) => session === slot.session)
    return stretch !== undefined && refusalOf({ board, world, actor }, stretch, slot, {}) === null
  })
}
