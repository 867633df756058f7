// One call: as one that stands out, as a line of those before, as a cell in a row. What is over is quieter, but stays.
import type { HallView } from '../core/protocol.ts'
import type { CallView } from '../core/protocol-board.ts'
import { Both, BothOwn, FIRST } from './words.tsx'

export interface CallProps {
  call: CallView
  /** Of the counter. */
  place: Record<string, string>
  /** Masked; absent where none is shown. */
  person?: string | undefined
  fresh: boolean
}

export function placeOf(hall: HallView, { counter }: CallView): Record<string, string> {
  return hall.counters.find((one) => one.id === counter)?.name ?? { [FIRST]: counter }
}

export function CallRow({ call, place, person, fresh }: CallProps) {
  return (
    <li class={looks('call', call, fresh)}>
      <span class="who">
        <span class="number digits">{call.number}</span>
        {person !== undefined && <span class="person">{person}</span>}
        <Mark call={call} fresh={fresh} />
      </span>
      <Arrow />
      <span class="place">
        <BothOwn texts={place} />
      </span>
    </li>
  )
}

/** One of those before, as a line or as a cell. */
export function EarlierCall({ call, place, fresh, as }: CallProps & { as: 'past' | 'cell' }) {
  return (
    <li class={looks(as, call, fresh)}>
      <span class="number digits">{call.number}</span>
      <span class="place">
        <BothOwn texts={place} />
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
