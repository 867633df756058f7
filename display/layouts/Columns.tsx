// A column for each zone of counters, or for each department: its name, how many wait, its calls. Columns that do not fit take turns.
import type { CallView } from '../../core/protocol-board.ts'
import type { RowsFit } from '../../core/rows-fit.ts'
import { departmentOfCall, departmentsOf, SHORT_ZONE, zonesOf } from '../../core/screen-of-hall.ts'
import { useStanding } from '../large.ts'
import { PageMark, usePages } from '../pages.tsx'
import { waitingIn } from '../Waiting.tsx'
import { Both, BothOwn, FIRST, SECOND, word } from '../words.tsx'
import type { LayoutProps } from './props.ts'
import { filledUp, Standing } from './Standing.tsx'

interface ColumnOf {
  id: string
  name: Record<string, string>
  waiting: number
  calls: CallView[]
}

export function Columns(props: LayoutProps) {
  const { fit, isFresh, screen } = props
  const columns = screen.layout === 'zones' ? byZone(props) : busy(byDepartment(props))
  // Who was called now is seen now.
  const pages = usePages(columns, fit.columns, ({ calls }) => calls.some(isFresh))
  const rows = fit.calls
  if (rows === null) return null
  return (
    <div
      class="columns-layout"
      style={{
        '--columns': String(fit.columns),
        '--columns-height': `${fit.callsHeight}px`,
        '--title-lines': String(fit.titleLines),
      }}
    >
      {pages.shown.map((column) => (
        <Column key={column.id} {...props} column={column} rows={rows} />
      ))}
      {pages.pages > 1 && (
        <p class="turn">
          <PageMark {...pages} />
        </p>
      )}
    </div>
  )
}

function Column({ column, rows, hall, names, isFresh }: LayoutProps & { column: ColumnOf; rows: RowsFit }) {
  const standing = useStanding(column.calls, rows.rows)
  const filled = filledUp(standing, column.calls, rows.rows)
  const pages = usePages(filled, rows.rows, isFresh)
  return (
    <section class="column" aria-live="polite">
      <h2 class="title">
        <span class="place">
          <BothOwn texts={column.name} />
        </span>
        <span class="count">
          <span class="digits">{column.waiting}</span>
          <span class="second">
            <Both of="lobby.waiting" />
          </span>
          <PageMark {...pages} />
        </span>
      </h2>
      {filled.length === 0 && (
        <p class="soft none">
          <Both of="lobby.nobody-called-here" />
        </p>
      )}
      <Standing {...{ shown: pages.shown, rows, hall, names, isFresh }} />
    </section>
  )
}

/** Of twenty departments those in which something happens: the others would only keep people waiting for the page to turn. */
function busy(columns: ColumnOf[]): ColumnOf[] {
  const found = columns.filter(({ waiting, calls }) => waiting > 0 || calls.length > 0)
  return found.length === 0 ? columns : found
}

function byZone({ hall, board, part, calls }: LayoutProps): ColumnOf[] {
  return (part.zones ?? zonesOf(hall)).map((zone) => {
    const here = { zones: [zone], departments: part.departments }
    const waiting = departmentsOf(hall, here).reduce((sum, { id }) => sum + waitingIn(board, hall, here, id), 0)
    const isHere = ({ counter }: CallView) => hall.counters.find(({ id }) => id === counter)?.zone === zone
    return { id: zone, name: zoneName(zone), waiting, calls: calls.filter(isHere) }
  })
}

/** `A 区`; a zone that is called something is called that. */
function zoneName(zone: string): Record<string, string> {
  if (zone.length > SHORT_ZONE) return { [FIRST]: zone }
  return Object.fromEntries([FIRST, SECOND].map((language) => [language, word(language, 'lobby.zone', { zone })]))
}

function byDepartment({ hall, board, part, calls }: LayoutProps): ColumnOf[] {
  return departmentsOf(hall, part).map(({ id, name }) => ({
    id,
    name,
    waiting: waitingIn(board, hall, part, id),
    calls: calls.filter(({ counter, service }) => departmentOfCall(hall, counter, service) === id),
  }))
}
