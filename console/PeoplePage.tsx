// Who may sign in: the manager adds accounts and removes them. No passwords are shown, none can be read back.
import { useEffect, useState } from 'preact/hooks'
import type { HallView, Problem } from '../core/protocol.ts'
import { request } from '../ui/request.ts'
import { refusalWord, useWords, type WordKey } from '../ui/words.ts'
import { AddPerson } from './AddPerson.tsx'
import { AskDialog } from './AskDialog.tsx'
import type { Hall } from './given.ts'

const PATH = '/api/v1/staff'

interface Account {
  user: string
  name: string
  role: 'clerk' | 'host' | 'manager' | 'inspector'
  hall: string | null
}

export function PeoplePage({ hall, account, session }: Hall) {
  const { t, language } = useWords()
  const [staff, setStaff] = useState<Account[]>([])
  const [leaving, setLeaving] = useState<Account | null>(null)
  const [told, setTold] = useState<{ good: boolean; text: string } | null>(null)
  const refuse = (problem: Problem) => {
    if (problem.status === 401) session.lose()
    setTold({ good: false, text: staffRefusal(language, t, problem) })
  }
  const load = async () => {
    const answer = await request('GET', PATH)
    if (answer.ok) setStaff((answer.body as { staff: Account[] }).staff)
    else refuse(answer.problem)
  }
  useEffect(() => void load(), [])
  const remove = async (one: Account) => {
    setLeaving(null)
    const answer = await request('DELETE', `${PATH}/${encodeURIComponent(one.user)}`)
    if (!answer.ok) return refuse(answer.problem)
    setTold({ good: true, text: t('staff.removed', { user: one.user }) })
    await load()
  }
  const add = async (given: Record<string, string>) => {
    const answer = await request('POST', PATH, { ...given, hall: hall.id })
    if (!answer.ok) {
      refuse(answer.problem)
      return false
    }
    setTold({ good: true, text: t('staff.added', { user: given.user ?? '' }) })
    await load()
    return true
  }
  return (
    <main class="sheet people">
      <h1>{t('staff.title')}</h1>
      <p class={told?.good === false ? 'told bad' : 'told good'} role="status">
        {told?.text ?? ''}
      </p>
      <AddPerson add={add} />
      <Accounts staff={staff} own={account.user} hall={hall} remove={setLeaving} />
      {leaving !== null && (
        <AskDialog
          question={t('staff.remove-sure', { name: leaving.name, user: leaving.user })}
          yes={t('staff.remove')}
          onYes={() => remove(leaving)}
          close={() => setLeaving(null)}
        />
      )}
    </main>
  )
}

interface AccountsProps {
  staff: Account[]
  /** Who looks: nobody removes themselves. */
  own: string
  hall: HallView
  remove: (one: Account) => void
}

function Accounts({ staff, own, hall, remove }: AccountsProps) {
  const words = useWords()
  const { t } = words
  const nameOf = (id: string | null) =>
    id === null ? t('staff.all-halls') : id === hall.id ? words.own(hall.name) : id
  return (
    <table>
      <thead>
        <tr>
          <th scope="col">{t('staff.name')}</th>
          <th scope="col">{t('staff.user')}</th>
          <th scope="col">{t('staff.role')}</th>
          <th scope="col">{t('staff.hall')}</th>
          <td />
        </tr>
      </thead>
      <tbody>
        {staff.map((one) => (
          <tr key={one.user}>
            <th scope="row">{one.name}</th>
            <td>{one.user}</td>
            <td>{t(`staff.role.${one.role}`)}</td>
            <td>{nameOf(one.hall)}</td>
            <td>
              {one.user === own ? (
                <span class="soft">{t('staff.you')}</span>
              ) : (
                <button
                  type="button"
                  class="quiet"
                  aria-label={`${t('staff.remove')} ${one.name}`}
                  onClick={() => remove(one)}
                >
                  {t('staff.remove')}
                </button>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

const KNOWN = ['user_exists', 'own_account', 'no_such_user', 'malformed']

function staffRefusal(
  language: string,
  t: (key: WordKey, values?: Record<string, string>) => string,
  problem: Problem,
) {
  if (!KNOWN.includes(problem.code)) return refusalWord(language, problem.code)
  return t(`staff.refused.${problem.code}` as WordKey, { field: problem.field ?? '' })
}
