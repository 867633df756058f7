// What came of a press: done, refused with the reason, or kept because the line is down.
import { useWords } from '../ui/words.ts'
import type { Notice, Presses } from './usePresses.ts'

export function Notices({ notices }: { notices: Notice[] }) {
  return (
    <ul class="notices" aria-live="polite">
      {notices.map((one) => (
        <li key={one.id} class={one.good ? 'good' : 'bad'}>
          <Sign good={one.good} />
          {one.text}
        </li>
      ))}
    </ul>
  )
}

function Sign({ good }: { good: boolean }) {
  return (
    <svg viewBox="0 0 20 20" aria-hidden="true">
      <path d={good ? 'M4 10.5l4 4 8-9' : 'M10 4v8M10 15.5v.5'} />
    </svg>
  )
}

export function HeldPress({ presses, linked }: { presses: Presses; linked: boolean }) {
  const { t } = useWords()
  const { held } = presses
  // A try takes seconds to fail on a dead line; the socket knows earlier.
  if (held === null || (linked && !held.waiting)) return null
  const step = t(`console.step.${held.press.do}`)
  return (
    <div class="held" role="alert">
      <p>{t(held.stale ? 'console.stale' : 'console.held', { step })}</p>
      {held.stale && (
        <button type="button" onClick={presses.sendNow}>
          {t('console.send-now')}
        </button>
      )}
      <button type="button" class="quiet" onClick={presses.giveUp}>
        {t('console.give-up')}
      </button>
    </div>
  )
}
