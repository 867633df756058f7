// Who should be called, worked out apart from the program under test: nothing of core/order.ts is used here on purpose.
import type { TicketView } from '../../core/protocol-board.ts'

export interface Oracle {
  taken(ticket: TicketView): void
  left(id: string): void
  /** Takes the called one out; true when it was the first among those waiting for any of the services. */
  called(id: string, services: readonly string[]): boolean
}

type Waiting = Pick<TicketView, 'id' | 'number' | 'service' | 'countsAs' | 'takenAt'>

/** Keeps those who wait from the answers to `take`: earliest counts-as time first, then earliest issue, then number. */
export function openOracle(): Oracle {
  const waiting = new Map<string, Waiting>()
  return {
    taken: (ticket) => waiting.set(ticket.id, ticket),
    left: (id) => waiting.delete(id),
    called: (id, services) => {
      const called = waiting.get(id)
      if (called === undefined) return false
      waiting.delete(id)
      for (const other of waiting.values())
        if (services.includes(other.service) && isBefore(other, called)) return false
      return services.includes(called.service)
    },
  }
}

function isBefore(a: Waiting, b: Waiting): boolean {
  const counts = Date.parse(a.countsAs) - Date.parse(b.countsAs)
  if (counts !== 0) return counts < 0
  const taken = Date.parse(a.takenAt) - Date.parse(b.takenAt)
  if (taken !== 0) return taken < 0
  const [one, other] = [split(a.number), split(b.number)]
  return one.letters === other.letters ? one.count < other.count : one.letters < other.letters
}

function split(number: string): { letters: string; count: number } {
  const [, letters = '', digits = ''] = /^([A-Z]+)(\d+)$/.exec(number) ?? []
  return { letters, count: Number(digits) }
}
