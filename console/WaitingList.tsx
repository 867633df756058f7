// Who waits for this counter, in order, and in words why the first of them is next. A number opens what can be done for it.
import { useState } from 'preact/hooks'
import type { HallView } from '../core/protocol.ts'
import { wallTime } from '../ui/hallClock.ts'
import { type Speech, useWords } from '../ui/words.ts'
import { type CounterLine, type InLine, waitsSince } from './line.ts'
import type { ListProps } from './listed.ts'
import { Scroll } from './Scroll.tsx'
import { mayPress } from './steps.ts'
import { Tags } from './Tags.tsx'
import { stretchWord } from './times.ts'
import { isAfterClosing } from './visit.ts'

export function WaitingList(of: ListProps) {
  const { line, hall } = of
  const speech = useWords()
  const { t } = speech
  const [open, setOpen] = useState<string | null>(null)
  const first = line.rows[0]
  return (
    <>
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
                {line.rows.map((row) => {
                  const { id } = row.ticket
                  return (
                    <Row key={id} {...of} row={row} open={open === id} turn={() => setOpen(open === id ? null : id)} />
                  )
                })}
              </tbody>
            </table>
            {line.total > line.rows.length && (
              <p class="soft">{t('console.line-more', { count: line.total - line.rows.length })}</p>
            )}
          </Scroll>
        </>
      )}
    </>
  )
}

interface RowProps extends ListProps {
  row: InLine
  open: boolean
  turn: () => void
}

function Row({ row, open, turn, ...of }: RowProps) {
  const { hall, now } = of
  const { t, own } = useWords()
  const { ticket, tier } = row
  const service = hall.services.find((one) => one.id === ticket.service)
  return (
    <>
      <tr>
        <th scope="row" class="digits">
          <button type="button" class="number-button" aria-expanded={open} onClick={turn}>
            {ticket.number}
          </button>
        </th>
        <td>
          {own(service?.name ?? { id: ticket.service })}
          <Tags ticket={ticket} hall={hall} tier={tier} />
        </td>
        <td>{stretchWord(now - waitsSince(ticket), { t })}</td>
        <td class="digits">{wallTime(Date.parse(ticket.countsAs), hall.timeZone)}</td>
      </tr>
      {open && (
        <tr class="row-acts">
          <td colSpan={COLUMNS}>
            <Acts {...of} row={row} />
          </td>
        </tr>
      )}
    </>
  )
}

const COLUMNS = 4

function Acts({ row, line, scene, hall, counter, ask, press }: ListProps & { row: InLine }) {
  const { t } = useWords()
  const { ticket } = row
  const isNext = line.rows[0]?.ticket.id === ticket.id
  const mayCall = counter.state === 'open' && counter.ticket === null
  const call = () => (isNext ? press({ do: 'call', ticket: ticket.id, counter: counter.id }) : ask('call', ticket))
  return (
    <span class="acts">
      <button
        type="button"
        aria-disabled={!mayCall}
        title={mayCall ? undefined : t('desk.call-when-free')}
        onClick={() => mayCall && call()}
      >
        {t('console.step.call')}
      </button>
      <button type="button" onClick={() => ask('transfer', ticket)}>
        {t('console.step.transfer')}
      </button>
      {mayPress('turn-away', scene.role) && isAfterClosing(ticket, hall) && (
        <button type="button" onClick={() => ask('turn-away', ticket)}>
          {t('console.step.turn-away')}
        </button>
      )}
    </span>
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
