// Who waits for this counter, in order, and in words why the first of them is next.
import type { HallView } from '../core/protocol.ts'
import { wallTime } from '../ui/hallClock.ts'
import { type Speech, useWords } from '../ui/words.ts'
import type { DeskProps } from './given.ts'
import type { CounterLine, InLine } from './line.ts'
import { Scroll } from './Scroll.tsx'
import { stretchWord } from './times.ts'

export function WaitingList({ line, hall, now }: DeskProps & { line: CounterLine }) {
  const speech = useWords()
  const { t } = speech
  const first = line.rows[0]
  return (
    <section class="line">
      <h2>
        {t('console.line')} <span class="count digits">{line.total}</span>
      </h2>
      {first === undefined ? (
        <p class="empty">{t('console.line-empty')}</p>
      ) : (
        <>
          <div class="why">
            <h3>{t('why.title')}</h3>
            {whyWords(first, line, hall, speech).map((sentence) => (
              <p key={sentence}>{sentence}</p>
            ))}
          </div>
          <Scroll looks="rows" name={t('console.line')}>
            <table>
              <thead>
                <tr>
                  <th scope="col">{t('console.column.number')}</th>
                  <th scope="col">{t('console.column.service')}</th>
                  <th scope="col">{t('console.column.waited')}</th>
                  <th scope="col">{t('console.column.counts-as')}</th>
                </tr>
              </thead>
              <tbody>
                {line.rows.map((row) => (
                  <Row key={row.ticket.id} row={row} hall={hall} now={now} />
                ))}
              </tbody>
            </table>
            {line.total > line.rows.length && (
              <p class="soft">{t('console.line-more', { count: line.total - line.rows.length })}</p>
            )}
          </Scroll>
        </>
      )}
    </section>
  )
}

function Row({ row, hall, now }: { row: InLine; hall: HallView; now: number }) {
  const { t, own } = useWords()
  const { ticket, tier } = row
  const service = hall.services.find((one) => one.id === ticket.service)
  const priority = hall.priorities.find((one) => one.class === ticket.priority?.class)
  return (
    <tr>
      <th scope="row" class="digits">
        {ticket.number}
      </th>
      <td>
        {own(service?.name ?? { id: ticket.service })}
        {tier > 1 && <span class="tag">{t('console.help-out')}</span>}
        {ticket.priority !== null && (
          <span class="tag strong">{own(priority?.name ?? { class: ticket.priority.class })}</span>
        )}
        {ticket.appointment !== null && <span class="tag">{t('console.appointment')}</span>}
      </td>
      <td>{stretchWord(now - Date.parse(ticket.takenAt), { t })}</td>
      <td class="digits">{wallTime(Date.parse(ticket.countsAs), hall.timeZone)}</td>
    </tr>
  )
}

/** The rule that chose the first in line, the ground on which it counts earlier, and whom it passes over. */
function whyWords({ ticket, why }: InLine, line: CounterLine, hall: HallView, { t, own }: Speech): string[] {
  const clock = (at: number) => wallTime(at, hall.timeZone)
  const service = own(hall.services.find((one) => one.id === ticket.service)?.name ?? { id: ticket.service })
  const minutes = hall.helpOutAfterMinutes
  const facts = { number: ticket.number, time: clock(why.countsAs), service, minutes }
  const helpOut = line.firstChoiceWaits ? 'why.help-out-long' : 'why.help-out-none'
  const words = [t(why.rule === 'help-out' ? helpOut : `why.${why.rule}`, facts)]
  const priority = hall.priorities.find((one) => one.class === ticket.priority?.class)
  if (ticket.priority !== null) {
    const name = own(priority?.name ?? { class: ticket.priority.class })
    words.push(t('why.priority', { ...facts, class: name, taken: clock(Date.parse(ticket.takenAt)) }))
  }
  const passed = why.passedOver
  if (passed !== null)
    words.push(t('why.passed-over', { number: passed.number, time: clock(passed.countsAs), minutes }))
  return words
}
