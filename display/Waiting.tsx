// How many wait, by department: enough to see whether it is worth sitting down.
import type { BoardView, HallView } from '../core/protocol.ts'
import { PageMark, usePages } from './parts.tsx'
import { Both, BothOwn } from './words.tsx'

const ROWS = 4

export function Waiting({ board, hall, zone }: { board: BoardView; hall: HallView; zone: string | null }) {
  const rows = byDepartment(board, hall, zone)
  const pages = usePages(rows, ROWS)
  const total = rows.reduce((sum, row) => sum + row.waiting, 0)
  return (
    <section class="waiting">
      <h2>
        <Both of="lobby.waiting" />
        <span class="digits total">{total}</span>
        <PageMark {...pages} />
      </h2>
      {total === 0 && (
        <p class="soft">
          <Both of="lobby.nobody-waits" />
        </p>
      )}
      <ul>
        {pages.shown.map((row) => (
          <li key={row.id}>
            <span class="place">
              <BothOwn texts={row.name} />
            </span>
            <span class="digits">{row.waiting}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}

interface DepartmentWaiting {
  id: string
  name: Record<string, string>
  waiting: number
}

/** Departments in which somebody waits, in the order of the hall file; on a zone's screen only what its counters serve. */
function byDepartment(board: BoardView, hall: HallView, zone: string | null): DepartmentWaiting[] {
  const counters = hall.counters.filter((one) => zone === null || one.zone === zone)
  const here = new Set(counters.flatMap((one) => one.serves.map(({ service }) => service)))
  const waiting = new Map(board.services.map((one) => [one.id, one.waiting]))
  return hall.departments
    .map(({ id, name }) => {
      const own = hall.services.filter((one) => one.department === id && (zone === null || here.has(one.id)))
      return { id, name, waiting: own.reduce((sum, one) => sum + (waiting.get(one.id) ?? 0), 0) }
    })
    .filter((one) => one.waiting > 0)
}
