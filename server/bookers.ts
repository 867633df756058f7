// Who booked, on their way into the database and back: sealed rows of a batch, and what is known of a person's bookings.
import type { Appointment } from '../core/appointment.ts'
import type { Board } from '../core/board.ts'
import { PERSONAL_FIELDS, type World } from '../core/decision.ts'
import type { HallEvent } from '../core/events.ts'
import type { HallId } from '../core/ids.ts'
import { lastOf, normalCard, normalPhone } from '../core/person.ts'
import type { Client } from './db.ts'
import { personsOf } from './persons.ts'
import type { Given, Press, Waiting } from './press.ts'
import { appointmentsNamed } from './store/appointments.ts'
import type { Booker, OfBooker } from './store/bookers.ts'
import type { Vault } from './vault.ts'

export interface BookersApart {
  bookers: Booker[]
  booked: OfBooker[]
}

/** Appointments of which a batch speaks and that the board has let go of. */
export async function pastNamed(client: Client, board: Board, batch: readonly Waiting[]): Promise<Appointment[]> {
  const past = batch.flatMap(({ press }) => (needsPast(board, press) ? [appointmentIn(press)] : []))
  return past.length === 0 ? [] : appointmentsNamed(client, board.hall, [...new Set(past)])
}

/** Whether a press speaks of an appointment that is in the database alone. */
export function needsPast(board: Board, press: Press): boolean {
  const named = appointmentIn(press)
  return named !== '' && !board.bookings.all.has(named)
}

function appointmentIn({ command }: Press): string {
  return 'appointment' in command ? (command.appointment ?? '') : ''
}

const NOTHING: Pick<World, 'given'> = { given: [] }

/** What the core may know of who presses: which fields were given, and what they booked before. */
export function personWorld(
  { booked, bookers }: BookersApart,
  board: Board,
  vault: Vault,
  press: Press,
): Pick<World, 'given' | 'history'> {
  const { given } = press
  if (given === undefined) return NOTHING
  const fields = PERSONAL_FIELDS.filter((name) => given[name] !== undefined)
  const persons = personsOf(vault, given)
  if (persons.length === 0) return { given: fields }
  const isTheirs = ({ phonePerson, cardPerson }: Pick<Booker, 'phonePerson' | 'cardPerson'>) =>
    persons.some((one) => phonePerson?.equals(one) === true || cardPerson?.equals(one) === true)
  const known = new Map<string, Appointment>()
  for (const one of booked.filter(isTheirs)) known.set(one.body.id, board.bookings.all.get(one.body.id) ?? one.body)
  // Those of a line above in the same batch are in no table yet.
  for (const { about } of bookers.filter(isTheirs)) {
    const appointment = board.bookings.all.get(about)
    if (appointment !== undefined) known.set(about, appointment)
  }
  return { given: fields, history: [...known.values()] }
}

/** What came with a press that was done, and the day to which the appointment was moved. */
export function keepBooker(
  apart: BookersApart,
  vault: Vault,
  { hall, given = {}, command }: Press,
  events: readonly HallEvent[],
): void {
  for (const { appointment, wish, type } of events) {
    // The offer to somebody on the waiting list is theirs, whoever's press it came with.
    if (appointment !== undefined && type !== 'taken') {
      const isTold = PERSONAL_FIELDS.some((name) => given[name] !== undefined)
      if (isTold || type === 'rebooked' || type === 'appointment-undone')
        apart.bookers.push(rowFor(vault, hall, appointment.id, appointment.date, given, command.do === 'appeal'))
    } else if (wish !== undefined && type === 'wished' && given.phone !== undefined) {
      apart.bookers.push(rowFor(vault, hall, wish.id, wish.to, given, false))
    } else if (wish !== undefined && type === 'wished' && given.mail !== undefined)
      apart.bookers.push(rowFor(vault, hall, wish.id, wish.to, given, false))
  }
}

function rowFor(vault: Vault, hall: HallId, about: string, day: string, given: Given, isAppeal: boolean): Booker {
  const seal = (field: 'name' | 'phone' | 'mail' | 'address' | 'appeal', text: string | undefined) =>
    text === undefined ? null : vault.seal(text, { hall, ticket: about, field })
  const phone = given.phone === undefined ? undefined : normalPhone(given.phone)
  const card = given.card === undefined ? null : normalCard(given.card)
  return {
    about,
    day,
    name: seal('name', given.name),
    phone: seal('phone', phone),
    phoneLast: phone === undefined ? null : lastOf(phone),
    phonePerson: phone === undefined ? null : vault.personOf('phone', phone),
    mail: seal('mail', given.mail),
    cardLast: card === null ? null : lastOf(card),
    cardPerson: card === null ? null : vault.personOf('card', card),
    address: seal('address', given.address),
    appeal: isAppeal ? seal('appeal', given.note) : null,
  }
}

/** One row each, for one statement: what was given later fills what was not given before. */
export function latestOf(bookers: readonly Booker[]): Booker[] {
  const found = new Map<string, Booker>()
  for (const one of bookers) {
    const before = found.get(one.about)
    const filled = Object.entries(one).filter(([, value]) => value !== null)
    found.set(one.about, before === undefined ? one : { ...before, ...Object.fromEntries(filled) })
  }
  return [...found.values()]
}
