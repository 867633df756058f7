// What both kinds of hall screen share from the first moment: the line that says when the screen is not to be trusted.
import { useCutAt, wallTime } from '../ui/hallClock.ts'
import type { Followed } from '../ui/useBoard.ts'
import { Both } from './words.tsx'

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
