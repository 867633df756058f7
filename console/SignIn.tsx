// The door of the console: user and password, and why it did not open.
import { useState } from 'preact/hooks'
import type { Problem } from '../core/protocol.ts'
import { refusalWord, useWords } from '../ui/words.ts'

interface SignInProps {
  signIn: (user: string, password: string) => Promise<Problem | null>
  ended: boolean
}

export function SignIn({ signIn, ended }: SignInProps) {
  const { t, language } = useWords()
  const [problem, setProblem] = useState<Problem | null>(null)
  const [busy, setBusy] = useState(false)
  const submit = async (event: SubmitEvent) => {
    event.preventDefault()
    if (busy || !(event.currentTarget instanceof HTMLFormElement)) return
    const form = event.currentTarget
    const given = new FormData(form)
    setBusy(true)
    const answer = await signIn(String(given.get('user')), String(given.get('password')))
    setBusy(false)
    setProblem(answer)
    if (answer !== null) form.querySelector<HTMLInputElement>('[name=password]')?.select()
  }
  return (
    <main class="door">
      <form onSubmit={submit}>
        <h1>{t('console.title')}</h1>
        <p class="refused" role="alert">
          {problem !== null ? refusalWord(language, problem.code) : ended ? t('console.signed-out') : ''}
        </p>
        <label>
          {t('console.user')}
          <input name="user" autocomplete="username" autocapitalize="none" spellcheck={false} required />
        </label>
        <label>
          {t('console.password')}
          <input name="password" type="password" autocomplete="current-password" required />
        </label>
        <button type="submit" class="main-button" aria-disabled={busy}>
          {t('console.sign-in')}
        </button>
      </form>
    </main>
  )
}
