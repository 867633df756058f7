// One's own account: password, codes from the phone, keys, where one is signed in.
import { useState } from 'preact/hooks'
import { useWords } from '../../ui/words.ts'
import { keysOn, switchKeys } from '../keysOn.ts'
import type { Session } from '../session.ts'
import { CodeSettings } from './CodeSettings.tsx'
import { MailForm } from './MailForm.tsx'
import { PasswordForm } from './PasswordForm.tsx'
import { SessionList } from './SessionList.tsx'
import { ToldLine } from './Told.tsx'
import { useTold } from './useTold.ts'

export function MePage({ session, timeZone }: { session: Session; timeZone: string }) {
  const { t } = useWords()
  const told = useTold(session)
  return (
    <main class="sheet me">
      <h1>{t('staff.me')}</h1>
      <ToldLine told={told.told} />
      <section>
        <h2>{t('staff.password-title')}</h2>
        <PasswordForm ask={told.ask} done={() => told.say(t('staff.password-changed'))} />
      </section>
      <CodeSettings {...told} />
      <section>
        <h2>{t('staff.mail')}</h2>
        <MailForm ask={told.ask} done={() => told.say(t('staff.mail-saved'))} />
      </section>
      <KeySettings />
      <SessionList {...told} path="/api/v1/sessions" timeZone={timeZone} />
    </main>
  )
}

/** Whoever dictates, or rests a hand on the keyboard, has no step pressed by a letter. */
function KeySettings() {
  const { t } = useWords()
  const [on, show] = useState(keysOn)
  return (
    <section>
      <h2>{t('console.keys')}</h2>
      <label class="check">
        <input
          type="checkbox"
          checked={on}
          onChange={(event) => {
            switchKeys(event.currentTarget.checked)
            show(keysOn())
          }}
        />
        {t('console.keys.single')}
      </label>
      <p class="hint">{t('console.keys.single.hint')}</p>
    </section>
  )
}
