// The hall with its figures of this moment: names and waits read every so often, numbers of waiting people pushed.
import { useMemo } from 'preact/hooks'
import type { HallView } from '../core/protocol.ts'
import type { Audience, BoardView } from '../core/protocol-board.ts'
import { later } from './times.ts'
import { useBoard } from './useBoard.ts'
import { useHall } from './useHall.ts'

export interface LiveHall {
  hall: HallView | null
  board: BoardView | null
  /** There is no such hall. */
  missing: boolean
  linked: boolean
  working: boolean
  version: string | null
  told: number
  /** The hall's own time, as far as it is known here; while cut off, up to when what is shown is true. */
  now: string | undefined
}

export function useLiveHall(id: string | null, audience: Audience, key?: string): LiveHall {
  const followed = useBoard(key === undefined ? { hall: id, audience } : { hall: id, audience, key })
  const { board } = followed
  const read = useHall(id, board?.fileSeq)
  const hall = useMemo(() => withBoard(read.hall, board), [read.hall, board])
  return {
    hall,
    board,
    missing: read.missing,
    linked: followed.linked && read.fresh,
    working: followed.working,
    version: followed.version,
    told: followed.told,
    now: later(read.hall?.now, board?.at),
  }
}

/**
 * Whichever of the two is newer knows how many wait. While no counter is open for a service nobody knows how long that
 * takes, whatever was computed for the counters that are planned: better to say so.
 */
function withBoard(hall: HallView | null, board: BoardView | null): HallView | null {
  if (hall === null || board === null || board.seq < hall.seq) return hall
  const waiting = new Map(board.services.map((one) => [one.id, one.waiting]))
  const served = servedNow(hall, board)
  const services = hall.services.map((one) => ({
    ...one,
    waiting: waiting.get(one.id) ?? one.waiting,
    estimate: served.has(one.id) ? one.estimate : null,
  }))
  return { ...hall, services }
}

/** Services that an open counter serves. */
function servedNow(hall: HallView, board: BoardView): Set<string> {
  const open = new Set(board.counters.filter(({ state }) => state === 'open').map(({ id }) => id))
  return new Set(
    hall.counters.filter(({ id }) => open.has(id)).flatMap(({ serves }) => serves.map((one) => one.service)),
  )
}
