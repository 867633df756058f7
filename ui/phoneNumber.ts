// The phone number that some services ask for: one number a person.
import type { Problem, ServiceView } from '../core/protocol.ts'

const DIGITS_LEAST = 7
/** As many as an international number may have (E.164). */
export const DIGITS_MOST = 15

export function isPhone(digits: string): boolean {
  return digits.length >= DIGITS_LEAST && digits.length <= DIGITS_MOST
}

export function digitsOf(text: string): string {
  return text.replace(/\D/g, '').slice(0, DIGITS_MOST)
}

/** The hall file may have been changed since the page was read; then the door says so. */
export function asksForPhone(service: ServiceView | undefined, refusal: Problem | null): boolean {
  return service?.onePerPerson === true || refusal?.code === 'person_needed'
}
