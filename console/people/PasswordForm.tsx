// One's own password: the old one, the new one twice. Also the first thing after a password that somebody else made.
import { useState } from 'preact/hooks'
import { useWords } from '../../ui/words.ts'
import type { Told } from './useTold.ts'

const LETTERS_LEAST = 8
const LETTERS_MOST = 200

export function PasswordForm({ ask, done }: Pick<Told, 'ask'> & { done: () => void }) {
  const { t } = useWords()
  const [differ, setDiffer] = useState(false)
  const submit = async (event: SubmitEvent) => {
    event.preventDefault()
    if (!(event.currentTarget instanceof HTMLFormElement)) return
    const form = event.currentTarget
    const given = new FormData(form)
    const chosen = String(given.get('new'))
    setDiffer(chosen !== given.get('again'))
    if (chosen !== given.get('again')) return
    const body = { old: String(given.get('old')), new: chosen }
    if ((await ask('PUT', '/api/v1/session/password', body)) === undefined) return
    form.reset()
    done()
  }
  const box = (name: string, label: string, autocomplete: 'current-password' | 'new-password') => (
    <label>
      {label}
      <input
        name={name}
        type="password"
        autocomplete={autocomplete}
        minLength={name === 'old' ? undefined : LETTERS_LEAST}
        maxLength={LETTERS_MOST}
        aria-invalid={name === 'again' && differ}
        aria-describedby={name === 'again' ? 'passwords-differ' : undefined}
        required
      />
    </label>
  )
  return (
    <form class="fields" onSubmit={submit}>
      {box('old', t('staff.password-old'), 'current-password')}
      {box('new', t('staff.password-new'), 'new-password')}
      {box('again', t('staff.password-again'), 'new-password')}
      <p id="passwords-differ" class="refused" role="alert">
        {differ ? t('staff.passwords-differ') : ''}
      </p>
      <p class="soft">{t('staff.password-hint')}</p>
      <button type="submit" class="main-button">
        {t('staff.password-change')}
      </button>
    </form>
  )
}
