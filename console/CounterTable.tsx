// Every counter: who is there, what it does and since when, when a clerk means to be back, and who waits while it is paused.
import type { CounterView } from '../core/protocol-board.ts'
import { wallTime } from '../ui/hallClock.ts'
import { useWords } from '../ui/words.ts'
import type { Hall } from './given.ts'
import { counterWord } from './steps.ts'

export function CounterTable(of: Hall) {
  const { t } = useWords()
  const { board } = of
  const open = board.counters.filter((one) => one.state === 'open').length
  const rank = ({ state }: CounterView) => ['paused', 'open', 'closed'].indexOf(state)
  const rows = [...board.counters].sort((a, b) => rank(a) - rank(b))
  return (
    <section>
      <h2>{t('console.counters-open', { open, count: board.counters.length })}</h2>
      <table>
        <thead>
          <tr>
            <th scope="col">{t('console.column.counter')}</th>
            <th scope="col">{t('console.column.state')}</th>
            <th scope="col">{t('console.column.number')}</th>
            <th scope="col">{t('console.column.clerk')}</th>
            <th scope="col">{t('console.column.since')}</th>
            <th scope="col">{t('overview.back')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((one) => (
            <Row key={one.id} {...of} counter={one} />
          ))}
        </tbody>
      </table>
    </section>
  )
}

function Row({ hall, board, now, nameOf, counter }: Hall & { counter: CounterView }) {
  const { t, own } = useWords()
  const known = hall.counters.find((one) => one.id === counter.id)
  const time = (at: string) => wallTime(Date.parse(at), hall.timeZone)
  const waiting = new Map(board.services.map((one) => [one.id, one.waiting]))
  const queued = known?.serves.reduce((sum, { service }) => sum + (waiting.get(service) ?? 0), 0) ?? 0
  const { backAt, summoned } = counter
  const overdue = backAt !== undefined && Date.parse(backAt) < now
  return (
    <tr class={counter.state}>
      <th scope="row">{own(known?.name ?? { id: counter.id })}</th>
      <td>
        {[t(counterWord(counter)), counter.reason].filter(Boolean).join(' · ')}
        {counter.helps === false && <span class="tag">{t('desk.helps-not')}</span>}
        {counter.state === 'paused' && queued > 0 && (
          <span class="tag strong">{t('overview.people-wait', { count: queued })}</span>
        )}
        {summoned !== undefined && (
          <span class="tag strong">{t('overview.summoned', { time: time(summoned.at), reason: summoned.reason })}</span>
        )}
      </td>
      <td class="digits">{counter.number ?? ''}</td>
      <td>{counter.clerk == null ? '' : nameOf(counter.clerk)}</td>
      <td class="digits">{counter.state === 'closed' ? '' : time(counter.since)}</td>
      <td>
        {backAt !== undefined && overdue && (
          <span class="tag strong">{t('overview.overdue', { time: time(backAt) })}</span>
        )}
        {backAt !== undefined && !overdue && <span class="digits">{time(backAt)}</span>}
      </td>
    </tr>
  )
}
