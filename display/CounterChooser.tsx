// Where it is not known above which counter this screen hangs: all counters to choose from.
import words from 'words:counter.choose,counter.unknown'
import type { HallView } from '../core/protocol.ts'
import { addWords, Both, BothOwn } from './words.tsx'

addWords(words)

/** A paired screen whose counter has left the hall file waits for a manager: it is not for passers-by to choose. */
export function Chooser({ hall, unknown, paired }: { hall: HallView; unknown: string | null; paired: boolean }) {
  return (
    <section class="chooser">
      <h1>
        <Both of="counter.choose" />
      </h1>
      {unknown !== null && (
        <p class="unknown" role="alert">
          <Both of="counter.unknown" values={{ id: unknown }} />
        </p>
      )}
      <ul>
        {(paired ? [] : hall.counters).map((one) => (
          <li key={one.id}>
            <a href={addressOf(one.id)}>
              <BothOwn texts={one.name} />
            </a>
          </li>
        ))}
      </ul>
    </section>
  )
}

function addressOf(counter: string): string {
  const asked = new URLSearchParams(location.search)
  asked.set('counter', counter)
  return `?${asked}`
}
