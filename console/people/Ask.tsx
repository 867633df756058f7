// A small form that asks for the password, the code, or both.
import { useWords } from '../../ui/words.ts'

type Asked = 'password' | 'code'

interface AskProps {
  asks: readonly Asked[]
  /** Nothing else than the phone will do. */
  phoneOnly?: boolean
  yes: string
  onYes: (given: { password?: string; code?: string }) => Promise<void>
}

export function Ask({ asks, phoneOnly = false, yes, onYes }: AskProps) {
  const { t } = useWords()
  const submit = async (event: SubmitEvent) => {
    event.preventDefault()
    if (!(event.currentTarget instanceof HTMLFormElement)) return
    const form = event.currentTarget
    const given = Object.fromEntries([...new FormData(form)].map(([name, value]) => [name, String(value).trim()]))
    await onYes(given)
    form.reset()
  }
  return (
    <form class="fields" onSubmit={submit}>
      {asks.includes('password') && (
        <label>
          {t('staff.password-now')}
          <input name="password" type="password" autocomplete="current-password" required />
        </label>
      )}
      {asks.includes('code') && (
        <label>
          {t('staff.code')} {!phoneOnly && <span class="soft">{t('staff.code-hint')}</span>}
          <input name="code" autocomplete="one-time-code" autocapitalize="none" minLength={6} maxLength={40} required />
        </label>
      )}
      <button type="submit">{yes}</button>
    </form>
  )
}
