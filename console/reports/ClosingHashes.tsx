// The hash that each day closed with: on paper it proves later that nothing before it was changed.
import type { FairnessView } from '../../core/reports.ts'
import { useWords } from '../../ui/words.ts'
import { Head } from './OutOfOrder.tsx'

const COLUMNS = ['day', 'tickets', 'calls', 'outOfOrder', 'faults', 'closingSeq', 'closingHash'] as const

export function ClosingHashes({ report }: { report: FairnessView }) {
  const { t } = useWords()
  return (
    <section>
      <h2>{t('fairness.days')}</h2>
      <p class="soft">{t('fairness.hash-about')}</p>
      <table>
        <Head columns={COLUMNS} />
        <tbody class="digits">
          {report.days.map((one) => (
            <tr key={one.day}>
              <th scope="row">{one.day}</th>
              <td>{one.tickets}</td>
              <td>{one.calls}</td>
              <td>{one.outOfOrder}</td>
              <td>{one.faults}</td>
              <td>{one.closingSeq ?? ''}</td>
              <td class="hash">{one.closingHash ?? t('fairness.not-over')}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
