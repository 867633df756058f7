// One call: large while it is among the latest, a line of the list afterwards. What is over is quieter, but stays.
import type { CallView } from '../core/protocol.ts'
import { Both, BothOwn, FIRST } from './words.tsx'

interface CallProps {
  call: CallView
  name: Record<string, string>
  fresh: boolean
}

/** Names wider than this, in widths of a Hanzi, are set smaller, so that a row stays a row. */
const LONG = 4.3
const LONGER = 6.1
const LATIN_WIDTH = 0.56
/** A017 has the usual length; AB1017 has not. */
const NUMBER_LETTERS = 4

export function CallRow({ call, name, fresh }: CallProps) {
  return (
    <li class={looks('call', call, fresh)}>
      <span class={call.number.length > NUMBER_LETTERS ? 'number digits long' : 'number digits'}>{call.number}</span>
      <Arrow />
      <span class={`place ${sizeOf(name)}`}>
        <BothOwn texts={name} />
      </span>
      <Mark call={call} fresh={fresh} />
    </li>
  )
}

export function EarlierRow({ call, name, fresh }: CallProps) {
  return (
    <li class={looks('past', call, fresh)}>
      <span class="number digits">{call.number}</span>
      <span class={`place ${sizeOf(name)}`}>
        <BothOwn texts={name} />
      </span>
      <span class="state">
        <Both of={stateWord(call)} />
      </span>
    </li>
  )
}

function looks(kind: string, call: CallView, fresh: boolean): string {
  return [kind, fresh && 'fresh', call.state !== 'called' && 'over'].filter(Boolean).join(' ')
}

function sizeOf(name: Record<string, string>): string {
  const letters = [...(name[FIRST] ?? Object.values(name)[0] ?? '')]
  const width = letters.reduce((sum, letter) => sum + (letter > '\u2e7f' ? 1 : LATIN_WIDTH), 0)
  if (width > LONGER) return 'longer'
  return width > LONG ? 'long' : ''
}

/** New, called again, or what became of it: always in words, never by colour alone. */
function Mark({ call, fresh }: { call: CallView; fresh: boolean }) {
  const of = call.state !== 'called' ? stateWord(call) : call.calls > 1 ? 'lobby.again' : fresh && 'lobby.new'
  return of ? (
    <span class="mark">
      <Both of={of} values={{ count: call.calls }} />
    </span>
  ) : null
}

function stateWord(call: CallView) {
  return `lobby.state.${call.state}` as const
}

function Arrow() {
  return (
    <svg class="arrow" viewBox="0 0 24 24" aria-hidden="true">
      <path d="M3 12h16M13 5l7 7-7 7" />
    </svg>
  )
}
