// Works off what is due at one printer, paper by paper, and notes how it is.
import { randomUUID } from 'node:crypto'
import { isOnNetwork, type NetworkPrinter, type PrinterState, printerNamed, troubleOf } from '../../core/paper.ts'
import { isOpen } from '../../core/ticket.ts'
import type { Clock } from '../clock.ts'
import type { Pool } from '../db.ts'
import type { Halls, OpenHall } from '../halls.ts'
import {
  claimPrint,
  type Due,
  type Hold,
  holdPrinter,
  leavePrinter,
  markSent,
  type Outcome,
  savePrint,
} from '../store/prints.ts'
import { LATE_S } from './follow.ts'
import { type Issue, noticePaper, testPaper, ticketPaper } from './papers.ts'
import { askPrinter, printOn, SPEAKS_AT_MOST_S } from './printer.ts'
import { asCommands } from './render.ts'

export interface WorkTools {
  pool: Pool
  halls: Halls
  clock: Pick<Clock, 'now'>
  secret: Buffer
  /** Where phones reach the hall; empty: nobody knows. */
  publicUrl: string
  /** The program ends: nothing else is begun. */
  ending(): boolean
  /** And what is begun is waited for no longer. */
  cutOff: AbortSignal
}

/** Longer than anybody speaks with a printer: whoever has not noted by then how it went is dead. */
const LEASE_S = SPEAKS_AT_MOST_S + 20
const AGAIN_S = 1
/** What may have come out twice already is not sent a third time. */
const SENT_MOST = 2

/** Nothing while another process speaks with it. `askedS`: only when nobody has asked the printer for so long. */
export async function workOff(tools: WorkTools, hall: OpenHall, id: string, askedS = 0): Promise<void> {
  const hold: Hold = { hall: hall.id, printer: id, holder: randomUUID() }
  if (!(await holdPrinter(tools.pool, hold, LEASE_S, askedS))) return
  let state: PrinterState | null = null
  try {
    while (!tools.ending()) {
      const due = await claimPrint(tools.pool, hold, LEASE_S)
      if (due === undefined) break
      state = (await printOne(tools, hall, hold, due)) ?? state
      // The rest waits until it is well again; each of them would only find the same.
      if (state !== null && troubleOf(state) !== null) break
    }
    const printer = printerNamed(hall.board.file.paper, id)
    if (state === null && isOnNetwork(printer) && !tools.ending()) state = await askPrinter(printer, tools.cutOff)
  } finally {
    await leavePrinter(tools.pool, hold, state)
  }
}

/** How the printer was; null when it was not spoken with. */
async function printOne(tools: WorkTools, hall: OpenHall, hold: Hold, due: Due): Promise<PrinterState | null> {
  const save = (outcome: Outcome) => savePrint(tools.pool, hold, due, outcome)
  if (due.ageS > LATE_S) {
    await save({ state: 'late', trouble: null, againS: 0 })
    return null
  }
  const printer = printerNamed(hall.board.file.paper, due.printer)
  const paper = isOnNetwork(printer) ? await paperOf(tools, hall, due, printer) : null
  if (paper === null || !isOnNetwork(printer) || due.sent >= SENT_MOST) {
    await save({ state: 'failed', trouble: null, againS: 0 })
    return null
  }
  const { state, printed } = await printOn(printer, paper, tools.cutOff, () => markSent(tools.pool, hold, due))
  await save(
    printed
      ? { state: 'printed', trouble: null, againS: 0 }
      : { state: 'queued', trouble: state && troubleOf(state), againS: AGAIN_S },
  )
  return state
}

/** Null when there is nothing to tell any more: the number was given back, or the service is gone. */
async function paperOf(tools: WorkTools, hall: OpenHall, due: Due, printer: NetworkPrinter): Promise<Buffer | null> {
  const issue: Issue = {
    board: hall.board,
    language: due.language,
    at: tools.clock.now(),
    origin: tools.publicUrl || (due.origin ?? ''),
  }
  const [about = ''] = due.about
  switch (due.kind) {
    case 'ticket': {
      // Another process may have given this number, and this one not have heard of it.
      if (!hall.board.tickets.has(about)) await tools.halls.catchUp(hall.id)
      const ticket = hall.board.tickets.get(about)
      if (ticket === undefined || !isOpen(ticket.state)) return null
      return asCommands(ticketPaper(issue, ticket, tools.secret, due.copies > 0 || due.sent > 0), printer)
    }
    case 'notice': {
      const services = due.about.flatMap((one) => hall.board.services.get(one) ?? [])
      return services.length === 0 ? null : asCommands(noticePaper(issue, services), printer)
    }
    case 'test':
      return asCommands(testPaper(issue, printer.name), printer)
    default:
      return due.kind satisfies never
  }
}
