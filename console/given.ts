// What the pages of the console are given: the hall as it is now, who is signed in, and at which counter they sit.
import type { HallView } from '../core/protocol.ts'
import type { BoardView, CounterView } from '../core/protocol-board.ts'
import type { SessionView } from '../core/protocol-session.ts'
import type { SilentZone } from '../core/voice.ts'
import type { Session } from './session.ts'
import type { DeviceDown, DevicesWatched } from './useDevicesDown.ts'
import type { PrintersNow } from './usePrinters.ts'

/** What every page of the console is given. */
export interface Hall {
  hall: HallView
  board: BoardView
  /** The hall's now, in epoch milliseconds. */
  now: number
  /** False while cut off: presses are kept. */
  linked: boolean
  account: SessionView
  /** The name of somebody who works here, by their user name. */
  nameOf: (user: string) => string
  session: Session
  /** Kiosks and screens of which nothing is heard. */
  down: readonly DeviceDown[]
  /** Audio zones in which nobody speaks the calls. */
  silent: readonly SilentZone[]
  /** Whom to tell of devices, for an operator: whose board says nothing of alerts. */
  deviceRules: DevicesWatched['rules']
  printers: PrintersNow
}

export interface DeskProps extends Hall {
  place: HallView['counters'][number]
  counter: CounterView
  leave: () => void
}
