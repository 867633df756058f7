// The hall at a glance: who waits for what and how long already, which counters work.
import { wallTime } from '../ui/hallClock.ts'
import { useWords } from '../ui/words.ts'
import type { Hall } from './given.ts'
import { counterWord } from './steps.ts'
import { stretchWord } from './times.ts'

export function OverviewPage(of: Hall) {
  const { t } = useWords()
  return (
    <main class="sheet overview">
      <h1>{t('console.overview')}</h1>
      <Waiting {...of} />
      <Counters {...of} />
    </main>
  )
}

function Waiting({ hall, board, now }: Hall) {
  const { t, own } = useWords()
  const waiting = (board.tickets ?? []).filter((one) => one.state === 'waiting')
  const rows = hall.services
    .map((service) => {
      const own = waiting.filter((one) => one.service === service.id).map((one) => Date.parse(one.takenAt))
      return { service, count: own.length, longest: now - Math.min(...own) }
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
            </tr>
          </thead>
          <tbody>
            {rows.map(({ service, count, longest }) => (
              <tr key={service.id}>
                <th scope="row">{own(service.name)}</th>
                <td class="digits">{count}</td>
                <td>{stretchWord(longest, { t })}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  )
}

function Counters({ hall, board, nameOf }: Hall) {
  const { t, own } = useWords()
  const names = new Map(hall.counters.map((one) => [one.id, one.name]))
  const open = board.counters.filter((one) => one.state === 'open').length
  const rows = [...board.counters].sort((a, b) => Number(a.state === 'closed') - Number(b.state === 'closed'))
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
          </tr>
        </thead>
        <tbody>
          {rows.map((one) => (
            <tr key={one.id} class={one.state}>
              <th scope="row">{own(names.get(one.id) ?? { id: one.id })}</th>
              <td>{[t(counterWord(one)), one.reason].filter(Boolean).join(' · ')}</td>
              <td class="digits">{one.number ?? ''}</td>
              <td>{one.clerk == null ? '' : nameOf(one.clerk)}</td>
              <td class="digits">{one.state === 'closed' ? '' : wallTime(Date.parse(one.since), hall.timeZone)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
