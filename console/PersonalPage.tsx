// What people gave with their ticket: looked up masked, read in full for a reason, forgotten on request, and how long it is kept.
import { useState } from 'preact/hooks'
import { request } from '../ui/request.ts'
import { refusalWord, useWords, type WordKey } from '../ui/words.ts'
import { AskDialog } from './AskDialog.tsx'
import type { Hall } from './given.ts'
import { PersonalOfTicket } from './PersonalOfTicket.tsx'
import { type Forgotten, forgottenWord, type Tell } from './personal.ts'
import { RetentionTable } from './RetentionTable.tsx'

const KNOWN = ['no_such_ticket', 'malformed']

export function PersonalPage(of: Hall) {
  const { t, language } = useWords()
  const [told, setTold] = useState<{ good: boolean; text: string } | null>(null)
  const tell: Tell = {
    good: (text) => setTold({ good: true, text }),
    refuse: (problem) => {
      if (problem.status === 401) of.session.lose()
      const text = KNOWN.includes(problem.code)
        ? t(`personal.refused.${problem.code}` as WordKey, { field: problem.field ?? '' })
        : refusalWord(language, problem.code)
      setTold({ good: false, text })
    },
  }
  const isManager = of.account.role === 'manager'
  return (
    <main class="sheet personal">
      <h1>{t('personal.title')}</h1>
      <p class="soft">{t('personal.about')}</p>
      <p class={told?.good === false ? 'told bad' : 'told good'} role="status">
        {told?.text ?? ''}
      </p>
      <PersonalOfTicket {...of} tell={tell} />
      {isManager && <ForgetPerson {...of} tell={tell} />}
      {isManager && <RetentionTable {...of} tell={tell} />}
    </main>
  )
}

const CARD = /^\d{17}[\dXx]$/

function ForgetPerson({ hall, tell }: Hall & { tell: Tell }) {
  const { t } = useWords()
  const [number, setNumber] = useState('')
  const [sure, setSure] = useState(false)
  const forget = async () => {
    setSure(false)
    const bare = number.replace(/\s/g, '')
    const body = CARD.test(bare) ? { card: bare } : { phone: number.trim() }
    const answer = await request('POST', `/api/v1/halls/${encodeURIComponent(hall.id)}/people/forget`, body)
    if (!answer.ok) return tell.refuse(answer.problem)
    setNumber('')
    tell.good(forgottenWord(t, answer.body as Forgotten))
  }
  return (
    <section>
      <h2>{t('personal.request')}</h2>
      <p class="soft">{t('personal.request-about')}</p>
      <form
        class="in-line"
        onSubmit={(event) => {
          event.preventDefault()
          setSure(true)
        }}
      >
        <label>
          {t('personal.whole-number')}
          <input
            name="person"
            value={number}
            onInput={(event) => setNumber(event.currentTarget.value)}
            autocomplete="off"
            maxLength={22}
            required
          />
        </label>
        <button type="submit">{t('personal.forget-person')}</button>
      </form>
      {sure && (
        <AskDialog
          question={t('personal.forget-person-sure')}
          yes={t('personal.forget-yes')}
          onYes={forget}
          close={() => setSure(false)}
        />
      )}
    </section>
  )
}
