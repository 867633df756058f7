// Which days a report is about; the choice is taken when both are days and in order.
import { useWords } from '../../ui/words.ts'
import type { Span } from './useReport.ts'

interface SpanFormProps {
  span: Span
  today: string
  choose: (span: Span) => void
}

export function SpanForm({ span, today, choose }: SpanFormProps) {
  const { t } = useWords()
  const set = (change: Partial<Span>) => {
    const next = { ...span, ...change }
    if (next.from === '' || next.to === '') return
    // Who moves one end past the other means that day.
    if (next.from > next.to)
      choose('from' in change ? { from: next.from, to: next.from } : { from: next.to, to: next.to })
    else choose(next)
  }
  return (
    <>
      <label>
        {t('figures.from')}
        <input
          type="date"
          value={span.from}
          max={today}
          onChange={(event) => set({ from: event.currentTarget.value })}
        />
      </label>
      <label>
        {t('figures.to')}
        <input type="date" value={span.to} max={today} onChange={(event) => set({ to: event.currentTarget.value })} />
      </label>
    </>
  )
}
