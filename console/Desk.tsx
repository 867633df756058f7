// One counter at work: the number that is here, the steps with their keys, who waits and why the first is next.

import { useEffect } from 'preact/hooks'
import { useWords } from '../ui/words.ts'
import { HeldPress, Notices } from './Feedback.tsx'
import type { DeskProps } from './given.ts'
import { shortcut } from './keysOn.ts'
import { OtherCounters } from './OtherCounters.tsx'
import { SideLists } from './SideLists.tsx'
import { StepButtons } from './StepButtons.tsx'
import { StepDialog } from './StepDialog.tsx'
import { BAR_KEY, counterWord, KEYS } from './steps.ts'
import { TicketCard } from './TicketCard.tsx'
import { UndoBar } from './UndoBar.tsx'
import { useDesk } from './useDesk.ts'
import { useFocusKept } from './useFocusKept.ts'
import { useKeys } from './useKeys.ts'
import { openBar, takeAsked } from './windows.ts'

export function Desk(desk: DeskProps) {
  const { place, counter } = desk
  const { t, own } = useWords()
  const { ticket, undo, presses, scene, steps, line } = useDesk(desk)
  const work = useFocusKept()
  // The small bar sends here what asks more than fits into it.
  useEffect(() => {
    const look = () => {
      const asked = takeAsked()
      if (asked !== null) steps.begin(asked)
    }
    look()
    addEventListener('hashchange', look)
    return () => removeEventListener('hashchange', look)
  })
  useKeys((key) => {
    if (key.toLowerCase() === BAR_KEY) void bar()
    return key.toLowerCase() === BAR_KEY
  })
  const bar = async () => {
    if (!(await openBar(place.id))) presses.say(false, t('desk.bar-blocked'))
  }
  return (
    <main class="desk">
      <OtherCounters {...desk} />
      <section class="work" ref={work} tabIndex={-1} aria-label={t('console.ticket')}>
        <header class="place">
          <h1>{own(place.name)}</h1>
          <p class={`chip ${counter.state}`}>{t(counterWord(counter))}</p>
          {counter.helps === false && <p class="chip">{t('desk.helps-not')}</p>}
          <button
            type="button"
            class="quiet small-bar"
            aria-keyshortcuts={shortcut(BAR_KEY)}
            onClick={() => void bar()}
          >
            {t('desk.bar')} <kbd>{BAR_KEY.toUpperCase()}</kbd>
          </button>
          <button type="button" class="quiet" onClick={desk.leave}>
            {t('console.change')}
          </button>
        </header>
        <SomebodyElse {...desk} />
        <Summoned {...desk} attend={() => steps.begin('attend')} />
        <TicketCard {...desk} ticket={ticket} line={line} />
        <HeldPress presses={presses} linked={desk.linked} />
        <StepButtons scene={scene} held={presses.held} waiting={line.total} begin={steps.begin} />
        <div class="said">
          <Notices notices={presses.notices} />
          {counter.ticket === null && <UndoBar undo={undo} begin={() => steps.begin('undo')} />}
        </div>
      </section>
      <SideLists {...desk} line={line} scene={scene} ask={steps.ask} press={presses.press} />
      {steps.asked !== null && <StepDialog {...desk} asked={steps.asked} line={line} steps={steps} />}
    </main>
  )
}

function SomebodyElse({ counter, account, nameOf }: DeskProps) {
  const { t } = useWords()
  const { clerk } = counter
  if (clerk == null || clerk === account.user) return null
  return <p class="remark">{t('console.somebody-else', { clerk: nameOf(clerk) })}</p>
}

/** A host asks for the clerk. */
function Summoned({ counter: { summoned }, attend }: DeskProps & { attend: () => void }) {
  const { t } = useWords()
  return (
    <div role="alert">
      {summoned !== undefined && (
        <div class="summoned">
          <p>{t('desk.summoned', { reason: summoned.reason })}</p>
          <button type="button" aria-keyshortcuts={shortcut(KEYS.attend)} onClick={attend}>
            {t('console.step.attend')} <kbd>{KEYS.attend.toUpperCase()}</kbd>
          </button>
        </div>
      )}
    </div>
  )
}
