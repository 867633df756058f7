// Who may sign in: the manager adds, changes, disables and removes accounts. No password can be read back; a made-up one is shown once.
import { useEffect, useState } from 'preact/hooks'
import { useWords } from '../../ui/words.ts'
import { AskDialog } from '../AskDialog.tsx'
import type { Hall } from '../given.ts'
import { AddPerson } from './AddPerson.tsx'
import { type Account, STAFF_PATH } from './account.ts'
import { EditPerson } from './EditPerson.tsx'
import { People } from './People.tsx'
import { SessionList } from './SessionList.tsx'
import { ToldLine } from './Told.tsx'
import { useTold } from './useTold.ts'

interface Made {
  name: string
  user: string
  password: string
}

export function PeoplePage({ hall, account, session, nameOf }: Hall) {
  const words = useWords()
  const { t } = words
  const line = useTold(session)
  const { told, say, ask } = line
  const [staff, setStaff] = useState<Account[]>([])
  const [open, setOpen] = useState<Account | null>(null)
  const [leaving, setLeaving] = useState<Account | null>(null)
  const [made, setMade] = useState<Made | null>(null)
  const load = async () => setStaff((await ask<{ staff: Account[] }>('GET', STAFF_PATH))?.staff ?? [])
  useEffect(() => void load(), [])
  const halls = [
    { id: hall.id, name: words.own(hall.name) },
    ...(account.hall === null ? [{ id: null, name: t('staff.all-halls') }] : []),
  ]

  /** Closes what is open, says what was done, shows how things are now; also when somebody else was first. */
  const act = async <T,>(method: string, one: Account, rest: string, done: string, body?: unknown) => {
    setOpen(null)
    setLeaving(null)
    setMade(null)
    const path = `${STAFF_PATH}/${encodeURIComponent(one.user)}${rest}`
    const answer = await ask<T>(method, path, body, { 'if-match': `"${one.version}"` })
    if (answer !== undefined) say(done)
    await load()
    return answer
  }
  const add = async (given: Record<string, string | null>) => {
    setMade(null)
    const answer = await ask<Made>('POST', STAFF_PATH, { ...given, hall: hall.id })
    if (answer === undefined) return false
    say(t('staff.added', { user: answer.user }))
    setMade(answer)
    await load()
    return true
  }
  const resetPassword = async (one: Account) => {
    const answer = await act<{ password: string }>(
      'POST',
      one,
      '/password',
      t('staff.password-was-reset', { user: one.user }),
    )
    if (answer !== undefined) setMade({ ...one, password: answer.password })
  }
  return (
    <main class="sheet people">
      <h1>{t('staff.title')}</h1>
      <ToldLine told={told} />
      {made !== null && <MadeUp {...made} />}
      <AddPerson add={add} />
      <People staff={staff} own={account.user} hall={hall} open={setOpen} />
      {/* Read again when an account changed: its sessions may have ended. */}
      <SessionList
        key={staff.map(({ user, version }) => `${user} ${version}`).join()}
        {...line}
        path={`${STAFF_PATH}/sessions`}
        timeZone={hall.timeZone}
        nameOf={nameOf}
      />
      {open !== null && (
        <EditPerson
          one={open}
          halls={open.hall === null || open.hall === hall.id ? halls : [{ id: open.hall, name: open.hall }, ...halls]}
          save={(edit) => void act('PATCH', open, '', t('staff.saved', { user: open.user }), edit)}
          resetPassword={() => void resetPassword(open)}
          resetCode={() => void act('DELETE', open, '/code', t('staff.code-was-reset', { user: open.user }))}
          endSessions={() => void act('DELETE', open, '/sessions', t('staff.sessions-were-ended', { user: open.user }))}
          remove={() => {
            setLeaving(open)
            setOpen(null)
          }}
          close={() => setOpen(null)}
        />
      )}
      {leaving !== null && (
        <AskDialog
          question={t('staff.remove-sure', { name: leaving.name, user: leaving.user })}
          yes={t('staff.remove')}
          onYes={() => void act('DELETE', leaving, '', t('staff.removed', { user: leaving.user }))}
          close={() => setLeaving(null)}
        />
      )}
    </main>
  )
}

/** Shown this once; whoever leaves the page before writing it down makes another. */
function MadeUp({ name, password }: Made) {
  const { t } = useWords()
  return (
    <p class="made" role="status">
      {t('staff.made-up', { name })} <code class="secret">{password}</code>
    </p>
  )
}
