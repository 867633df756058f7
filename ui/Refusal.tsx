// Why the hall said no, in words, with the next opening where there is one.
import type { HallView, Problem } from '../core/protocol.ts'
import { Icon } from './Icon.tsx'
import { openingWord } from './ServiceStatus.tsx'
import { refusalWord, useWords } from './words.ts'

export function Refusal({ hall, problem, title }: { hall: HallView; problem: Problem; title: string }) {
  const speech = useWords()
  return (
    <p class="refusal" role="alert">
      <Icon sign="alert" />
      <span>
        <b>{title}</b>
        {refusalWord(speech.language, problem.code)}{' '}
        {problem.nextOpening == null ? null : openingWord(hall, problem.nextOpening, speech)}
      </span>
    </p>
  )
}
