// What exactly is written to somebody: the text of the hall or of the program, filled for one appointment or ticket.
import type { Appointment } from '../../core/appointment.ts'
import { aheadOf } from '../../core/audience.ts'
import type { Board } from '../../core/board.ts'
import type { OpenStretch } from '../../core/calendar.ts'
import { filled, type MessageKind } from '../../core/message-texts.ts'
import type { Ticket } from '../../core/ticket.ts'
import { iso } from '../../core/time.ts'
import { bookingCode, bookingKey, confirmCode, invitationKey } from '../booking-codes.ts'
import { ticketKey } from '../keys.ts'
import { inLanguage, speak } from '../words.ts'

export interface LetterTools {
  secret: Buffer
  publicUrl: string
}

export type Values = Readonly<Record<string, string>>

export function lettersOf(kind: MessageKind, language: string, { file }: Board, values: Values) {
  const own = file.policy.messages?.texts?.[kind]
  const say = speak(language)
  return {
    subject: filled(own?.subject?.[language] ?? say(`message.subject.${kind}`), values),
    text: filled(own?.text?.[language] ?? say(`message.${kind}`), values),
  }
}

/** The language that somebody chose, or the hall's first one. */
export function languageOf({ file }: Board, chosen: string | null): string {
  return chosen !== null && file.languages.includes(chosen) ? chosen : (file.languages[0] ?? 'en')
}

export function appointmentValues(
  { secret, publicUrl }: LetterTools,
  board: Board,
  one: Appointment,
  language: string,
) {
  const { file, hall } = board
  const start = iso(one.start, file.timeZone)
  return {
    hall: inLanguage(file.name, language),
    service: one.services.map((id) => serviceName(board, id, language)).join(' + '),
    date: start.slice(0, 10),
    time: start.slice(11, 16),
    code: bookingCode(secret, hall, one.id).replace(/(\d{3})(?=\d)/g, '$1 '),
    confirm: confirmCode(secret, hall, one),
    until: one.heldUntil === null ? '' : iso(one.heldUntil, file.timeZone).slice(11, 16),
    link: `${publicUrl}/appointment?lang=${language}#${bookingKey(secret, hall, one.id)}`,
  }
}

export function ticketValues({ secret, publicUrl }: LetterTools, board: Board, ticket: Ticket, language: string) {
  return {
    hall: inLanguage(board.file.name, language),
    service: serviceName(board, ticket.service, language),
    number: ticket.number,
    ahead: String(aheadOf(board, ticket)),
    link: `${publicUrl}/ticket?lang=${language}#${ticketKey(secret, board.hall, ticket.id)}`,
  }
}

/** `invitation`: `certificates-17`. Null when there is no such campaign any more. */
export function invitationValues(
  { secret, publicUrl }: LetterTools,
  board: Board,
  invitation: string,
  language: string,
) {
  const at = invitation.lastIndexOf('-')
  const campaign = invitation.slice(0, at)
  const opening = board.file.openings.find(({ id, kind }) => id === campaign && kind === 'campaign')
  if (opening === undefined) return null
  const key = invitationKey(secret, board.hall, campaign, Number(invitation.slice(at + 1)))
  const services = opening.services === '*' ? '' : opening.services.join()
  return {
    hall: inLanguage(board.file.name, language),
    service: inLanguage(opening.name ?? board.file.name, language),
    link: `${publicUrl}/appointment?lang=${language}#${services}&invitation=${key}`,
  }
}

/** Where somebody who works here reads more: their own console. */
export function sessionValues({ publicUrl }: LetterTools, { file }: Board, one: OpenStretch, language: string) {
  const { opening, from, until } = one
  const start = iso(from, file.timeZone)
  return {
    hall: inLanguage(file.name, language),
    session:
      opening.name === undefined ? speak(language)(`appt.kind_${opening.kind}`) : inLanguage(opening.name, language),
    date: start.slice(0, 10),
    time: start.slice(11, 16),
    until: iso(until, file.timeZone).slice(11, 16),
    link: `${publicUrl}/console?lang=${language}`,
  }
}

function serviceName({ services }: Board, id: string, language: string): string {
  const service = services.get(id)
  return service === undefined ? id : inLanguage(service.name, language)
}
