// The order of ticket numbers; apart from the patterns of names, which the smallest screens have no use for.
import type { TicketNumber } from './ids.ts'

/** Smaller number first: by prefix, then by count, so that A999 comes before A1000. */
export function compareNumbers(a: TicketNumber, b: TicketNumber): number {
  // Whoever is looked for in a line is compared with themselves.
  if (a === b) return 0
  const one = readNumber(a)
  const other = readNumber(b)
  if (one.prefix !== other.prefix) return one.prefix < other.prefix ? -1 : 1
  return one.count - other.count
}

export function readNumber(number: TicketNumber): { prefix: string; count: number } {
  const digits = number.search(/\d/)
  return { prefix: number.slice(0, digits), count: Number(number.slice(digits)) }
}
