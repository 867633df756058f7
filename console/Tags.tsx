// On what grounds somebody stands where they stand, in a word each.
import type { HallView } from '../core/protocol.ts'
import type { TicketView } from '../core/protocol-board.ts'
import { useWords } from '../ui/words.ts'

export function Tags({ ticket, hall, tier = 1 }: { ticket: TicketView; hall: HallView; tier?: number }) {
  const { t, own } = useWords()
  const priority = hall.priorities.find((one) => one.class === ticket.priority?.class)
  const only = hall.counters.find((one) => one.id === ticket.only)
  return (
    <>
      {tier > 1 && <span class="tag">{t('console.help-out')}</span>}
      {ticket.priority !== null && (
        <span class="tag strong">
          {own(priority?.name ?? { class: ticket.priority.class })}
          {ticket.absolute && ` · ${t('desk.absolute')}`}
        </span>
      )}
      {ticket.appointment !== null && <span class="tag">{t('console.appointment')}</span>}
      {ticket.only !== undefined && (
        <span class="tag">{t('desk.only', { counter: own(only?.name ?? { id: ticket.only }) })}</span>
      )}
      {ticket.returns !== undefined && <span class="tag">{t('desk.returned', { count: ticket.returns })}</span>}
      {ticket.visit !== undefined && (
        <span class="tag">
          {t(ticket.visit.joint ? 'desk.joint' : 'desk.several', {
            done: ticket.visit.steps.filter((one) => one.state === 'done').length,
            count: ticket.visit.steps.length,
          })}
        </span>
      )}
      {ticket.copies !== undefined && <span class="tag">{t('desk.copies', { count: ticket.copies })}</span>}
    </>
  )
}
