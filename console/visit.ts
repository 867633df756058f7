// What a counter knows of a visit beyond its number: several services, whose part is open, what comes after closing time.
import type { HallView } from '../core/protocol.ts'
import type { BoardView, TicketView, VisitView } from '../core/protocol-board.ts'

export type VisitStep = VisitView['steps'][number]

/** Closing time ends taking, not serving: whoever has a number of today is served, which is extended service. */
export function isAfterClosing({ service }: TicketView, hall: HallView): boolean {
  return hall.services.find((one) => one.id === service)?.closedSince !== undefined
}

export interface OpenPart {
  ticket: TicketView
  step: VisitStep
}

const LED: readonly TicketView['state'][] = ['called', 'serving', 'parked']

/** Joint visits led by another counter in which a department of this one has its part still to do. */
export function partsFor(board: BoardView, serves: HallView['counters'][number]['serves']): OpenPart[] {
  const own = new Set(serves.map(({ service }) => service))
  return (board.tickets ?? []).flatMap((ticket) => {
    if (ticket.visit?.joint !== true || !LED.includes(ticket.state)) return []
    return ticket.visit.steps
      .filter((step) => step.state !== 'done' && step.service !== ticket.service && own.has(step.service))
      .map((step) => ({ ticket, step }))
  })
}
