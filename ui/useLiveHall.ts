// The hall with its figures of this moment: names and waits read every so often, numbers of waiting people pushed.
import { useMemo } from 'preact/hooks'
import type { Audience, BoardView, HallView } from '../core/protocol.ts'
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
    now: later(read.hall?.now, board?.at),
  }
}

/** Whichever of the two is newer knows how many wait. */
function withBoard(hall: HallView | null, board: BoardView | null): HallView | null {
  if (hall === null || board === null || board.seq < hall.seq) return hall
  const waiting = new Map(board.services.map((one) => [one.id, one.waiting]))
  const services = hall.services.map((one) => ({ ...one, waiting: waiting.get(one.id) ?? one.waiting }))
  return { ...hall, services }
}
