// Where do you sit? All counters by zone, and who is at each.
import type { HallView } from '../core/protocol.ts'
import type { CounterView } from '../core/protocol-board.ts'
import { useWords } from '../ui/words.ts'
import type { Hall } from './given.ts'
import { counterWord } from './steps.ts'

export function CounterChooser({ hall, board, account, nameOf, choose }: Hall & { choose: (id: string) => void }) {
  const { t, own } = useWords()
  const zones = [...new Set(hall.counters.map((one) => one.zone))]
  const states = new Map(board.counters.map((one) => [one.id, one]))
  const look = (state: CounterView | undefined) => (state?.clerk === account.user ? 'mine' : (state?.state ?? 'closed'))
  const waiting = new Map(board.services.map((one) => [one.id, one.waiting]))
  const queued = ({ serves }: HallView['counters'][number]) =>
    serves.reduce((sum, { service }) => sum + (waiting.get(service) ?? 0), 0)
  return (
    <main class="chooser">
      <h1>{t('console.choose')}</h1>
      <p class="soft">{t('console.choose-hint')}</p>
      {zones.map((zone) => (
        <section key={zone}>
          <h2>{t('console.zone', { zone })}</h2>
          <ul>
            {hall.counters
              .filter((one) => one.zone === zone)
              .map((one) => {
                const state = states.get(one.id)
                return (
                  <li key={one.id}>
                    <button type="button" class={`seat ${look(state)}`} onClick={() => choose(one.id)}>
                      <strong>{own(one.name)}</strong>
                      <span>{t(state === undefined ? 'console.counter.closed' : counterWord(state))}</span>
                      <span class="clerk">{state?.clerk == null ? '' : nameOf(state.clerk)}</span>
                      <span>{queued(one) > 0 ? t('console.seat-waiting', { count: queued(one) }) : ''}</span>
                    </button>
                  </li>
                )
              })}
          </ul>
        </section>
      ))}
    </main>
  )
}
