// Names of things: what an id may look like, and how ticket numbers are written and compared.

export type HallId = string
export type ServiceId = string
export type CounterId = string
export type StaffId = string
/** `2026-12-01-A001`: the hall's local day and the number. Unique in a hall for ever, because a number never repeats within its day. */
export type TicketId = string
/** Prefix letter(s) and three or more digits: A001 … A999, A1000. */
export type TicketNumber = string
/** One press: 8–64 characters made by the one who presses. */
export type CommandId = string

/** I, O and Q are left out: on a screen they are read as 1 and 0. */
export const PREFIX_PATTERN = '^[A-HJ-NPR-Z]{1,2}$'
export const ID_PATTERN = '^[A-Za-z0-9][A-Za-z0-9._-]{0,39}$'
export const COMMAND_ID_PATTERN = '^[A-Za-z0-9._:-]{8,64}$'
/** `zh-CN`, `en`, `nan`. */
export const LANGUAGE_PATTERN = '^[a-z]{2,3}(-[A-Za-z]{2,8})*$'
/** `08:30`, a reading of a wall clock. */
export const TIME_PATTERN = '^([01]\\d|2[0-3]):[0-5]\\d$'
const NUMBER_DIGITS = 3

export function ticketNumber(prefix: string, count: number): TicketNumber {
  return prefix + String(count).padStart(NUMBER_DIGITS, '0')
}

export function ticketId(day: string, number: TicketNumber): TicketId {
  return `${day}-${number}`
}

/** What was put there under this id. Ids are chosen by people, and one of them is called `constructor`. */
export function ownOf<T>(record: Readonly<Record<string, T>>, id: string): T | undefined {
  return isOwn(record, id) ? record[id] : undefined
}

export function isOwn<K extends string>(record: Readonly<Record<K, unknown>>, id: string): id is K {
  // biome-ignore lint/suspicious/noPrototypeBuiltins: Object.hasOwn is newer than the browsers of hall PCs
  return Object.prototype.hasOwnProperty.call(record, id)
}
