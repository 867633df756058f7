// The neighbours at a glance: who works, who is where, who is away and why.
import type { CounterView } from '../core/protocol-board.ts'
import { useWords } from '../ui/words.ts'
import type { DeskProps } from './given.ts'
import { Scroll } from './Scroll.tsx'
import { counterWord } from './steps.ts'

export function OtherCounters({ hall, board, place, nameOf }: DeskProps) {
  const { t } = useWords()
  const order = new Map(hall.counters.map((one, i) => [one.id, one.zone === place.zone ? i : i + hall.counters.length]))
  const others = board.counters.filter((one) => one.id !== place.id)
  const staffed = others
    .filter((one) => one.state !== 'closed')
    .sort((a, b) => (order.get(a.id) ?? 0) - (order.get(b.id) ?? 0))
  return (
    <aside class="others">
      <h2>{t('console.others')}</h2>
      <Scroll looks="list" name={t('console.others')}>
        <ul>
          {staffed.map((one) => (
            <Neighbour
              key={one.id}
              counter={one}
              nameOf={nameOf}
              name={hall.counters.find((known) => known.id === one.id)?.name}
            />
          ))}
        </ul>
      </Scroll>
      <p class="soft">
        {staffed.length === 0
          ? t('console.others-none')
          : t('console.others-closed', { count: others.length - staffed.length })}
      </p>
    </aside>
  )
}

interface NeighbourProps extends Pick<DeskProps, 'nameOf'> {
  counter: CounterView
  name: Record<string, string> | undefined
}

/** A counter that left the hall file while somebody stood at it is shown by its id. */
function Neighbour({ counter, name, nameOf }: NeighbourProps) {
  const { t, own } = useWords()
  return (
    <li class={counter.state}>
      <strong>{own(name ?? { id: counter.id })}</strong>
      <span class="digits">{counter.number ?? ''}</span>
      <span class="word">{t(counterWord(counter))}</span>
      <span class="clerk">{counter.reason ?? (counter.clerk == null ? '' : nameOf(counter.clerk))}</span>
    </li>
  )
}
