// The hall at a glance: who waits for what and how long already, which counters work, who is away and until when.
import type { TicketView } from '../core/protocol-board.ts'
import { useWords } from '../ui/words.ts'
import { CounterTable } from './CounterTable.tsx'
import type { Hall } from './given.ts'
import { waitsSince } from './line.ts'
import { stretchWord } from './times.ts'

export function OverviewPage(of: Hall) {
  const { t } = useWords()
  return (
    <main class="sheet overview">
      <h1>{t('console.overview')}</h1>
      <Tiles {...of} />
      <Waiting {...of} />
      <CounterTable {...of} />
      <DevicesDown {...of} />
    </main>
  )
}

/** Nothing is said while all are well. */
function DevicesDown({ down }: Hall) {
  const { t } = useWords()
  if (down.length === 0) return null
  return (
    <section>
      <h2>{t('overview.devices-down', { count: down.length })}</h2>
      <ul>
        {down.map((one) => (
          <li key={one.id}>{t('overview.device-down', { name: one.name, time: stretchWord(one.forMs, { t }) })}</li>
        ))}
      </ul>
    </section>
  )
}

function Tiles({ board, now }: Hall) {
  const { t } = useWords()
  const tickets = board.tickets ?? []
  const inState = (state: TicketView['state']) => tickets.filter((one) => one.state === state)
  const waiting = inState('waiting')
  const longest = now - Math.min(...waiting.map(waitsSince))
  const counters = (['open', 'paused', 'closed'] as const).map(
    (state) => board.counters.filter((one) => one.state === state).length,
  )
  return (
    <dl class="tiles">
      <Tile name={t('overview.waiting')}>{waiting.length}</Tile>
      <Tile name={t('overview.longest')}>
        {waiting.length === 0 ? t('overview.none') : stretchWord(longest, { t })}
      </Tile>
      <Tile name={t('overview.counters')}>{counters.join(' / ')}</Tile>
      <Tile name={t('overview.at-counters')}>{inState('called').length + inState('serving').length}</Tile>
      <Tile name={t('overview.parked')}>{inState('parked').length}</Tile>
      <Tile name={t('overview.missed')}>{inState('missed').length}</Tile>
    </dl>
  )
}

function Tile({ name, children }: { name: string; children: preact.ComponentChildren }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd class="digits">{children}</dd>
    </div>
  )
}

function Waiting({ hall, board, now }: Hall) {
  const { t, own } = useWords()
  const waiting = (board.tickets ?? []).filter((one) => one.state === 'waiting')
  const open = new Set(board.counters.filter((one) => one.state === 'open').map((one) => one.id))
  const rows = hall.services
    .map((service) => {
      const times = waiting.filter((one) => one.service === service.id).map(waitsSince)
      const serving = hall.counters.filter(
        (one) => open.has(one.id) && one.serves.some((served) => served.service === service.id),
      )
      return { service, count: times.length, longest: now - Math.min(...times), serving: serving.length }
    })
    .filter((row) => row.count > 0)
    .sort((a, b) => b.longest - a.longest)
  return (
    <section>
      <h2>{t(waiting.length === 0 ? 'console.waiting-none' : 'console.waiting-all', { count: waiting.length })}</h2>
      {rows.length > 0 && (
        <table>
          <thead>
            <tr>
              <th scope="col">{t('console.column.service')}</th>
              <th scope="col">{t('console.column.waiting')}</th>
              <th scope="col">{t('console.column.longest')}</th>
              <th scope="col">{t('overview.open-counters')}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ service, count, longest, serving }) => (
              <tr key={service.id}>
                <th scope="row">{own(service.name)}</th>
                <td class="digits">{count}</td>
                <td>{stretchWord(longest, { t })}</td>
                <td>{serving === 0 ? <span class="tag strong">0</span> : <span class="digits">{serving}</span>}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  )
}
