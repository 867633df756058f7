// The door of the console: user and password, the code from the phone where one is asked for, and why it did not open.
import { useEffect, useRef, useState } from 'preact/hooks'
import type { Problem } from '../core/protocol.ts'
import { useWords } from '../ui/words.ts'
import { problemWord } from './people/problem.ts'
import type { Session } from './session.ts'
import { useModal } from './useModal.ts'

interface SignInProps {
  signIn: (user: string, password: string, code?: string) => Promise<Problem | null>
  ended: boolean
  /** Who worked here until now. */
  user?: string | undefined
}

/** Over the page on which somebody worked when their session ended: signed in again they go on where they were. */
export function SignInAgain({ session }: { session: Session }) {
  // Shown over whatever dialog is open, which would else keep the hand away from it.
  const dialog = useModal()
  return (
    <dialog
      ref={dialog}
      class="sign-in-again"
      aria-labelledby="sign-in-title"
      onCancel={(event) => event.preventDefault()}
      onClose={() => dialog.current?.showModal()}
    >
      <div class="door">
        <SignInForm signIn={session.signIn} ended user={session.account?.user} />
      </div>
    </dialog>
  )
}

export function SignIn({ signIn }: Pick<SignInProps, 'signIn'>) {
  return (
    <main class="door">
      <SignInForm signIn={signIn} ended={false} />
    </main>
  )
}

function SignInForm({ signIn, ended, user }: SignInProps) {
  const speech = useWords()
  const { t } = speech
  const [problem, setProblem] = useState<Problem | null>(null)
  const [asksCode, setAsksCode] = useState(false)
  const [busy, setBusy] = useState(false)
  const form = useRef<HTMLFormElement>(null)
  const select = (name: string) => form.current?.querySelector<HTMLInputElement>(`[name=${name}]`)?.select()
  useEffect(() => {
    if (asksCode) select('code')
  }, [asksCode])
  const submit = async (event: SubmitEvent) => {
    event.preventDefault()
    if (busy || form.current === null) return
    const given = new FormData(form.current)
    const code = String(given.get('code') ?? '').trim()
    setBusy(true)
    const answer = await signIn(String(given.get('user')), String(given.get('password')), code || undefined)
    setBusy(false)
    if (answer?.code === 'code_needed') {
      setAsksCode(true)
      setProblem(null)
      return
    }
    setProblem(answer)
    if (answer !== null) select(answer.code === 'wrong_code' ? 'code' : 'password')
  }
  return (
    <form ref={form} onSubmit={submit}>
      <h1 id="sign-in-title">{t('console.title')}</h1>
      <p class="refused" role="alert">
        {problem !== null ? problemWord(problem, speech) : ended ? t('console.signed-out') : ''}
      </p>
      <label>
        {t('console.user')}
        <input
          name="user"
          defaultValue={user}
          autocomplete="username"
          autocapitalize="none"
          spellcheck={false}
          required
        />
      </label>
      <label>
        {t('console.password')}
        <input
          name="password"
          type="password"
          autocomplete="current-password"
          autofocus={user !== undefined}
          required
        />
      </label>
      {asksCode && (
        <label>
          {t('staff.code')} <span class="soft">{t('staff.code-hint')}</span>
          <input
            name="code"
            autocomplete="one-time-code"
            autocapitalize="none"
            spellcheck={false}
            maxLength={40}
            required
          />
        </label>
      )}
      <button type="submit" class="main-button" aria-disabled={busy}>
        {t('console.sign-in')}
      </button>
    </form>
  )
}
