// A place is kept while somebody types, or by staff for somebody who will book it by a link.
import type { Appointment } from '../../appointment.ts'
import type { Command } from '../../command.ts'
import type { Decision, Scene } from '../../decision.ts'
import { MINUTE } from '../../time.ts'
import { appointmentFor, factOfAppointment, rulesOf } from './own.ts'
import { isDesk, type Place, placeWanted } from './place.ts'

/** However busily somebody types, a place is not kept longer than so many times the hold. */
const RENEWALS_MOST = 6

export function hold(scene: Scene, command: Command & { do: 'hold' }): Decision {
  if (command.appointment !== undefined) return renew(scene, command.appointment)
  if (command.forMinutes !== undefined && !isDesk(scene.actor.role))
    return { refused: 'forbidden', field: 'forMinutes' }
  const place = placeWanted(scene, command)
  if ('refused' in place) return place
  const minutes = command.forMinutes ?? rulesOf(scene).holdMinutes
  return { facts: [factOfAppointment('hold', newHold(scene, place, minutes, command.language))] }
}

/** Nobody's name is known yet. */
export function newHold(
  { board, actor, world: { at } }: Scene,
  place: Place,
  minutes: number,
  language: string | undefined,
): Appointment {
  return {
    id: `b${board.bookings.lastAppointment + 1}`,
    state: 'held',
    ...place,
    heldUntil: at + minutes * MINUTE,
    bookedAt: at,
    endedAt: null,
    ticket: null,
    language: language ?? null,
    enteredBy: actor.role,
    staff: actor.staff,
  }
}

function renew(scene: Scene, id: string): Decision {
  const held = appointmentFor(scene, 'hold', id)
  if ('refused' in held) return held
  const minutes = rulesOf(scene).holdMinutes
  const latest = held.bookedAt + RENEWALS_MOST * minutes * MINUTE
  const until = Math.max(held.heldUntil ?? 0, Math.min(latest, scene.world.at + minutes * MINUTE))
  // Offered and confirming ones have an end of their own.
  const heldUntil = held.toConfirm === true || held.wish !== undefined ? held.heldUntil : until
  return { facts: [factOfAppointment('hold', { ...held, heldUntil })] }
}
