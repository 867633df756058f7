// One ticket's personal data: masked, the notes with it; the whole phone number for a reason; forgotten when it is asked for.
import { useState } from 'preact/hooks'
import { request } from '../ui/request.ts'
import { useWords } from '../ui/words.ts'
import { AskDialog } from './AskDialog.tsx'
import type { Hall } from './given.ts'
import { type Forgotten, forgottenWord, type Tell } from './personal.ts'

interface Kept {
  ticket: string
  phone: string | null
  card: string | null
  notes: { text: string; by: string | null; at: string }[]
}

const DAY_LETTERS = 10

export function PersonalOfTicket(of: Hall & { tell: Tell }) {
  const { t } = useWords()
  const [kept, setKept] = useState<Kept | null>(null)
  const look = async (event: SubmitEvent) => {
    event.preventDefault()
    if (!(event.currentTarget instanceof HTMLFormElement)) return
    const given = new FormData(event.currentTarget)
    const ticket = `${given.get('day')}-${String(given.get('number')).trim().toUpperCase()}`
    setKept(null)
    const answer = await request('GET', `${pathOf(of, ticket)}/data`)
    if (!answer.ok) return of.tell.refuse(answer.problem)
    of.tell.good('')
    setKept(answer.body as Kept)
  }
  return (
    <section>
      <h2>{t('personal.find')}</h2>
      <form class="in-line" onSubmit={look}>
        <label>
          {t('personal.number')}
          <input name="number" pattern="[A-Za-z]{1,2}[0-9]{3,6}" autocomplete="off" required />
        </label>
        <label>
          {t('personal.day')}
          <input name="day" type="date" defaultValue={of.board.day} required />
        </label>
        <button type="submit">{t('personal.look')}</button>
      </form>
      {kept !== null && <Found key={kept.ticket} {...of} kept={kept} forgotten={() => setKept(null)} />}
    </section>
  )
}

function pathOf({ hall }: Pick<Hall, 'hall'>, ticket: string): string {
  return `/api/v1/halls/${encodeURIComponent(hall.id)}/tickets/${encodeURIComponent(ticket)}`
}

interface FoundProps extends Hall {
  tell: Tell
  kept: Kept
  forgotten: () => void
}

function Found(of: FoundProps) {
  const { kept, account } = of
  const { t } = useWords()
  const [phone, setPhone] = useState(kept.phone)
  const day = kept.ticket.slice(0, DAY_LETTERS)
  const number = kept.ticket.slice(DAY_LETTERS + 1)
  return (
    <div class="found">
      <h3>{t('personal.of', { number, day })}</h3>
      <dl>
        <dt>{t('personal.phone')}</dt>
        <dd class="digits">{phone ?? t('personal.none')}</dd>
        <dt>{t('personal.card')}</dt>
        <dd class="digits">{kept.card ?? t('personal.none')}</dd>
        <dt>{t('personal.notes')}</dt>
        <dd>
          {kept.notes.length === 0 && t('personal.no-notes')}
          {kept.notes.map((note) => (
            <p key={note.at}>
              {note.text}{' '}
              <span class="soft">
                {t('personal.note-by', { by: note.by ?? '', time: note.at.slice(0, 16).replace('T', ' ') })}
              </span>
            </p>
          ))}
        </dd>
      </dl>
      {kept.phone !== null && phone === kept.phone && <Reveal {...of} show={setPhone} />}
      {account.role === 'manager' && <ForgetTicket {...of} number={number} />}
    </div>
  )
}

function Reveal({ kept, tell, show, ...of }: FoundProps & { show: (phone: string | null) => void }) {
  const { t } = useWords()
  const reveal = async (event: SubmitEvent) => {
    event.preventDefault()
    if (!(event.currentTarget instanceof HTMLFormElement)) return
    const reason = String(new FormData(event.currentTarget).get('reason')).trim()
    const answer = await request('POST', `${pathOf(of, kept.ticket)}/contact`, { reason })
    if (!answer.ok) return tell.refuse(answer.problem)
    tell.good('')
    show((answer.body as { phone: string | null }).phone)
  }
  return (
    <form class="in-line" onSubmit={reveal}>
      <label>
        {t('personal.reason')} <span class="soft">{t('personal.reason-hint')}</span>
        <input name="reason" maxLength={200} autocomplete="off" required />
      </label>
      <button type="submit">{t('personal.reveal')}</button>
    </form>
  )
}

function ForgetTicket({ kept, tell, forgotten, number, hall }: FoundProps & { number: string }) {
  const { t } = useWords()
  const [sure, setSure] = useState(false)
  const forget = async () => {
    setSure(false)
    const path = `/api/v1/halls/${encodeURIComponent(hall.id)}/people/forget`
    const answer = await request('POST', path, { ticket: kept.ticket })
    if (!answer.ok) return tell.refuse(answer.problem)
    tell.good(forgottenWord(t, answer.body as Forgotten))
    forgotten()
  }
  return (
    <>
      <button type="button" onClick={() => setSure(true)}>
        {t('personal.forget')}
      </button>
      {sure && (
        <AskDialog
          question={t('personal.forget-sure', { number })}
          yes={t('personal.forget-yes')}
          onYes={forget}
          close={() => setSure(false)}
        />
      )}
    </>
  )
}
