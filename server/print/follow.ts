// Which events want a paper: a number taken or printed again at a kiosk with a printer, or by staff who chose one.
import type { HallEvent } from '../../core/events.ts'
import { isOnNetwork, printerNamed, printName } from '../../core/paper.ts'
import type { Instant } from '../../core/time.ts'
import type { Devices } from '../devices.ts'
import type { OpenHall } from '../halls.ts'
import { languageOf } from '../messages/letter.ts'
import type { NewPrint } from '../store/prints.ts'

/** Later nobody stands there any more. */
export const LATE_S = 120

export interface Wanted {
  print: NewPrint
  at: Instant
}

/** Null: nothing to print. What a browser prints is not for the server. */
export function printOf({ id, board }: OpenHall, event: HallEvent, devices: Devices): Wanted | null {
  const { type, ticket, by, at } = event
  if (ticket === undefined || (type !== 'taken' && type !== 'reprinted')) return null
  // Whoever was given it by the kiosk alone has gone from there.
  if (type === 'taken' && ticket.enteredAt !== undefined) return null
  const chosen = event.printer ?? (by.device === undefined ? null : devices.get(by.device)?.printer)
  const printer = printerNamed(board.file.paper, chosen)
  if (!isOnNetwork(printer)) return null
  const { copies = 0 } = ticket
  const print = {
    hall: id,
    name: printName(ticket.id, copies),
    printer: printer.id,
    kind: 'ticket' as const,
    about: [ticket.id],
    language: languageOf(board, ticket.language),
    copies,
    fileSeq: null,
    origin: by.device === undefined ? null : devices.originOf(by.device),
  }
  return { print, at }
}
