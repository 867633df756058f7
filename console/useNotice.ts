// Prints the papers to bring where this console prints, and says whether they came out.
import { useEffect, useRef, useState } from 'preact/hooks'
import type { PrinterView } from '../core/paper.ts'
import { request } from '../ui/request.ts'
import { usePrint } from '../ui/usePrint.ts'
import { refusalWord, useWords } from '../ui/words.ts'
import type { Hall } from './given.ts'
import { troubleOf } from './ownPrinter.ts'
import type { Presses } from './usePresses.ts'

export type PrintNotice = (services: readonly string[]) => void

/** Null where this console has no printer. */
export function useNotice({ hall }: Hall, printer: PrinterView | null, say: Presses['say']): PrintNotice | null {
  const { t, language } = useWords()
  const [name, setName] = useState<string | null>(null)
  const news = usePrint(hall.id, name)
  const at = useRef(printer)
  useEffect(() => {
    const place = at.current?.name ?? ''
    if (news === null || news.is === 'coming') return
    if (news.is === 'out') say(true, t('host.paper-done', { name: place }))
    else say(false, t('host.paper-failed', { name: place, state: t(`console.printer.${troubleOf(news)}`) }))
    setName(null)
  }, [news?.is])
  if (printer === null) return null
  return async (services) => {
    at.current = printer
    const body = { services, language, printer: printer.id }
    const answer = await request('POST', `/api/v1/halls/${encodeURIComponent(hall.id)}/notices`, body)
    if (answer.ok) setName((answer.body as { name: string }).name)
    else say(false, refusalWord(language, answer.problem.code))
  }
}
