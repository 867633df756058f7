// The hall's printers and how each is, for those who work in the hall; and the one at which this console prints.
import { useEffect, useState } from 'preact/hooks'
import { type PrinterView, printName } from '../core/paper.ts'
import type { TicketView } from '../core/protocol.ts'
import { request } from '../ui/request.ts'
import type { Press } from '../ui/send.ts'
import { type PaperNews, usePrint } from '../ui/usePrint.ts'

const AGAIN_MS = 10_000
const KEPT = 'tingxu.printer'

/** `asked`: when it was asked how they are, by this machine's clock. */
export interface PrintersNow {
  all: readonly PrinterView[]
  asked: number
}
const NONE: PrintersNow = { all: [], asked: 0 }

/** A hall without printers is asked once for each version of its file. */
export function usePrinters(hall: string | null, mayLook: boolean, fileSeq: number | undefined): PrintersNow {
  const [now, setNow] = useState(NONE)
  useEffect(() => {
    if (hall === null || !mayLook || fileSeq === undefined) return
    let timer: ReturnType<typeof setTimeout>
    let gone = false
    const load = async () => {
      const answer = await request('GET', `/api/v1/halls/${encodeURIComponent(hall)}/printers`)
      if (gone) return
      const all = answer.ok ? (answer.body as { printers: PrinterView[] }).printers : null
      if (all !== null) setNow({ all, asked: Date.now() })
      if (all === null || all.length > 0) timer = setTimeout(load, AGAIN_MS)
    }
    void load()
    return () => {
      gone = true
      clearTimeout(timer)
    }
  }, [hall, mayLook, fileSeq])
  return now
}

/** Kept in this browser: a tablet prints at its desk tomorrow too. Null: no paper, or one that the hall has no more. */
export function useOwnPrinter({ all }: PrintersNow): [PrinterView | null, (id: string) => void] {
  const [id, setId] = useState(() => localStorage.getItem(KEPT) ?? '')
  const choose = (next: string) => {
    localStorage.setItem(KEPT, next)
    setId(next)
  }
  return [all.find((one) => one.id === id && one.way === 'network') ?? null, choose]
}

/** What gives somebody a number, or gives it again, says where its paper comes out. */
export function printedAt(press: Press, printer: PrinterView | null): Press {
  if (printer === null || (press.do !== 'take' && press.do !== 'reprint' && press.do !== 'check-in')) return press
  return { ...press, printer: printer.id }
}

export function useTicketPaper(hall: string, ticket: TicketView, printer: PrinterView | null): PaperNews | null {
  return usePrint(hall, printer === null ? null : printName(ticket.id, ticket.copies))
}
