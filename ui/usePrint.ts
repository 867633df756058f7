// How a paper goes that was asked for: coming, taken out, or not coming and why. Asked until it is known for good.
import { useEffect, useState } from 'preact/hooks'
import type { PrintView, Trouble } from '../core/paper.ts'
import { request } from './request.ts'

const ASK_EVERY_MS = 500
/** A printer takes a second or two; who hears nothing for so long should not go on waiting. */
const PATIENT_MS = 12_000
/** By then the server has given it up too. */
const GIVE_UP_MS = 150_000

export type PaperNews = { is: 'coming' } | { is: 'out' } | { is: 'none'; trouble: Trouble | null }

/** Null while no paper was asked for. */
export function usePrint(hall: string, name: string | null): PaperNews | null {
  const [news, setNews] = useState<{ name: string; news: PaperNews } | null>(null)
  useEffect(() => {
    if (name === null) return
    let timer: ReturnType<typeof setTimeout>
    let gone = false
    const since = performance.now()
    const ask = async () => {
      const answer = await request(
        'GET',
        `/api/v1/halls/${encodeURIComponent(hall)}/prints/${encodeURIComponent(name)}`,
      )
      if (gone) return
      const print = answer.ok ? (answer.body as PrintView) : null
      const waited = performance.now() - since
      setNews({ name, news: newsOf(print, waited > PATIENT_MS) })
      if (!isOver(print) && waited < GIVE_UP_MS) timer = setTimeout(ask, ASK_EVERY_MS)
    }
    void ask()
    return () => {
      gone = true
      clearTimeout(timer)
    }
  }, [hall, name])
  if (name === null) return null
  return news?.name === name ? news.news : { is: 'coming' }
}

/** `print` is null while nobody knows of it: it has not been written down yet, or the line is down. */
function newsOf(print: PrintView | null, isLate: boolean): PaperNews {
  if (print?.state === 'printed') return { is: 'out' }
  if (isOver(print) || isLate || (print?.trouble ?? null) !== null)
    return { is: 'none', trouble: print?.trouble ?? null }
  return { is: 'coming' }
}

function isOver(print: PrintView | null): boolean {
  return print !== null && print.state !== 'queued' && print.state !== 'printing'
}
