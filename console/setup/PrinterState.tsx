// How one printer is, and a test page: for printers that are in force, as they are in force.
import { useEffect, useState } from 'preact/hooks'
import { request } from '../../ui/request.ts'
import { usePrint } from '../../ui/usePrint.ts'
import { refusalWord, useWords } from '../../ui/words.ts'
import type { Hall } from '../given.ts'
import { troubleOf } from '../ownPrinter.ts'
import { useDraft } from './draft.ts'

export function PrinterState({ hall, printers, index }: Hall & { index: number }) {
  const { t, language } = useWords()
  const { file, base } = useDraft()
  const [name, setName] = useState<string | null>(null)
  const [refused, setRefused] = useState<string | null>(null)
  const news = usePrint(hall.id, name)
  const printer = file.paper?.printers?.[index]
  const inForce = base?.paper?.printers?.find((one) => one.id === printer?.id)
  const known = printers.all.find((one) => one.id === printer?.id)
  useEffect(() => setName(null), [printer?.id])
  if (printer === undefined) return null
  if (printer.host === undefined) return <p class="hint">{t('setup.paper.by-browser')}</p>
  if (JSON.stringify(inForce) !== JSON.stringify(printer)) return <p class="hint">{t('setup.paper.save-first')}</p>
  const test = async () => {
    setName(null)
    const path = `/api/v1/halls/${encodeURIComponent(hall.id)}/printers/${encodeURIComponent(printer.id)}/test`
    const answer = await request('POST', path)
    setRefused(answer.ok ? null : refusalWord(language, answer.problem.code))
    if (answer.ok) setName((answer.body as { name: string }).name)
  }
  const told =
    refused ??
    (news === null
      ? ''
      : news.is === 'none'
        ? t('host.paper-failed', { name: printer.name, state: t(`console.printer.${troubleOf(news)}`) })
        : t(news.is === 'out' ? 'host.paper-done' : 'host.paper-coming', { name: printer.name }))
  const state = known?.state ?? 'unknown'
  return (
    <p class="printer-state">
      <span class={`printer-is printer-${state}`} data-printer={printer.id}>
        {t('setup.paper.state', { state: t(`console.printer.${state}`) })}
      </span>
      <button type="button" onClick={() => void test()} aria-label={t('setup.paper.test-of', { name: printer.name })}>
        {t('setup.paper.test')}
      </button>
      <span role="status">{told}</span>
    </p>
  )
}
