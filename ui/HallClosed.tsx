// While nothing in the hall gives numbers, says so at the start and not after three taps, with the next opening.
import type { HallView } from '../core/protocol.ts'
import { whenWord } from './times.ts'
import { useWords } from './words.ts'

export function HallClosed({ hall }: { hall: HallView }) {
  const speech = useWords()
  if (hall.services.some((one) => one.open)) return null
  const openings = hall.services.flatMap(({ nextOpening }) => (nextOpening === null ? [] : [nextOpening]))
  const first = openings.sort((a, b) => Date.parse(a) - Date.parse(b))[0]
  if (first === undefined) return null
  const when = whenWord(first, hall.now, hall.timeZone, speech)
  return <p class="notice">{speech.t('take.hall_closed', { when })}</p>
}
