// Figures of some days in one table: choose the days and what each line is, read it, take it along.
import { useState } from 'preact/hooks'
import { TABLES, type TableBy } from '../../core/figures/portions.ts'
import type { FiguresView, LineView } from '../../core/reports.ts'
import { refusalWord, useWords } from '../../ui/words.ts'
import type { Hall } from '../given.ts'
import { Scroll } from '../Scroll.tsx'
import { Bars } from './Bars.tsx'
import './reports.css'
import { SpanForm } from './SpanForm.tsx'
import { minutesWord, reportAddress, shareWord, useReport } from './useReport.ts'

export function FiguresPage({ hall, board, session }: Hall) {
  const { t, language } = useWords()
  const [span, setSpan] = useState({ from: board.day, to: board.day })
  const [by, setBy] = useState<TableBy>('hour')
  const query = `figures?from=${span.from}&to=${span.to}&by=${by}&language=${language}`
  const { report, refused, busy } = useReport<FiguresView>(hall.id, query, session.lose)
  return (
    <main class="sheet report" aria-busy={busy}>
      <header class="report-head">
        <h1>{t('figures.title')}</h1>
        <SpanForm span={span} today={board.day} choose={setSpan} />
        <label>
          {t('figures.by')}
          <select value={by} onChange={(event) => setBy(event.currentTarget.value as TableBy)}>
            {TABLES.map((one) => (
              <option key={one} value={one}>
                {t(`figures.by.${one}`)}
              </option>
            ))}
          </select>
        </label>
        <p class="report-exports">
          {(['csv', 'xlsx'] as const).map((format) => (
            <a
              key={format}
              class="button"
              href={`${reportAddress(hall.id, query)}&format=${format}`}
              aria-label={`${t(`figures.${format}`)}: ${t('figures.export')}`}
              download
            >
              {t(`figures.${format}`)}
            </a>
          ))}
        </p>
      </header>
      <p class="soft" role="status">
        {refused !== null ? refusalWord(language, refused) : busy ? t('figures.loading') : ''}
      </p>
      {report !== null && <Shown report={report} />}
    </main>
  )
}

function Shown({ report }: { report: FiguresView }) {
  const { t } = useWords()
  const { all } = report
  if (all.tickets === 0) return <p class="notice">{t('figures.nothing')}</p>
  const min = (seconds: number | null) => t('figures.min', { count: minutesWord(seconds) })
  const tiles: [string, string][] = [
    [t('figures.tickets'), String(all.tickets)],
    [t('figures.served'), String(all.served)],
    [t('figures.mean-wait'), min(all.wait.meanSeconds)],
    [t('figures.longest-wait'), min(all.wait.maxSeconds)],
    [t('figures.within', { minutes: report.targetMinutes }), shareWord(all.within.share)],
  ]
  return (
    <>
      <dl class="tiles">
        {tiles.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd class="digits">{value}</dd>
          </div>
        ))}
      </dl>
      <Bars report={report} />
      <Lines report={report} />
      <p class="soft">{t('figures.about', { days: report.days })}</p>
    </>
  )
}

const COUNTS = ['tickets', 'served', 'missed', 'cancelled', 'closed', 'leftUncalled'] as const

function Lines({ report }: { report: FiguresView }) {
  const { t } = useWords()
  const row = (line: LineView) => (
    <tr key={line.key}>
      <th scope="row">{line.name}</th>
      {COUNTS.map((count) => (
        <td key={count}>{line[count]}</td>
      ))}
      <td>{minutesWord(line.wait.meanSeconds)}</td>
      <td>{minutesWord(line.wait.medianSeconds)}</td>
      <td>{minutesWord(line.wait.p90Seconds)}</td>
      <td>{minutesWord(line.wait.maxSeconds)}</td>
      <td>{shareWord(line.within.share)}</td>
      <td>{minutesWord(line.service.meanSeconds)}</td>
      <td>{minutesWord(line.service.sumSeconds)}</td>
    </tr>
  )
  return (
    <Scroll looks="report-table" name={t('figures.title')}>
      <table>
        <thead>
          <tr>
            <th scope="col">{t(`figures.by.${report.by}`)}</th>
            {COUNTS.map((count) => (
              <th key={count} scope="col">
                {t(`figures.column.${count}`)}
              </th>
            ))}
            {(['mean', 'median', 'p90', 'max'] as const).map((measure) => (
              <th key={measure} scope="col">
                {t('figures.column.wait')} {t(`figures.measure.${measure}`)}
              </th>
            ))}
            <th scope="col">{t('figures.within', { minutes: report.targetMinutes })}</th>
            <th scope="col">
              {t('figures.column.service')} {t('figures.measure.mean')}
            </th>
            <th scope="col">{t('figures.column.worked')}</th>
          </tr>
        </thead>
        <tbody class="digits">{report.lines.map(row)}</tbody>
        <tfoot class="digits">{row(report.all)}</tfoot>
      </table>
    </Scroll>
  )
}
