// A place becomes somebody's: from a hold or at once, within what one person may have, after a code where the hall wants it.
import type { Appointment } from '../../appointment.ts'
import type { Command } from '../../command.ts'
import type { Decision, Refusal, Scene } from '../../decision.ts'
import { personRefusal } from '../../person-limits.ts'
import { MINUTE } from '../../time.ts'
import { newHold } from './hold.ts'
import { appointmentFor, factOfAppointment, rulesOf } from './own.ts'
import { placeWanted } from './place.ts'
import { endOfWish } from './wishes.ts'

type Book = Command & { do: 'book' }

export function book(scene: Scene, command: Book): Decision {
  const held =
    command.appointment === undefined ? taken(scene, command) : appointmentFor(scene, 'book', command.appointment)
  if ('refused' in held) return held
  if (held.toConfirm) return { refused: 'not_allowed_now', field: 'appointment', detail: 'to_confirm' }
  const refusal = missingField(scene, held) ?? limited(scene, held)
  if (refusal !== null) return refusal
  const rules = rulesOf(scene)
  const known = {
    ...held,
    ...toldOf(scene, command),
    ...(command.language === undefined ? {} : { language: command.language }),
  }
  if (needsCode(scene)) {
    const heldUntil = scene.world.at + rules.confirmMinutes * MINUTE
    return { facts: [factOfAppointment('hold', { ...known, toConfirm: true, heldUntil, bookedAt: scene.world.at })] }
  }
  return { facts: [factOfAppointment('book', booked(known, scene)), ...endOfWish(scene, held)] }
}

/** The code proves that the phone or address is theirs. */
export function confirm(scene: Scene, command: Command & { do: 'confirm-appointment' }): Decision {
  const held = appointmentFor(scene, 'confirm-appointment', command.appointment)
  if ('refused' in held) return held
  if (held.toConfirm !== true) return { refused: 'not_allowed_now', field: 'appointment', detail: held.state }
  if (scene.world.codeFits !== true) return { refused: 'code_wrong', field: 'code' }
  return { facts: [factOfAppointment('confirm-appointment', booked(held, scene)), ...endOfWish(scene, held)] }
}

/** Without a hold the place is taken now, by the same rules. */
function taken(scene: Scene, command: Book): Appointment | Refusal {
  const place = placeWanted(scene, command)
  return 'refused' in place ? place : newHold(scene, place, 0, command.language)
}

function booked({ toConfirm: _, ...held }: Appointment, { world, actor }: Scene): Appointment {
  return { ...held, state: 'booked', heldUntil: null, bookedAt: world.at, enteredBy: actor.role, staff: actor.staff }
}

/** Who stands at the desk has proved enough. */
function needsCode(scene: Scene): boolean {
  const { role } = scene.actor
  return rulesOf(scene).confirm !== 'none' && (role === 'visitor' || role === 'kiosk')
}

function missingField(scene: Scene, held: Appointment): Refusal | null {
  const { given = [] } = scene.world
  const { needs, confirm: by } = rulesOf(scene)
  const isHome = held.team !== undefined
  const wanted = [...needs, ...(isHome ? (['address'] as const) : []), ...(by === 'phone' || by === 'mail' ? [by] : [])]
  const missing = wanted.find((one) => !given.includes(one))
  if (missing !== undefined) return { refused: 'person_needed', field: missing }
  return by === 'either' && !given.includes('phone') && !given.includes('mail')
    ? { refused: 'person_needed', field: 'phone' }
    : null
}

function limited(scene: Scene, { services, date, id }: Appointment): Refusal | null {
  const { world, board } = scene
  if (world.history === undefined) return null
  const others = world.history.filter((one) => one.id !== id)
  const { timeZone: zone } = board.file
  return personRefusal(others, services, date, { rules: rulesOf(scene), zone, at: world.at, today: board.day })
}

/** What was told, when, and how: see laws of the hall, §7. */
function toldOf({ actor, world }: Scene, { told }: Book): Pick<Appointment, 'told'> {
  if (told === undefined) return {}
  return { told: { version: told, at: world.at, how: actor.staff === null ? 'page' : 'desk' } }
}
