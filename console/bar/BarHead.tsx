// The bar's first line: which counter, how it is, who waits, whether the line is up, and the way to the whole desk.

import { useCutAt, wallTime } from '../../ui/hallClock.ts'
import { useWords } from '../../ui/words.ts'
import type { DeskProps } from '../given.ts'
import { shortcut } from '../keysOn.ts'
import { type CounterLine, waitsSince } from '../line.ts'
import { counterWord } from '../steps.ts'
import { stretchWord } from '../times.ts'
import { FULL_KEY } from './useBarKeys.ts'

interface HeadProps {
  desk: DeskProps
  line: CounterLine
  toDesk: () => void
}

export function BarHead({ desk, line, toDesk }: HeadProps) {
  const { t, own } = useWords()
  const { counter, place } = desk
  return (
    <header class="bar-head">
      <h1>{own(place.name)}</h1>
      <span class={`chip ${counter.state}`}>{t(counterWord(counter))}</span>
      <BarLine desk={desk} line={line} />
      <button type="button" class="quiet" aria-keyshortcuts={shortcut(FULL_KEY)} onClick={toDesk}>
        {t('bar.full')} <kbd>{FULL_KEY.toUpperCase()}</kbd>
      </button>
    </header>
  )
}

/** While the line is down, since when; else how many wait for this counter and who waits longest. */
function BarLine({ desk: { board, hall, place, now, linked }, line }: Omit<HeadProps, 'toDesk'>) {
  const { t } = useWords()
  const cutAt = useCutAt(linked, now)
  const serves = new Set(place.serves.map((one) => one.service))
  const waits = (board.tickets ?? []).filter((one) => one.state === 'waiting' && serves.has(one.service))
  const longest = Math.max(0, ...waits.map((one) => now - waitsSince(one)))
  return (
    <p class={linked ? 'bar-line' : 'bar-line cut'}>
      <span class="bar-dot" aria-hidden="true" />
      <span aria-live="assertive">{cutAt === null ? '' : t('bar.cut', { time: wallTime(cutAt, hall.timeZone) })}</span>
      {cutAt === null && (
        <span>
          {line.total === 0
            ? t('console.waiting-none')
            : t('bar.waiting', { count: line.total, time: stretchWord(longest, { t }) })}
        </span>
      )}
    </p>
  )
}
