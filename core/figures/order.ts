// Calls that were not simply the first in line, with the reason that the log gives: chosen by hand, help-out, priority.
import type { HallEvent } from '../events.ts'
import type { CounterId, StaffId, TicketNumber } from '../ids.ts'
import type { Instant } from '../time.ts'

export interface OutOfOrder {
  seq: number
  at: Instant
  /** The rule of the call, or `turned-away` for somebody who was sent home after closing time. */
  rule: string
  reason: string | null
  number: TicketNumber
  service: string
  counter: CounterId | null
  clerk: StaffId | null
  countsAs: Instant
  passedOver: { number: TicketNumber; countsAs: Instant } | null
}

/** Rules by which a person decided, and not the order: they need a reason and are always listed one by one. */
export const DECIDED: readonly string[] = ['chosen', 'turned-away']

export function outOfOrder(events: readonly HallEvent[]): OutOfOrder[] {
  const found: OutOfOrder[] = []
  for (const event of events) {
    const { ticket, why } = event
    const type: string = event.type
    if (ticket === undefined) continue
    if (type === 'turned-away') found.push(entry(event, 'turned-away', event.reason))
    else if (type === 'called' && why !== undefined && (why.passedOver !== null || DECIDED.includes(why.rule)))
      found.push(entry(event, why.rule, why.reason))
  }
  return found
}

function entry({ seq, at, by, ticket, why }: HallEvent, rule: string, reason: string | undefined): OutOfOrder {
  return {
    seq,
    at,
    rule,
    reason: reason ?? null,
    number: ticket?.number ?? '',
    service: ticket?.service ?? '',
    counter: ticket?.counter ?? null,
    clerk: by.staff,
    countsAs: ticket?.countsAs ?? at,
    passedOver: why?.passedOver ?? null,
  }
}
