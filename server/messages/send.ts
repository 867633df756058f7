// Sends what is queued: takes some for a while, writes each letter, and notes how it went.
import type { Board } from '../../core/board.ts'
import { isStaffMessage } from '../../core/message-texts.ts'
import { isStillTrue, staffOf } from '../../core/messages.ts'
import { withoutNumbers } from '../../core/person.ts'
import { readSession } from '../../core/session.ts'
import type { OpenTimes } from '../calendars.ts'
import type { Clock } from '../clock.ts'
import type { Pool } from '../db.ts'
import type { Halls, OpenHall } from '../halls.ts'
import { sha256 } from '../keys.ts'
import { appointmentsNamed } from '../store/appointments.ts'
import { bookersOf } from '../store/bookers.ts'
import { invitedPhone } from '../store/campaigns.ts'
import { claimDue, type Due, saveTried, type Tried } from '../store/messages.ts'
import { contactOf } from '../store/personal.ts'
import { mailOf } from '../store/staff.ts'
import type { Vault } from '../vault.ts'
import {
  appointmentValues,
  invitationValues,
  type LetterTools,
  languageOf,
  lettersOf,
  sessionValues,
  ticketValues,
  type Values,
} from './letter.ts'
import type { Senders } from './senders.ts'
import { Undeliverable } from './sending.ts'

export interface SendTools extends LetterTools {
  pool: Pool
  halls: Halls
  clock: Pick<Clock, 'now'>
  times: Pick<OpenTimes, 'plan'>
  vault: Vault
  senders: Senders
}

const AT_ONCE = 10
/** Longer than any sender waits: whoever has not noted by then how it went is dead. */
const LEASE_S = 60
/** Until the second try; doubled each time. */
const AGAIN_S = 2
/** After so many, some nine hours in all, somebody has to look. */
const TRIES_MOST = 15

/** How many were tried. */
export async function sendSome(tools: SendTools): Promise<number> {
  const due = await claimDue(tools.pool, AT_ONCE, LEASE_S)
  await Promise.all(
    due.map(async (one) => {
      const tried = await trySending(tools, one)
      await saveTried(tools.pool, one, tried)
    }),
  )
  return due.length
}

async function trySending(tools: SendTools, due: Due): Promise<Tried> {
  try {
    const isSent = await sendOne(tools, due)
    return { state: isSent ? 'sent' : 'dropped', againS: 0, error: null }
  } catch (error) {
    const isOver = error instanceof Undeliverable || due.attempts >= TRIES_MOST
    return { state: isOver ? 'failed' : 'queued', againS: AGAIN_S * 2 ** (due.attempts - 1), error: harmless(error) }
  }
}

const ERROR_LETTERS = 200

/** A server that refuses an address quotes it. */
function harmless(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error)
  return withoutNumbers(text.replace(/[^\s<>"']+@[^\s<>"']+/g, '…')).slice(0, ERROR_LETTERS)
}

/** False: nobody to tell any more, or nothing. */
async function sendOne(tools: SendTools, due: Due): Promise<boolean> {
  const hall = tools.halls.get(due.hall)
  const send = tools.senders[due.channel]
  if (hall === undefined || !isStillTrue(due, hall.board, tools.clock.now())) return false
  if (send === null) throw new Error(`${due.channel} is not set up`)
  const found = await lettering(tools, hall, due)
  const to = found && (await addressOf(tools, due))
  if (found === null || to === null) return false
  const { language, values } = found
  const { subject, text } = lettersOf(due.kind, language, hall.board, values)
  await send({ id: letterId(due), to, subject, text, kind: due.kind, language, values })
  return true
}

/** The same for each try. */
function letterId({ hall, seq, contact, channel }: Due): string {
  return sha256(`${hall}\0${seq}\0${contact}\0${channel}`).toString('hex').slice(0, 32)
}

async function lettering(
  tools: SendTools,
  { board }: OpenHall,
  { kind, about, contact }: Due,
): Promise<{ language: string; values: Values } | null> {
  if (kind === 'near') {
    const ticket = board.tickets.get(about)
    const language = languageOf(board, ticket?.language ?? null)
    return ticket === undefined ? null : { language, values: ticketValues(tools, board, ticket, language) }
  }
  if (kind === 'invited') {
    const language = languageOf(board, null)
    const values = invitationValues(tools, board, contact, language)
    return values === null ? null : { language, values }
  }
  if (isStaffMessage(kind)) return aboutSession(tools, board, about)
  const appointment = board.bookings.all.get(about) ?? (await appointmentsNamed(tools.pool, board.hall, [about])).at(0)
  const language = languageOf(board, appointment?.language ?? null)
  return appointment === undefined ? null : { language, values: appointmentValues(tools, board, appointment, language) }
}

/** Staff read the first language of their hall. */
function aboutSession(tools: SendTools, board: Board, session: string) {
  const { openings, calledOff } = tools.times.plan(board, readSession(session).date)
  const found = [...openings, ...calledOff].find((one) => one.session === session)
  const language = languageOf(board, null)
  return found === undefined ? null : { language, values: sessionValues(tools, board, found, language) }
}

/** Null when they left none, or it is forgotten. */
async function addressOf({ pool, vault }: SendTools, { hall, kind, contact, channel }: Due): Promise<string | null> {
  const user = staffOf(contact)
  if (user !== null) return mailOf(pool, user)
  const field = channel === 'mail' ? 'mail' : 'phone'
  const sealed =
    kind === 'invited' ? await invitedPhone(pool, hall, contact) : await sealedAddress(pool, hall, contact, field)
  return sealed == null ? null : vault.open(sealed, { hall, ticket: contact, field })
}

async function sealedAddress(pool: Pool, hall: string, contact: string, field: 'mail' | 'phone') {
  const [booker] = await bookersOf(pool, hall, [contact])
  if (booker !== undefined) return booker[field]
  return field === 'phone' ? (await contactOf(pool, hall, contact))?.phone : null
}
