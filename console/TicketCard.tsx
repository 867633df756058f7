// Who is here: the number, what for, since when, which papers to check. When nobody is, who comes next.
import type { TicketView } from '../core/protocol-board.ts'
import { wallTime } from '../ui/hallClock.ts'
import { useWords } from '../ui/words.ts'
import type { DeskProps } from './given.ts'
import { type CounterLine, waitsSince } from './line.ts'
import { Materials } from './Materials.tsx'
import { Scroll } from './Scroll.tsx'
import { Tags } from './Tags.tsx'
import { mayHaveNotes, TicketNotes } from './TicketNotes.tsx'
import { stopwatch, stretchWord } from './times.ts'
import { VisitSteps } from './VisitSteps.tsx'
import { isAfterClosing } from './visit.ts'

interface TicketCardProps extends DeskProps {
  ticket: TicketView | null
  line: CounterLine
}

export function TicketCard(of: TicketCardProps) {
  const { ticket } = of
  if (ticket === null) return <NobodyHere {...of} />
  return <Ticket {...of} ticket={ticket} />
}

function Ticket({ ticket, hall, now, nameOf }: TicketCardProps & { ticket: TicketView }) {
  const { t, own } = useWords()
  const service = hall.services.find((one) => one.id === ticket.service)
  const time = (at: string) => wallTime(Date.parse(at), hall.timeZone)
  const since = ticket.state === 'serving' ? ticket.servedAt : ticket.calledAt
  const passed = stopwatch(now - Date.parse(since ?? ticket.takenAt))
  const calling = ticket.calls > 1 ? 'console.called-for' : 'console.called-once'
  const waited = Date.parse(ticket.calledAt ?? ticket.takenAt) - waitsSince(ticket)
  return (
    <Scroll looks={`ticket ${ticket.state}`} name={ticket.number}>
      <div class="ticket-head" aria-live="polite">
        <p class="number digits">{ticket.number}</p>
        <div>
          <h2>{own(service?.name ?? { id: ticket.service })}</h2>
          <p class="progress">
            {t(ticket.state === 'serving' ? 'console.serving-for' : calling, { count: ticket.calls, time: passed })}
          </p>
          <p class="tags">
            <Tags ticket={ticket} hall={hall} />
            {isAfterClosing(ticket, hall) && <span class="tag strong">{t('desk.after-closing')}</span>}
          </p>
        </div>
      </div>
      <dl>
        <Fact name={t('console.waited')}>{stretchWord(waited, { t })}</Fact>
        <Fact name={t('console.taken')}>{time(ticket.takenAt)}</Fact>
        {ticket.countsAs !== ticket.takenAt && <Fact name={t('console.counts-as')}>{time(ticket.countsAs)}</Fact>}
        <Fact name={t('console.calls')}>{ticket.calls}</Fact>
        {ticket.spokenAt !== undefined && <Fact name={t('console.spoken')}>{time(ticket.spokenAt)}</Fact>}
        {ticket.priority !== null && (
          <Fact name={t('console.priority')}>
            {ticket.priority.reason ?? own(priorityName(hall, ticket.priority.class))}
          </Fact>
        )}
      </dl>
      {mayHaveNotes(ticket) && <TicketNotes key={ticket.id} hall={hall} ticket={ticket} nameOf={nameOf} />}
      <VisitSteps ticket={ticket} hall={hall} nameOf={nameOf} />
      <Materials materials={service?.materials ?? []} />
    </Scroll>
  )
}

function priorityName(hall: DeskProps['hall'], id: string): Record<string, string> {
  return hall.priorities.find((one) => one.class === id)?.name ?? { id }
}

function Fact({ name, children }: { name: string; children: preact.ComponentChildren }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}

function NobodyHere({ counter, line, hall }: TicketCardProps) {
  const { t, own } = useWords()
  const first = line.rows[0]?.ticket
  const since = wallTime(Date.parse(counter.since), hall.timeZone)
  const service = hall.services.find((one) => one.id === first?.service)
  return (
    <article class={`ticket none ${counter.state}`}>
      {counter.state === 'open' && <h2>{t('console.nobody-here')}</h2>}
      {counter.state === 'closed' && <h2>{t('console.closed-now')}</h2>}
      {counter.state === 'paused' && (
        <>
          <h2>{t('console.paused-since', { time: since })}</h2>
          {counter.reason != null && <p>{counter.reason}</p>}
          {counter.backAt !== undefined && (
            <p>{t('desk.back-at', { time: wallTime(Date.parse(counter.backAt), hall.timeZone) })}</p>
          )}
        </>
      )}
      {first === undefined ? (
        <p class="soft">{t('console.line-empty')}</p>
      ) : (
        <p class="preview">
          <span>{t('console.next-is')}</span>
          <span class="digits">{first.number}</span>
          <strong>{own(service?.name ?? {})}</strong>
        </p>
      )}
    </article>
  )
}
