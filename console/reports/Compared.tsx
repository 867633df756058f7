// Waits side by side: by where the number was taken, by priority, hour, department, by who entered it; busy and quiet days.
import type { CompareView, FairnessView } from '../../core/reports.ts'
import { useWords } from '../../ui/words.ts'
import { Head } from './OutOfOrder.tsx'
import { minutesWord, shareWord } from './useReport.ts'

const GROUPS = ['channel', 'priority', 'department', 'entered', 'hour'] as const
const COLUMNS = ['name', 'tickets', 'mean', 'median', 'p90', 'max', 'within'] as const

export function Compared({ report }: { report: FairnessView }) {
  const { t } = useWords()
  const { busy, quiet } = report.crowd
  const groups: [string, CompareView[]][] = GROUPS.map((by) => [t(`figures.by.${by}`), report.waits[by]])
  if (busy.days > 0) groups.push([t('fairness.crowd'), [busy, quiet]])
  return (
    <section class="compared">
      <h2>{t('fairness.waits')}</h2>
      <div class="compared-tables">
        {groups.map(([title, lines]) => (
          <table key={title}>
            <caption>{title}</caption>
            <Head columns={COLUMNS} />
            <tbody class="digits">
              {lines.map((one) => (
                <tr key={one.key}>
                  <th scope="row">{one.name}</th>
                  <td>{one.tickets}</td>
                  <td>{minutesWord(one.wait.meanSeconds)}</td>
                  <td>{minutesWord(one.wait.medianSeconds)}</td>
                  <td>{minutesWord(one.wait.p90Seconds)}</td>
                  <td>{minutesWord(one.wait.maxSeconds)}</td>
                  <td>{shareWord(one.within.share)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        ))}
      </div>
    </section>
  )
}
