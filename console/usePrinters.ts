// The hall's printers and how each is, for those who work in the hall.
import { useEffect, useState } from 'preact/hooks'
import type { PrinterView } from '../core/paper.ts'
import { request } from '../ui/request.ts'

const AGAIN_MS = 10_000

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
