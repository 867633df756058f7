// Events of a day written by hand, for what is computed from events alone: each step names only what it changes.
import type { EventType, HallEvent } from '../../core/events.ts'
import { newTicket } from '../../core/new-ticket.ts'
import type { Ticket } from '../../core/ticket.ts'
import { MINUTE, parseInstant } from '../../core/time.ts'

export const NINE = parseInstant('2026-11-24T09:00:00+08:00')

export interface Day {
  events: HallEvent[]
  /** A step of a ticket at so many minutes after nine. A new number begins as taken then. */
  step(minute: number, type: string, number: string, change?: Partial<Ticket>, more?: object): void
}

export function dayByHand(): Day {
  const events: HallEvent[] = []
  const tickets = new Map<string, Ticket>()
  return {
    events,
    step: (minute, type, number, change = {}, more = {}) => {
      const at = NINE + minute * MINUTE
      const ticket = { ...(tickets.get(number) ?? taken(number, at)), ...change }
      tickets.set(number, ticket)
      const by = { role: 'clerk', staff: 'chen' } as const
      // Types that a newer hall writes are read as well.
      const known = type as EventType
      events.push({ hall: 'small', seq: events.length + 1, at, by, command: 'x', type: known, ticket, ...more })
    },
  }
}

function taken(number: string, at: number): Ticket {
  const day = '2026-11-24'
  return newTicket({ id: `${day}-${number}`, number, day, services: ['id-card'], enteredBy: 'kiosk' }, at)
}
