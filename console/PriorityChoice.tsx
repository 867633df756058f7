// A class of the hall's priorities and the reason, without which none is granted.
import type { HallView } from '../core/protocol.ts'
import { useWords } from '../ui/words.ts'

export interface PriorityGiven {
  class: string
  reason: string
}

interface PriorityChoiceProps {
  hall: HallView
  /** No priority is also an answer. */
  none?: boolean
  given: PriorityGiven | null
  set: (given: PriorityGiven | null) => void
}

const REASON_LETTERS_MOST = 200

export function PriorityChoice({ hall, none = false, given, set }: PriorityChoiceProps) {
  const { t, own } = useWords()
  const usual = [t('host.priority-why.seen'), t('host.priority-why.paper')]
  return (
    <>
      <fieldset class="choice">
        <legend>{t('host.priority')}</legend>
        {none && (
          <label>
            <input type="radio" name="priority" checked={given === null} onChange={() => set(null)} />
            <span>{t('host.priority-none')}</span>
          </label>
        )}
        {hall.priorities.map((one) => (
          <label key={one.class}>
            <input
              type="radio"
              name="priority"
              checked={given?.class === one.class}
              onChange={() => set({ class: one.class, reason: given?.reason ?? usual[0] ?? '' })}
            />
            <span>{own(one.name)}</span>
          </label>
        ))}
      </fieldset>
      {given !== null && (
        <label>
          {t('host.priority-why')}
          <input
            name="priority-reason"
            type="text"
            list="priority-reasons"
            value={given.reason}
            maxLength={REASON_LETTERS_MOST}
            autocomplete="off"
            required
            onInput={(event) => set({ ...given, reason: event.currentTarget.value })}
          />
          <datalist id="priority-reasons">
            {usual.map((one) => (
              <option key={one} value={one} />
            ))}
          </datalist>
        </label>
      )}
    </>
  )
}
