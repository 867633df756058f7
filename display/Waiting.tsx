// How many wait, by department: enough to see whether it is worth sitting down.
import type { HallView } from '../core/protocol.ts'
import type { BoardView } from '../core/protocol-board.ts'
import type { RowsFit } from '../core/rows-fit.ts'
import { departmentsOf, isOnScreen, type Part } from '../core/screen-of-hall.ts'
import type { LayoutProps } from './layouts/props.ts'
import { rowStyle } from './layouts/Standing.tsx'
import { PageMark, usePages } from './pages.tsx'
import { Both, BothOwn } from './words.tsx'

export function Waiting({ board, hall, part, rows }: Pick<LayoutProps, 'board' | 'hall' | 'part'> & { rows: RowsFit }) {
  const waiting = byDepartment(board, hall, part)
  const pages = usePages(waiting, rows.rows)
  const total = waiting.reduce((sum, row) => sum + row.waiting, 0)
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
      <ul class="rows" style={rowStyle(rows)}>
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

/** Departments in which somebody waits, in the order of the hall file; only for what is served on this screen's part of the hall. */
function byDepartment(board: BoardView, hall: HallView, part: Part): DepartmentWaiting[] {
  return departmentsOf(hall, part)
    .map(({ id, name }) => ({ id, name, waiting: waitingIn(board, hall, part, id) }))
    .filter((one) => one.waiting > 0)
}

export function waitingIn(board: BoardView, hall: HallView, part: Part, department: string): number {
  const counters = hall.counters.filter(({ id }) => isOnScreen(hall, { ...part, departments: null }, id))
  const here = new Set(counters.flatMap((one) => one.serves.map(({ service }) => service)))
  const own = hall.services.filter((one) => one.department === department && (part.zones === null || here.has(one.id)))
  const waiting = new Map(board.services.map((one) => [one.id, one.waiting]))
  return own.reduce((sum, one) => sum + (waiting.get(one.id) ?? 0), 0)
}
