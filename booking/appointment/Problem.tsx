// What the hall says no to, in words, with the moment or the day that would be right.
import type { Problem as Said } from '../../core/protocol.ts'
import { refusalWord, useWords } from '../../ui/words.ts'
import { dayLong } from './days.ts'

export function Problem({ problem }: { problem: Said | null }) {
  const { t, language } = useWords()
  if (problem === null) return null
  const { nextOpening, date, code } = problem
  const from =
    nextOpening == null ? null : `${dayLong(nextOpening.slice(0, 10), language)} ${nextOpening.slice(11, 16)}`
  return (
    <p class="refusal" role="alert" data-code={code}>
      {refusalWord(language, code)}
      {from === null ? null : ` ${t('appt.from', { when: from })}`}
      {date === undefined ? null : ` ${t('appt.on_day', { day: dayLong(date, language) })}`}
    </p>
  )
}
