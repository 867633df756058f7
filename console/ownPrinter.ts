// The printer at which this console prints, and what goes there.
import { useState } from 'preact/hooks'
import type { PrinterView } from '../core/paper.ts'
import type { Press } from '../ui/send.ts'
import type { PaperNews } from '../ui/usePrint.ts'
import type { PrintersNow } from './usePrinters.ts'

const KEPT = 'tingxu.printer'

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

/** Why nothing came out, as `console.printer.` has it. Where nobody said why, the paper was waited for in vain. */
export function troubleOf(news: PaperNews & { is: 'none' }) {
  return news.trouble ?? 'silent'
}
