// One page that a manager reads and prints: was everybody called in order, who was not, and did all wait alike?
import { useState } from 'preact/hooks'
import type { FairnessView } from '../../core/reports.ts'
import { refusalWord, useWords } from '../../ui/words.ts'
import type { Hall } from '../given.ts'
import { ClosingHashes } from './ClosingHashes.tsx'
import { Compared } from './Compared.tsx'
import { Faults, OutOfOrder } from './OutOfOrder.tsx'
import './reports.css'
import { SpanForm } from './SpanForm.tsx'
import { reportAddress, useReport } from './useReport.ts'

export function FairnessPage({ hall, board, session }: Hall) {
  const { t, language } = useWords()
  const [span, setSpan] = useState({ from: board.day, to: board.day })
  const query = `fairness?from=${span.from}&to=${span.to}&language=${language}`
  const { report, refused, busy } = useReport<FairnessView>(hall.id, query, session.lose)
  return (
    <main class="sheet report" aria-busy={busy}>
      <header class="report-head">
        <h1>{t('fairness.title')}</h1>
        <SpanForm span={span} today={board.day} choose={setSpan} />
        <p class="report-exports">
          <button type="button" onClick={() => print()}>
            {t('fairness.print')}
          </button>
          <a class="button" href={`${reportAddress(hall.id, query)}&format=xlsx`} download>
            {t('figures.xlsx')}
          </a>
        </p>
      </header>
      <p class="soft" role="status">
        {refused !== null ? refusalWord(language, refused) : busy ? t('figures.loading') : ''}
      </p>
      {report !== null && <Shown report={report} hall={hall} />}
    </main>
  )
}

function Shown({ report, hall }: { report: FairnessView; hall: Hall['hall'] }) {
  const { t } = useWords()
  const { faultCount, boundMinutes } = report
  return (
    <>
      <div class="outcome">
        <p class={faultCount === 0 ? 'verdict' : 'verdict bad'}>
          {faultCount === 0
            ? t('fairness.clean', { minutes: boundMinutes })
            : t('fairness.broken', { count: faultCount })}
        </p>
      </div>
      <p class="soft">{t('fairness.about', { calls: report.calls })}</p>
      {faultCount > 0 && <Faults report={report} zone={hall.timeZone} />}
      <OutOfOrder report={report} zone={hall.timeZone} />
      <Compared report={report} />
      <ClosingHashes report={report} />
    </>
  )
}
