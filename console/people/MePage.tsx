// One's own account: password, codes from the phone, where one is signed in.
import { useWords } from '../../ui/words.ts'
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
      <SessionList {...told} path="/api/v1/sessions" timeZone={timeZone} />
    </main>
  )
}
