// What each layout of a lobby screen is given.
import type { HallView } from '../../core/protocol.ts'
import type { BoardView, CallView } from '../../core/protocol-board.ts'
import type { Fit } from '../../core/screen-fit.ts'
import type { Part, Shown } from '../../core/screen-of-hall.ts'

export interface LayoutProps {
  hall: HallView
  board: BoardView
  screen: Shown
  part: Part
  /** Of this screen alone, latest first. */
  calls: CallView[]
  fit: Fit
  /** Masked names by ticket; empty where the hall shows none. */
  names: Record<string, string>
  isFresh: (call: CallView) => boolean
  now: number | null
  /** A picture or video that cannot be had; empty: it can again. */
  onBroken: (address: string) => void
}
