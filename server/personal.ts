// Personal data on its way into the database: what was given becomes sealed and hashed rows, old open rows too.
import type { Refusal } from '../core/decision.ts'
import type { HallEvent } from '../core/events.ts'
import type { HallId, TicketId } from '../core/ids.ts'
import { lastOf, looksPersonal, normalCard, normalPhone } from '../core/person.ts'
import { type BookersApart, keepBooker, latestOf } from './bookers.ts'
import type { Client, Pool } from './db.ts'
import { personsOf } from './persons.ts'
import type { Given, Press, Waiting } from './press.ts'
import { type OfBooker, saveBookers } from './store/bookers.ts'
import {
  type Contact,
  type Note,
  type OfPerson,
  plainContacts,
  removePersonal,
  removePlainContacts,
  saveContacts,
  saveNotes,
} from './store/personal.ts'
import type { Vault } from './vault.ts'

/** What a batch writes beside the log, and which tickets the people in it hold. */
export interface Apart extends BookersApart {
  contacts: Contact[]
  notes: Note[]
  forgotten: TicketId[]
  held: OfPerson[]
}

export function nothingApart(held: readonly OfPerson[], booked: readonly OfBooker[]): Apart {
  return { contacts: [], notes: [], forgotten: [], held: [...held], bookers: [], booked: [...booked] }
}

/** Everybody who gave a number with a press of this batch. */
export function personsIn(vault: Vault, batch: readonly Waiting[]): Buffer[] {
  return batch.flatMap(({ press }) => personsOf(vault, press.given))
}

/** Tickets with which this person came, the ones of a line above in the same batch too; undefined when nobody said who they are. */
export function ticketsHeld({ held, contacts }: Apart, vault: Vault, { given }: Press): TicketId[] | undefined {
  const persons = personsOf(vault, given)
  if (persons.length === 0) return undefined
  const isTheirs = (person: Buffer | null) => person !== null && persons.some((one) => one.equals(person))
  return [...held, ...contacts]
    .filter(({ phonePerson, cardPerson }) => isTheirs(phonePerson) || isTheirs(cardPerson))
    .map(({ ticket }) => ticket)
}

const NOTHING: Given = {}

/** What came with a press that was done. */
export function keepApart(apart: Apart, vault: Vault, press: Press, events: readonly HallEvent[]): void {
  const { hall, given = NOTHING, forgotten } = press
  if (forgotten !== undefined) apart.forgotten.push(...forgotten)
  keepBooker(apart, vault, press, events)
  const event = events.find((one) => one.ticket !== undefined)
  if (event?.ticket === undefined) return
  const ticket = event.ticket.id
  if (
    event.type === 'taken' &&
    event.appointment === undefined &&
    (given.phone !== undefined || given.card !== undefined)
  )
    apart.contacts.push(contactFor(vault, hall, ticket, given))
  // An appeal's words stay with who made it.
  if (given.note === undefined || press.command.do === 'appeal') return
  const text = vault.seal(given.note, { hall, ticket, field: 'note' })
  apart.notes.push({ ticket, seq: event.seq, text, staff: press.actor.staff, at: event.at })
}

export function saveApart(
  client: Client,
  hall: HallId,
  { contacts, notes, forgotten, bookers }: Apart,
): Promise<void>[] {
  const writes: Promise<void>[] = []
  if (contacts.length > 0) writes.push(saveContacts(client, hall, contacts))
  if (bookers.length > 0) writes.push(saveBookers(client, hall, latestOf(bookers)))
  if (notes.length > 0) writes.push(saveNotes(client, hall, notes))
  if (forgotten.length > 0) writes.push(removePersonal(client, hall, forgotten))
  return writes
}

/** As keys of tickets look; see server/keys.ts and server/booking-codes.ts. */
const KEY = /^([bw]\d+\.)?[\w-]{27}$/

/** A refusal is kept, so that the same press hears it again; what was typed into the wrong field is not. */
export function harmless(refusal: Refusal): Refusal {
  const { detail, ...rest } = refusal
  return detail !== undefined && (looksPersonal(detail) || KEY.test(detail)) ? rest : refusal
}

export function contactFor(vault: Vault, hall: HallId, ticket: TicketId, given: Given): Contact {
  const phone = given.phone === undefined ? null : normalPhone(given.phone)
  const card = given.card === undefined ? null : normalCard(given.card)
  return {
    ticket,
    phone: phone === null ? null : vault.seal(phone, { hall, ticket, field: 'phone' }),
    phoneLast: phone === null ? null : lastOf(phone),
    phonePerson: phone === null ? null : vault.personOf('phone', phone),
    cardLast: card === null ? null : lastOf(card),
    cardPerson: card === null ? null : vault.personOf('card', card),
  }
}

const PAGE = 1_000

/** Seals what stands in the open from the version before; once it is done there is nothing to do. Safe to run twice at once. */
export async function sealOldContacts(pool: Pool, vault: Vault): Promise<number> {
  let sealed = 0
  for (;;) {
    const moved = await sealPage(pool, vault)
    sealed += moved
    if (moved < PAGE) return sealed
  }
}

async function sealPage(pool: Pool, vault: Vault): Promise<number> {
  const client = await pool.connect()
  let broken = true
  try {
    await client.query('BEGIN')
    const plain = await plainContacts(client, PAGE)
    for (const hall of new Set(plain.map((one) => one.hall))) {
      const own = plain.filter((one) => one.hall === hall)
      const rows = own.map(({ ticket, phone }) => contactFor(vault, hall, ticket, { phone }))
      await saveContacts(client, hall, rows)
    }
    await removePlainContacts(client, plain)
    await client.query('COMMIT')
    broken = false
    return plain.length
  } finally {
    client.release(broken)
  }
}
