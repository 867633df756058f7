// One of some counters, with how each is now.
import type { HallView } from '../core/protocol.ts'
import type { BoardView } from '../core/protocol-board.ts'
import { useWords } from '../ui/words.ts'
import { Scroll } from './Scroll.tsx'
import { counterWord } from './steps.ts'

interface CounterPickerProps {
  hall: HallView
  board: BoardView
  counters: HallView['counters']
  chosen: string | null
  pick: (counter: string) => void
}

export function CounterPicker({ board, counters, chosen, pick }: CounterPickerProps) {
  const { t, own } = useWords()
  const states = new Map(board.counters.map((one) => [one.id, one]))
  return (
    <Scroll looks="picks counters" name={t('console.column.counter')}>
      {counters.map((one) => {
        const now = states.get(one.id)
        return (
          <button key={one.id} type="button" class="pick" aria-pressed={chosen === one.id} onClick={() => pick(one.id)}>
            <span>{own(one.name)}</span>
            <span class="soft">{t(now === undefined ? 'console.counter.closed' : counterWord(now))}</span>
          </button>
        )
      })}
    </Scroll>
  )
}
