// A ticket in the moment it is taken, before anything has happened to it.
import { TICKET_ACTIONS, type Ticket } from './ticket.ts'
import type { Instant } from './time.ts'

/**
 * It waits for the first of its services, counts as of now, and has no claim to go first. Each field by its name: spread
 * from `of`, making tickets took an eighth of the time in which whole days are decided.
 */
export function newTicket(of: Pick<Ticket, 'id' | 'number' | 'day' | 'services' | 'enteredBy'>, at: Instant): Ticket {
  return {
    id: of.id,
    number: of.number,
    day: of.day,
    services: of.services,
    service: of.services[0] ?? '',
    state: TICKET_ACTIONS.take.to,
    counter: null,
    takenAt: at,
    countsAs: at,
    eligibleFrom: at,
    calledAt: null,
    servedAt: null,
    endedAt: null,
    calls: 0,
    priority: null,
    appointment: null,
    enteredBy: of.enteredBy,
    language: null,
    expected: null,
  }
}
