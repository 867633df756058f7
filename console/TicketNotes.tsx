// What colleagues wrote about this visit when they sent the person for something or on: newest first, who and when.
import { useEffect, useState } from 'preact/hooks'
import type { HallView } from '../core/protocol.ts'
import type { TicketView } from '../core/protocol-board.ts'
import { wallTime } from '../ui/hallClock.ts'
import { request } from '../ui/request.ts'
import { useWords } from '../ui/words.ts'

interface Written {
  text: string
  by: string | null
  at: string
}

interface Shown {
  hall: HallView
  ticket: TicketView
  nameOf: (user: string) => string
  /** Said when there is none: where somebody asked for them. */
  asked?: boolean
}

/** Notes come with parking, coming back and being sent on: of other tickets there is nothing to ask for. */
export function mayHaveNotes({ state, waitingSince, where }: TicketView): boolean {
  return state === 'parked' || waitingSince !== undefined || where !== undefined
}

export function TicketNotes({ hall, ticket, nameOf, asked = false }: Shown) {
  const { t } = useWords()
  const [notes, setNotes] = useState<Written[] | null>(null)
  const { id, state } = ticket
  // With each step a note may have come.
  useEffect(() => {
    let gone = false
    const path = `/api/v1/halls/${encodeURIComponent(hall.id)}/tickets/${encodeURIComponent(id)}/data`
    void request('GET', path).then((answer) => {
      if (!gone && answer.ok) setNotes((answer.body as { notes: Written[] }).notes)
    })
    return () => {
      gone = true
    }
  }, [hall.id, id, state])
  if (notes === null || (notes.length === 0 && !asked)) return null
  return (
    <section class="notes">
      <h3>{t('personal.notes')}</h3>
      {notes.length === 0 ? <p class="soft">{t('personal.no-notes')}</p> : null}
      {[...notes].reverse().map((one) => (
        <p key={one.at}>
          {one.text}{' '}
          <span class="soft">
            {t('personal.note-by', {
              by: one.by === null ? '' : nameOf(one.by),
              time: wallTime(Date.parse(one.at), hall.timeZone),
            })}
          </span>
        </p>
      ))}
    </section>
  )
}
