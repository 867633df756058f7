// What the lists beside a desk are given.
import type { TicketView } from '../core/protocol-board.ts'
import type { Press } from '../ui/send.ts'
import type { DeskProps } from './given.ts'
import type { CounterLine } from './line.ts'
import type { AskingStep, Scene } from './steps.ts'

export interface ListProps extends DeskProps {
  line: CounterLine
  scene: Scene
  /** Opens the dialog of a step. */
  ask: (step: AskingStep, ticket: TicketView) => void
  press: (press: Press) => void
}
