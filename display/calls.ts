// What a hall's screen follows, and which calls it has just heard of: each call and each recall once, by its number.
import { useEffect, useRef, useState } from 'preact/hooks'
import type { HallView } from '../core/protocol.ts'
import type { BoardView, CallView } from '../core/protocol-board.ts'
import type { Speaking } from '../core/voice.ts'
import { type Followed, useBoard } from '../ui/useBoard.ts'
import { type HallRead, useHall } from '../ui/useHall.ts'

/** A call stands out for so long, whatever comes after it. */
const FRESH_MS = 20_000

interface Hearing {
  id: string | null
  /** Whether a call belongs on this screen. */
  concerns: (hall: HallView | null, call: CallView) => boolean
  /** Called once for each new call. */
  ring: (call: CallView) => void
  /** Told what is being spoken in the hall; null: the line is cut, and nobody knows. */
  overhear?: (told: Speaking | null) => void
}

export interface Heard extends Followed, HallRead {
  isFresh: (call: CallView) => boolean
  /** A call is standing out now: not the moment for anything else. */
  announcing: boolean
}

export function useCalls(hearing: Hearing): Heard {
  const latest = useRef<{ hearing: Hearing; hall: HallView | null }>({ hearing, hall: null })
  const heard = useRef<number | null>(null)
  const fresh = useRef(new Set<number>())
  const [, redraw] = useState(0)

  const announce = (call: CallView) => {
    if (heard.current === null || call.seq <= heard.current) return
    heard.current = call.seq
    const { hearing, hall } = latest.current
    if (!hearing.concerns(hall, call)) return
    fresh.current.add(call.seq)
    setTimeout(() => {
      fresh.current.delete(call.seq)
      redraw((count) => count + 1)
    }, FRESH_MS)
    hearing.ring(call)
  }
  // useBoard keeps the first onEvent it is given, so this one reads all that changes from refs.
  const followed = useBoard({
    hall: hearing.id,
    audience: 'lobby',
    onEvent: (event, after) => {
      const call = after.calls[0]
      if (call?.seq === event.seq) announce(call)
    },
    also: (line) => {
      const overhear = (told: Speaking | null) => latest.current.hearing.overhear?.(told)
      line.on('speaking', overhear)
      line.on('disconnect', () => overhear(null))
    },
  })
  const read = useHall(hearing.id, followed.board?.fileSeq)
  latest.current = { hearing, hall: read.hall }
  useEffect(() => {
    if (followed.board === null) return
    catchUp(followed.board, heard.current, announce)
    heard.current = followed.board.seq
  }, [followed.board])
  return { ...followed, ...read, isFresh: (call) => fresh.current.has(call.seq), announcing: fresh.current.size > 0 }
}

/** A fresh board brings no events: what was called meanwhile and is still to come is announced late rather than never. */
function catchUp(board: BoardView, heard: number | null, announce: (call: CallView) => void): void {
  if (heard === null || board.seq <= heard) return
  const missed = board.calls.filter((call) => call.state === 'called')
  for (const call of missed.sort((a, b) => a.seq - b.seq)) announce(call)
}
