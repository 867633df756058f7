// The waiting list: who found no place says until when they would come, and what becomes free is offered to them first.
import type { Appointment } from '../../appointment.ts'
import { wants } from '../../bookings.ts'
import type { Command } from '../../command.ts'
import type { Decision, Scene } from '../../decision.ts'
import type { Fact } from '../../events.ts'
import { addDays, isDay, type LocalDate, localDate } from '../../time.ts'
import type { Wish } from '../../wish.ts'
import { newHold } from './hold.ts'
import { rulesOf } from './own.ts'
import { freeStarts, isDesk, placeWanted, servicesWanted, startsFreeOn } from './place.ts'

/** Nobody waits for longer than booking is open. Days. */
const WISH_DAYS_MOST = 92
const LAPSES_MOST = 2

export function joinList(scene: Scene, command: Command & { do: 'join-waiting-list' }): Decision {
  const { board, world } = scene
  const services = servicesWanted(scene, command)
  if ('refused' in services) return services
  const today = localDate(world.at, board.file.timeZone)
  const { from, to } = command
  if (!isDay(from)) return { refused: 'no_such_slot', field: 'from', detail: from }
  if (!isDay(to) || to < from || to < today) return { refused: 'no_such_slot', field: 'to', detail: to }
  if (to > addDays(today, WISH_DAYS_MOST))
    return { refused: 'too_early', field: 'to', date: addDays(today, WISH_DAYS_MOST) }
  // An offer has to reach them.
  if (world.given?.includes('phone') !== true && world.given?.includes('mail') !== true)
    return { refused: 'person_needed', field: 'phone' }
  const ids = services.map(({ id }) => id)
  const free = freeStarts(scene, services, world.at).filter((at) =>
    within(localDate(at, board.file.timeZone), from, to),
  )
  if (free.length > 0) return { refused: 'places_free', field: 'to', alternatives: free }
  const wish: Wish = {
    id: `w${board.bookings.lastWish + 1}`,
    state: 'waiting',
    services: ids,
    from,
    to,
    wishedAt: world.at,
    appointment: null,
    lapsed: 0,
    language: command.language ?? null,
  }
  return { facts: [{ type: 'wished', wish }] }
}

export function leaveList({ board, actor }: Scene, command: Command & { do: 'leave-waiting-list' }): Decision {
  if (actor.holder !== true && !isDesk(actor.role)) return { refused: 'forbidden', field: 'wish' }
  const wish = board.bookings.wishes.get(command.wish)
  if (wish === undefined) return { refused: 'no_such_appointment', field: 'wish' }
  return { facts: [{ type: 'wish-ended', wish: { ...wish, state: 'ended' } }] }
}

/** Places of a day became free: the first on the list whom one of them suits is offered it for a while. */
export function offerPlaces(scene: Scene, date: LocalDate): Decision {
  const { board } = scene
  const waiting = [...board.bookings.wishes.values()]
    .filter((one) => wants(one, date))
    .sort((a, b) => a.wishedAt - b.wishedAt || Number(a.id.slice(1)) - Number(b.id.slice(1)))
  // The offer is made as to a visitor: online places only, within the time in which they may be booked.
  const visiting: Scene = { ...scene, actor: { role: 'visitor', staff: null } }
  for (const wish of waiting) {
    const place = firstPlace(visiting, wish, date)
    if (place === null) continue
    const held = newHold(scene, place, rulesOf(scene).offerMinutes, wish.language ?? undefined)
    const appointment: Appointment = { ...held, wish: wish.id }
    return { facts: [{ type: 'offered', appointment, wish: { ...wish, state: 'offered', appointment: held.id } }] }
  }
  return { facts: [{ type: 'places-looked-at', looked: date }] }
}

/** The wish is fulfilled with the booking that came of its offer. */
export function endOfWish({ board }: Scene, { wish: id }: Appointment): Fact[] {
  const wish = id === undefined ? undefined : board.bookings.wishes.get(id)
  return wish === undefined ? [] : [{ type: 'wish-ended', wish: { ...wish, state: 'booked' } }]
}

/** An offer that was not taken: they stay on the list for another one, and then no longer. */
export function lapsedOffer({ board }: Scene, { wish: id }: Appointment): Fact[] {
  const wish = id === undefined ? undefined : board.bookings.wishes.get(id)
  if (wish === undefined) return []
  const lapsed = wish.lapsed + 1
  const isOver = lapsed >= LAPSES_MOST
  const after: Wish = { ...wish, state: isOver ? 'ended' : 'waiting', appointment: null, lapsed, wishedAt: board.at }
  return [{ type: isOver ? 'wish-ended' : 'wished', wish: after }]
}

function firstPlace(scene: Scene, { services }: Wish, date: LocalDate) {
  const known = servicesWanted(scene, { services })
  if ('refused' in known) return null
  for (const { start, session } of startsFreeOn(scene, known, date)) {
    const place = placeWanted(scene, { services, start, session })
    if (!('refused' in place)) return place
  }
  return null
}

function within(date: LocalDate, from: LocalDate, to: LocalDate): boolean {
  return from <= date && date <= to
}
