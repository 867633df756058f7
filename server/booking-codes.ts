// The secrets of an appointment: its key for links, its nine digits for a kiosk, the code that proves a phone or address.
import { createHmac, timingSafeEqual } from 'node:crypto'
import type { Appointment, AppointmentId } from '../core/appointment.ts'
import type { HallId } from '../core/ids.ts'

const KEY_BYTES = 20
const CODE_DIGITS = 9
const CODES = 10 ** CODE_DIGITS
/** 2^30, the least power of four that holds all codes: two halves of 15 bits. */
const HALF_BITS = 15
const HALF = 2 ** HALF_BITS
const ROUNDS = 6
const CONFIRM_DIGITS = 6

/** `b17.<160 bits>`: names the appointment or wish, and proves that it is theirs. Made anew whenever it is needed. */
export function bookingKey(secret: Buffer, hall: HallId, id: string): string {
  return `${id}.${mac(secret, `booking\0${hall}\0${id}`).subarray(0, KEY_BYTES).toString('base64url')}`
}

/** The appointment or wish that a key of this hall names; null for any other text. */
export function readBookingKey(secret: Buffer, hall: HallId, key: string): string | null {
  const id = /^([bw]\d{1,9})\.[\w-]{27}$/.exec(key)?.[1]
  if (id === undefined) return null
  const expected = Buffer.from(bookingKey(secret, hall, id))
  const given = Buffer.from(key)
  return given.length === expected.length && timingSafeEqual(given, expected) ? id : null
}

/** `certificates-17.<160 bits>`: the seventeenth person of a campaign's list. */
export function invitationKey(secret: Buffer, hall: HallId, campaign: string, number: number): string {
  const name = `${campaign}-${number}`
  return `${name}.${mac(secret, `invitation\0${hall}\0${name}`).subarray(0, KEY_BYTES).toString('base64url')}`
}

/** `certificates-17`, or null for any text that is no invitation of this hall. */
export function readInvitation(secret: Buffer, hall: HallId, key: string): string | null {
  const parts = /^([A-Za-z0-9][A-Za-z0-9._-]{0,39})-(\d{1,7})\.[\w-]{27}$/.exec(key)
  const [, campaign, number] = parts ?? []
  if (campaign === undefined || number === undefined) return null
  const expected = Buffer.from(invitationKey(secret, hall, campaign, Number(number)))
  const given = Buffer.from(key)
  return given.length === expected.length && timingSafeEqual(given, expected) ? `${campaign}-${Number(number)}` : null
}

/**
 * Nine digits that are typed at a kiosk: the running number, shuffled under the secret, so that no two appointments of a
 * hall share one and nobody can count on to the next. (A Feistel network on 30 bits, walked until it is below 10^9.)
 */
export function bookingCode(secret: Buffer, hall: HallId, id: AppointmentId): string {
  let code = Number(id.slice(1))
  do code = shuffled(secret, hall, code, false)
  while (code >= CODES)
  return String(code).padStart(CODE_DIGITS, '0')
}

/** `482 193 067` or `482193067`. Null: not a code. Which appointment there is with it, the board knows. */
export function readBookingCode(secret: Buffer, hall: HallId, text: string): AppointmentId | null {
  const digits = text.replaceAll(/[\s-]/g, '')
  if (!/^\d{9}$/.test(digits)) return null
  let number = Number(digits)
  do number = shuffled(secret, hall, number, true)
  while (number >= CODES)
  return `b${number}`
}

/** Six digits sent to the phone or address, good for this hold alone. */
export function confirmCode(
  secret: Buffer,
  hall: HallId,
  { id, bookedAt }: Pick<Appointment, 'id' | 'bookedAt'>,
): string {
  const number = mac(secret, `confirm\0${hall}\0${id}\0${bookedAt}`).readUInt32BE(0)
  return String(number % 10 ** CONFIRM_DIGITS).padStart(CONFIRM_DIGITS, '0')
}

export function isConfirmCode(secret: Buffer, hall: HallId, held: Appointment, given: string): boolean {
  const expected = Buffer.from(confirmCode(secret, hall, held))
  const typed = Buffer.from(given)
  return typed.length === expected.length && timingSafeEqual(typed, expected)
}

function shuffled(secret: Buffer, hall: HallId, value: number, back: boolean): number {
  let left = Math.floor(value / HALF)
  let right = value % HALF
  for (let i = 0; i < ROUNDS; i++) {
    const round = back ? ROUNDS - 1 - i : i
    const mixed = (half: number) => mac(secret, `code\0${hall}\0${round}\0${half}`).readUInt16BE(0) % HALF
    if (back) [left, right] = [right ^ mixed(left), left]
    else [left, right] = [right, left ^ mixed(right)]
  }
  return left * HALF + right
}

function mac(secret: Buffer, text: string): Buffer {
  return createHmac('sha256', secret).update(text).digest()
}
