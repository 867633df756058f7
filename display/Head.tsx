// The head of a lobby screen: the hall's mark and name, its time and day.
import type { HallView } from '../core/protocol.ts'
import { wallDay, wallTime } from '../ui/hallClock.ts'
import { Logo } from '../ui/Logo.tsx'
import { BothOwn, FIRST, SECOND } from './words.tsx'

export function Head({ hall, now }: { hall: HallView; now: number | null }) {
  return (
    <header class="head">
      <h1>
        <Logo hall={hall} />
        <BothOwn texts={hall.name} />
      </h1>
      {now !== null && (
        <p class="clock">
          <time class="digits">{wallTime(now, hall.timeZone)}</time>
          <span class="day">
            <span lang={FIRST}>{wallDay(now, hall.timeZone, FIRST)}</span>
            <span lang={SECOND}>{wallDay(now, hall.timeZone, SECOND)}</span>
          </span>
        </p>
      )}
    </header>
  )
}
