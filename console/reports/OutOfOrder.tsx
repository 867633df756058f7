// Calls out of order: what people decided in full, what the hall's rules decided folded away; and what broke the rules.
import type { FairnessView, OutOfOrderView } from '../../core/reports.ts'
import { clockTime } from '../../ui/times.ts'
import { useWords, type WordKey } from '../../ui/words.ts'
import { Scroll } from '../Scroll.tsx'

const DECIDED: readonly string[] = ['chosen', 'turned-away']

interface ListProps {
  report: FairnessView
  zone: string
}

export function OutOfOrder({ report, zone }: ListProps) {
  const { t } = useWords()
  const { outOfOrder, outOfOrderCount } = report
  const decided = outOfOrder.filter(({ rule }) => DECIDED.includes(rule))
  const ruled = outOfOrder.filter(({ rule }) => !DECIDED.includes(rule))
  return (
    <section>
      <h2>{t('fairness.order')}</h2>
      {outOfOrderCount === 0 && <p>{t('fairness.order-none')}</p>}
      {outOfOrderCount > 0 && <p>{t('fairness.decided', { count: decided.length })}</p>}
      {decided.length > 0 && <Calls calls={decided} zone={zone} />}
      {ruled.length > 0 && (
        <details>
          <summary>{t('fairness.by-rule', { count: outOfOrderCount - decided.length })}</summary>
          <Calls calls={ruled} zone={zone} />
        </details>
      )}
      {outOfOrderCount > outOfOrder.length && (
        <p class="soft">{t('fairness.more', { shown: outOfOrder.length, count: outOfOrderCount })}</p>
      )}
    </section>
  )
}

const COLUMNS = ['day', 'at', 'number', 'rule', 'reason', 'counter', 'clerk', 'countsAs', 'passedOver'] as const

function Calls({ calls, zone }: { calls: readonly OutOfOrderView[]; zone: string }) {
  const { t } = useWords()
  return (
    <Scroll looks="report-table" name={t('fairness.order')}>
      <table>
        <Head columns={COLUMNS} />
        <tbody class="digits">
          {calls.map((one) => (
            <tr key={`${one.day} ${one.seq}`}>
              <td>{one.day}</td>
              <td>{clockTime(one.at, zone)}</td>
              <th scope="row">{one.number}</th>
              <td>{t(`fairness.rule.${one.rule}` as WordKey)}</td>
              <td class="words">{one.reason ?? t('fairness.none')}</td>
              <td>{one.counter}</td>
              <td>{one.clerk}</td>
              <td>{clockTime(one.countsAs, zone)}</td>
              <td>
                {one.passedOver === null ? '' : `${one.passedOver.number} ${clockTime(one.passedOver.countsAs, zone)}`}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  )
}

const FAULT_COLUMNS = ['day', 'at', 'number', 'fault', 'passedOver', 'counter', 'clerk'] as const

export function Faults({ report, zone }: ListProps) {
  const { t } = useWords()
  return (
    <section>
      <h2>{t('fairness.faults')}</h2>
      <Scroll looks="report-table" name={t('fairness.faults')}>
        <table>
          <Head columns={FAULT_COLUMNS} />
          <tbody class="digits">
            {report.faults.map((one) => (
              <tr key={`${one.day} ${one.seq} ${one.kind}`}>
                <td>{one.day}</td>
                <td>{clockTime(one.at, zone)}</td>
                <th scope="row">{one.number}</th>
                <td class="words">{t(`fairness.fault.${one.kind}`)}</td>
                <td>{one.other}</td>
                <td>{one.counter}</td>
                <td>{one.clerk}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
    </section>
  )
}

export function Head({ columns }: { columns: readonly string[] }) {
  const { t } = useWords()
  return (
    <thead>
      <tr>
        {columns.map((column) => (
          <th key={column} scope="col">
            {t(`fairness.column.${column}` as WordKey)}
          </th>
        ))}
      </tr>
    </thead>
  )
}
