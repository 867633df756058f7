// Several services on one number: which are done, which is now, which comes next.
import type { HallView } from '../core/protocol.ts'
import type { TicketView } from '../core/protocol-board.ts'
import { Icon } from '../ui/Icon.tsx'
import { clockTime } from '../ui/times.ts'
import { useWords } from '../ui/words.ts'

interface Shown {
  hall: HallView
  ticket: TicketView
}

export function Visit({ hall, ticket: { visit, service, state } }: Shown) {
  const { t, own } = useWords()
  if (visit === undefined) return null
  const name = (id: string) => own(hall.services.find((one) => one.id === id)?.name ?? { en: id })
  return (
    <div class="card visit">
      <h2>{t(visit.joint ? 'ticket.steps_joint' : 'ticket.steps')}</h2>
      <ol>
        {visit.steps.map((one) => {
          // Who has been called is on the way to it: to them it is not "later".
          const is = one.state === 'waiting' && one.service === service ? next(state) : one.state
          return (
            <li
              key={one.service}
              class={`step-${is}`}
              data-step-state={is}
              aria-current={is === 'next' ? 'step' : undefined}
            >
              {is === 'done' ? <Icon sign="done" /> : <span class="step-dot" aria-hidden="true" />}
              <b>{name(one.service)}</b>
              <span>{t(`ticket.step.${is}`)}</span>
            </li>
          )
        })}
      </ol>
    </div>
  )
}

function next(state: TicketView['state']): 'next' | 'now' {
  return state === 'serving' ? 'now' : 'next'
}

/** Sent on or back in line: what it waits for now, since when, and that the place counts on. */
export function Again({ hall, ticket }: Shown) {
  const { t, own } = useWords()
  const time = (at: string) => clockTime(at, hall.timeZone)
  const service = hall.services.find((one) => one.id === ticket.service)
  if (ticket.waitingSince === undefined || service === undefined) return null
  const counter = hall.counters.find((one) => one.id === ticket.only)
  return (
    <div class="notice again">
      <p>
        {t('ticket.again', {
          since: time(ticket.waitingSince),
          service: own(service.name),
          time: time(ticket.countsAs),
        })}
      </p>
      {counter === undefined ? null : <p>{t('ticket.only', { counter: own(counter.name) })}</p>}
    </div>
  )
}
