// One's own address, to which the hall writes about sessions one works in.
import { useEffect, useState } from 'preact/hooks'
import { useWords } from '../../ui/words.ts'
import { MAIL_MOST } from './account.ts'
import type { Told } from './useTold.ts'

const PATH = '/api/v1/session/mail'

export function MailForm({ ask, done }: Pick<Told, 'ask'> & { done: () => void }) {
  const { t } = useWords()
  const [mail, setMail] = useState<string | null>(null)
  useEffect(() => {
    void ask<{ mail: string | null }>('GET', PATH).then((answer) => answer && setMail(answer.mail ?? ''))
  }, [])
  const submit = async (event: SubmitEvent) => {
    event.preventDefault()
    if ((await ask('PUT', PATH, { mail: mail?.trim() || null })) !== undefined) done()
  }
  return (
    <form class="fields" onSubmit={submit}>
      <label>
        {t('staff.mail-address')}
        <input
          type="email"
          maxLength={MAIL_MOST}
          autocomplete="email"
          value={mail ?? ''}
          disabled={mail === null}
          onInput={(event) => setMail(event.currentTarget.value)}
        />
      </label>
      <p class="soft">{t('staff.mail-why')}</p>
      <button type="submit" class="main-button" disabled={mail === null}>
        {t('staff.save')}
      </button>
    </form>
  )
}
