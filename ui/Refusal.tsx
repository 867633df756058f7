// Why the hall said no, in words, with the next opening where there is one.
import type { HallView, Problem } from '../core/protocol.ts'
import { Icon } from './Icon.tsx'
import { openingWord } from './ServiceStatus.tsx'
import { whenWord } from './times.ts'
import { refusalWord, type Speech, useWords } from './words.ts'

export function Refusal({ hall, problem, title }: { hall: HallView; problem: Problem; title: string }) {
  const speech = useWords()
  return (
    <p class="refusal" role="alert">
      <Icon sign="alert" />
      <span>
        <b>{title}</b>
        {refusalWord(speech.language, problem.code)}{' '}
        {problem.nextOpening == null ? null : againWord(hall, problem.code, problem.nextOpening, speech)}
      </span>
    </p>
  )
}

/** A service that is open may have given all its numbers: then it is the numbers that come again. */
function againWord(hall: HallView, code: string, at: string, speech: Speech): string {
  if (code !== 'limit_reached') return openingWord(hall, at, speech)
  return speech.t('take.numbers_again', { when: whenWord(at, hall.now, hall.timeZone, speech) })
}
