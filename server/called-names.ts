// Masked names of who is called, for the hall's own lobby screens: read once a call, however many screens ask.

import type { HallId, TicketId } from '../core/ids.ts'
import { maskedName } from '../core/masked-name.ts'
import type { Pool } from './db.ts'
import type { Halls, OpenHall } from './halls.ts'
import { bookersOf } from './store/bookers.ts'
import type { Vault } from './vault.ts'

export interface CalledNames {
  /** By ticket, of those who are called or served now and gave a name when they booked. */
  of(hall: OpenHall): Promise<Record<TicketId, string>>
}

type Reading = Promise<string>

export function openCalledNames({ pool, halls, vault }: { pool: Pool; halls: Halls; vault: Vault }): CalledNames {
  const known = new Map<HallId, Map<TicketId, Reading>>()
  // Whoever is to be forgotten is forgotten here too, in every process.
  halls.follow(
    ({ id }, { change }) => {
      if (change?.what === 'data') known.delete(id)
    },
    () => {},
  )

  async function read(hall: OpenHall, appointments: readonly string[]): Promise<Map<string, string>> {
    const rows = await bookersOf(pool, hall.id, appointments)
    return new Map(
      rows.map(({ about, name }) => {
        const plain = name === null ? '' : vault.open(name, { hall: hall.id, ticket: about, field: 'name' })
        return [about, maskedName(plain)]
      }),
    )
  }

  return {
    of: async (hall) => {
      if (hall.board.file.policy.publicNames !== 'masked') return {}
      const standing = standingCalls(hall)
      const before = known.get(hall.id) ?? new Map<TicketId, Reading>()
      const missing = [...standing].filter(([ticket]) => !before.has(ticket))
      // Whose call is over is let go of: as many are kept as the board shows.
      const now = new Map([...before].filter(([ticket]) => standing.has(ticket)))
      known.set(hall.id, now)
      if (missing.length > 0) {
        const reading = read(
          hall,
          missing.map(([, appointment]) => appointment),
        )
        for (const [ticket, appointment] of missing)
          now.set(
            ticket,
            reading.then((names) => names.get(appointment) ?? ''),
          )
        // What could not be read is asked for again the next time.
        reading.catch(() => known.delete(hall.id))
      }
      const pairs = await Promise.all([...now].map(async ([ticket, reading]) => [ticket, await reading] as const))
      return Object.fromEntries(pairs.filter(([, name]) => name !== ''))
    },
  }
}

/** Tickets that stand out on the lobby's screens, by their appointment: nobody else has given a name. */
function standingCalls({ board }: OpenHall): Map<TicketId, string> {
  const found = new Map<TicketId, string>()
  for (const { ticket, state } of board.calls) {
    const appointment = board.tickets.get(ticket)?.appointment
    if ((state === 'called' || state === 'serving') && appointment != null) found.set(ticket, appointment)
  }
  return found
}
