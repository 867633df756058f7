// A sentence of recorded clips: which clips a call is made of, and which a hall needs so that every call can be spoken.
import type { Counter, HallFile } from './hall.ts'
import type { TicketNumber } from './ids.ts'

/** `phrase-before`, `letter-A`, `digit-7`, `counter-12`. */
export const CLIP_PATTERN =
  '^(phrase-[a-z][a-z0-9-]{0,23}|letter-[A-Z]|digit-\\d|counter-[A-Za-z0-9][A-Za-z0-9._-]{0,39})$'
export type ClipName = string
/** `{number}`, `{counter}`, `{counter-number}`, or the name of a phrase. */
export type Slot = string

type Named = Pick<Counter, 'id' | 'name'>

/** The clips of one call, in order: digits and letters one by one. */
export function clipsOfCall(sentence: readonly Slot[], number: TicketNumber, counter: Named): ClipName[] {
  return sentence.flatMap((slot) => {
    if (slot === '{number}') return spelled(number)
    if (slot === '{counter}') return [`counter-${counter.id}`]
    if (slot === '{counter-number}') return counterNumber(counter)
    return [`phrase-${slot}`]
  })
}

/** Each once: phrases, the letters in use, the digits, the counters. */
export function clipsOfHall(sentence: readonly Slot[], { services, counters }: HallFile): ClipName[] {
  const letters = [...new Set(services.flatMap(({ prefix }) => [...prefix]))].sort()
  const numbers = [...letters, ...'0123456789'].flatMap(spelled)
  const all = sentence.flatMap((slot) => {
    if (slot === '{number}') return numbers
    if (slot === '{counter}') return counters.map(({ id }) => `counter-${id}`)
    if (slot === '{counter-number}') return counters.flatMap(counterNumber)
    return [`phrase-${slot}`]
  })
  return [...new Set(all)]
}

/** The number in the counter's name; a counter that has none is called by its own clip. */
function counterNumber({ id, name }: Named): ClipName[] {
  const digits = [...Object.values(name), id].map((text) => /\d+/.exec(text)?.[0]).find((one) => one !== undefined)
  return digits === undefined ? [`counter-${id}`] : spelled(digits)
}

function spelled(text: string): ClipName[] {
  return [...text].map((one) => (/\d/.test(one) ? `digit-${one}` : `letter-${one}`))
}
