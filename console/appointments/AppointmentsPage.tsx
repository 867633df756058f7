// Appointments at the desk: a day's list or a search, the one that was chosen, and a new one for who stands there.
import words from 'words:appts,appt,reason,campaign'
import { useState } from 'preact/hooks'
import type { AppointmentView } from '../../core/protocol-bookings.ts'
import { bringWords, useWords } from '../../ui/words.ts'
import { HeldPress, Notices } from '../Feedback.tsx'
import type { Hall } from '../given.ts'
import { NumberCard } from '../NumberCard.tsx'
import { printedAt, useOwnPrinter } from '../ownPrinter.ts'
import { PrinterChoice } from '../PrinterChoice.tsx'
import { useHallPresses } from '../useHallPresses.ts'
import { BookedCard } from './BookedCard.tsx'
import { Campaigns } from './Campaigns.tsx'
import { DayList } from './DayList.tsx'
import { NewForSomebody } from './NewForSomebody.tsx'
import { OneAppointment } from './OneAppointment.tsx'
import { Sessions } from './Sessions.tsx'
import { useDeskList } from './useDeskList.ts'
import './appointments.css'

bringWords(words)

type Shown =
  | { what: 'new' }
  | { what: 'sessions' }
  | { what: 'campaigns' }
  | { what: 'one'; id: string }
  | { what: 'booked'; appointment: AppointmentView }
  | ({ what: 'number' } & Pick<Parameters<typeof NumberCard>[0], 'answer' | 'printer'>)

export function AppointmentsPage(of: Hall) {
  const { t } = useWords()
  const [day, setDay] = useState(of.board.day)
  const [search, setSearch] = useState('')
  const [shown, setShown] = useState<Shown>({ what: 'new' })
  const list = useDeskList(of, day, search)
  const [printer, choose] = useOwnPrinter(of.printers)
  const presses = useHallPresses(of, (press, answer) => {
    list.look()
    if (press.do === 'check-in' && answer.ticket !== undefined) setShown({ what: 'number', answer, printer })
    else if (
      (press.do === 'book' || (press.do === 'hold' && press.forMinutes !== undefined)) &&
      answer.appointment !== undefined
    )
      setShown({ what: 'booked', appointment: answer.appointment })
  })
  const chosen = shown.what === 'one' ? shown.id : null
  return (
    <main class="appts">
      <section class="appts-side">
        <div class="host-doors">
          <button type="button" class="main-button" onClick={() => setShown({ what: 'new' })}>
            {t('appts.new')}
          </button>
          <button type="button" onClick={() => setShown({ what: 'sessions' })}>
            {t('appts.sessions')}
          </button>
          {of.account.role === 'clerk' ? null : (
            <button type="button" onClick={() => setShown({ what: 'campaigns' })}>
              {t('campaign.title')}
            </button>
          )}
        </div>
        <PrinterChoice printers={of.printers} printer={printer} choose={choose} />
        <DayList
          {...of}
          {...{ day, setDay, search, setSearch, chosen }}
          rows={list.rows}
          choose={(id) => setShown({ what: 'one', id })}
        />
      </section>
      <section class="appts-work" aria-live="polite">
        <HeldPress presses={presses} linked={of.linked} />
        {shown.what === 'new' && <NewForSomebody {...of} press={presses.press} say={presses.say} />}
        {shown.what === 'sessions' && <Sessions {...of} press={presses.press} />}
        {shown.what === 'campaigns' && <Campaigns {...of} say={presses.say} />}
        {shown.what === 'one' && (
          <OneAppointment
            key={shown.id}
            {...of}
            id={shown.id}
            turn={list.turn}
            press={(one) => presses.press(printedAt(one, printer))}
          />
        )}
        {shown.what === 'booked' && (
          <BookedCard hall={of.hall} appointment={shown.appointment} end={() => setShown({ what: 'new' })} />
        )}
        {shown.what === 'number' && shown.answer.ticket !== undefined && (
          <NumberCard
            hall={of.hall}
            ticket={shown.answer.ticket}
            answer={shown.answer}
            printer={shown.printer}
            end={() => setShown({ what: 'new' })}
          />
        )}
      </section>
      <Notices notices={presses.notices} />
    </main>
  )
}
