// Before anything else: a password that somebody else made up is replaced by one's own.
import { useWords } from '../../ui/words.ts'
import type { Session } from '../session.ts'
import { PasswordForm } from './PasswordForm.tsx'
import { ToldLine } from './Told.tsx'
import { useTold } from './useTold.ts'

export function FirstPassword({ session }: { session: Session }) {
  const { t } = useWords()
  const { told, ask } = useTold(session)
  return (
    <main class="door">
      <section class="door-card">
        <h1>{t('staff.first-password')}</h1>
        <p>{t('staff.first-password-why')}</p>
        <ToldLine told={told} />
        <PasswordForm ask={ask} done={session.refresh} />
      </section>
    </main>
  )
}
