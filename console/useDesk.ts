// What a counter can do now and what came of it: the same for the desk and for the small bar.
import type { TicketView } from '../core/protocol-board.ts'
import type { DeskProps } from './given.ts'
import { type CounterLine, lineFor } from './line.ts'
import type { Scene } from './steps.ts'
import { useHallPresses } from './useHallPresses.ts'
import type { Presses } from './usePresses.ts'
import { type Steps, useSteps } from './useSteps.ts'
import { type Undo, useUndo } from './useUndo.ts'
import { isAfterClosing } from './visit.ts'

export interface AtDesk {
  ticket: TicketView | null
  undo: Undo
  presses: Presses
  scene: Scene
  steps: Steps
  line: CounterLine
}

export function useDesk(desk: DeskProps): AtDesk {
  const { board, hall, place, counter, now, account } = desk
  const ticket = board.tickets?.find((one) => one.id === counter.ticket) ?? null
  const undo = useUndo(desk)
  const presses = useHallPresses(desk, undo.follow)
  const scene: Scene = {
    counter,
    ticket,
    user: account.user,
    role: account.role,
    afterClosing: ticket !== null && isAfterClosing(ticket, hall),
    undoable: undo.undoable?.ticket ?? null,
  }
  const steps = useSteps(scene, presses, desk.linked)
  return { ticket, undo, presses, scene, steps, line: lineFor(board, hall, place, now) }
}
