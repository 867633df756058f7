// The day sheet of a home visit team, made for a phone: whom, where, when; there, and done.
import words from 'words:visits'
import { useEffect, useState } from 'preact/hooks'
import type { VisitRow, VisitSheet } from '../core/protocol-bookings.ts'
import { wallTime } from '../ui/hallClock.ts'
import { request } from '../ui/request.ts'
import type { Press } from '../ui/send.ts'
import { bringWords, useWords } from '../ui/words.ts'
import { HeldPress, Notices } from './Feedback.tsx'
import type { Hall } from './given.ts'
import { Materials } from './Materials.tsx'
import { useHallPresses } from './useHallPresses.ts'
import './visits.css'

bringWords(words)

export function VisitsPage(of: Hall) {
  const { hall, board, account } = of
  const { t, own } = useWords()
  const [day, setDay] = useState(board.day)
  const [team, setTeam] = useState('')
  const [sheet, setSheet] = useState<VisitSheet | null>(null)
  const [turn, setTurn] = useState(0)
  const presses = useHallPresses(of, () => setTurn((count) => count + 1))
  // Each reading is a line in the log: once a day and after a press, not with every event. `turn` asks again.
  useEffect(() => {
    let gone = false
    void request('GET', `/api/v1/halls/${encodeURIComponent(hall.id)}/visits?day=${day}`).then((answer) => {
      if (gone || !answer.ok) return
      const read = answer.body as VisitSheet
      setSheet(read)
      // Whoever is in a team sees that team's day.
      setTeam((now) => now || (read.teams.find(({ staff }) => staff.includes(account.user))?.id ?? ''))
    })
    return () => {
      gone = true
    }
  }, [hall.id, day, turn, account.user])
  const visits = sheet?.visits.filter((one) => team === '' || one.appointment.team === team) ?? []
  return (
    <main class="visits">
      <h1>{t('visits.title')}</h1>
      <div class="visits-choice">
        <label>
          {t('visits.day')}
          <input type="date" value={day} onInput={(event) => setDay(event.currentTarget.value || day)} />
        </label>
        <label>
          {t('visits.team')}
          <select value={team} onChange={(event) => setTeam(event.currentTarget.value)}>
            <option value="">{t('visits.all')}</option>
            {sheet?.teams.map((one) => (
              <option key={one.id} value={one.id}>
                {own(one.name)}
              </option>
            ))}
          </select>
        </label>
      </div>
      <HeldPress presses={presses} linked={of.linked} />
      {sheet !== null && visits.length === 0 ? <p class="soft">{t('visits.none')}</p> : null}
      <ol>
        {visits.map((one) => (
          <Visit key={one.appointment.id} {...of} row={one} press={presses.press} />
        ))}
      </ol>
      <Notices notices={presses.notices} />
    </main>
  )
}

function Visit({ hall, row, press }: Hall & { row: VisitRow; press: (press: Press) => void }) {
  const { t, own } = useWords()
  const { appointment: one, name, phone, address } = row
  const services = one.services.flatMap((id) => hall.services.find((each) => each.id === id) ?? [])
  const time = (at: string) => wallTime(Date.parse(at), hall.timeZone)
  const isDone = one.visit?.until != null
  return (
    <li data-appointment={one.id} data-state={one.state}>
      <h2>
        <b class="digits">{`${time(one.start)}–${time(one.end)}`}</b> {name}
      </h2>
      <p>{address}</p>
      {phone === null ? null : (
        <p>
          <a class="digits" href={`tel:${phone}`}>
            {phone}
          </a>
        </p>
      )}
      <p>{services.map((each) => own(each.name)).join(' + ')}</p>
      <details>
        <summary>{t('visits.papers')}</summary>
        <Materials materials={services.flatMap((each) => each.materials)} />
      </details>
      {one.state === 'booked' ? (
        <button
          type="button"
          class="main-button"
          data-step="start"
          onClick={() => press({ do: 'start-visit', appointment: one.id })}
        >
          {t('console.step.start-visit')}
        </button>
      ) : null}
      {one.visit !== undefined && !isDone ? (
        <button
          type="button"
          class="main-button"
          data-step="finish"
          onClick={() => press({ do: 'finish-visit', appointment: one.id })}
        >
          {t('console.step.finish-visit')}
        </button>
      ) : null}
      {one.visit !== undefined && isDone ? (
        <p class="tag">
          {t('visits.done', { from: time(one.visit.from), until: time(one.visit.until ?? one.visit.from) })}
        </p>
      ) : null}
      {one.state === 'missed' ? <p class="tag">{t('visits.missed')}</p> : null}
    </li>
  )
}
