// What both kinds of hall screen share: the line that says when the screen is not to be trusted, the sound switch, turning pages.
import { useEffect, useState } from 'preact/hooks'
import { useCutAt, wallTime } from '../ui/hallClock.ts'
import type { Followed } from '../ui/useBoard.ts'
import { Both } from './words.tsx'

const TURN_MS = 8_000

/** Nothing while all is well. `zone` and `now` are the hall's. */
export function Honest({ followed, now, zone }: { followed: Followed; now: number | null; zone: string }) {
  const cutAt = useCutAt(followed.linked, now)
  if (followed.refused !== null) return <Banner of="lobby.refused" values={{ code: followed.refused }} />
  if (!followed.linked && followed.board !== null && cutAt !== null)
    return <Banner of="lobby.cut-off" values={{ time: wallTime(cutAt, zone) }} />
  if (!followed.linked) return <Banner of="lobby.connecting" />
  return followed.working ? null : <Banner of="lobby.not-working" />
}

function Banner(props: Parameters<typeof Both>[0]) {
  return (
    <p class="banner" role="alert">
      <Both {...props} />
    </p>
  )
}

export function SoundSwitch({ sounds, turnOn }: { sounds: boolean; turnOn: () => void }) {
  return (
    <button type="button" class={sounds ? 'sound' : 'sound sound-off'} onClick={turnOn}>
      <svg viewBox="0 0 24 24" aria-hidden="true">
        <path d="M3 9h4l5-4v14l-5-4H3z" />
        <path class="stroke" d={sounds ? 'M15.5 8.5a5 5 0 0 1 0 7M18 6a8.5 8.5 0 0 1 0 12' : 'M16 9l6 6M22 9l-6 6'} />
      </svg>
      <span>
        <Both of={sounds ? 'lobby.sound-on' : 'lobby.sound-off'} />
      </span>
    </button>
  )
}

/** The rows of the page that is on show; a lobby has nobody to scroll it. */
export function usePages<T>(rows: T[], perPage: number): { shown: T[]; page: number; pages: number } {
  const [turn, setTurn] = useState(0)
  useEffect(() => {
    const timer = setInterval(() => setTurn((count) => count + 1), TURN_MS)
    return () => clearInterval(timer)
  }, [])
  const pages = Math.max(1, Math.ceil(rows.length / perPage))
  const page = turn % pages
  return { shown: rows.slice(page * perPage, (page + 1) * perPage), page: page + 1, pages }
}

/** Says in digits, which every language reads, that there is more than is on show. */
export function PageMark({ page, pages }: { page: number; pages: number }) {
  return pages === 1 ? null : (
    <span class="page digits">
      {page} / {pages}
    </span>
  )
}
