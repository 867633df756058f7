// The form for a new account. Its first password is made up by the server and told to its owner by the manager, not sent.
import { STAFF_ROLES } from '../../core/ticket.ts'
import { useWords } from '../../ui/words.ts'
import { MAIL_MOST } from './account.ts'

/** `add` answers whether it worked; what was typed stays in the form when it did not. */
export function AddPerson({ add }: { add: (given: Record<string, string | null>) => Promise<boolean> }) {
  const { t } = useWords()
  const submit = async (event: SubmitEvent) => {
    event.preventDefault()
    if (!(event.currentTarget instanceof HTMLFormElement)) return
    const form = event.currentTarget
    const given = Object.fromEntries([...new FormData(form)].map(([name, value]) => [name, String(value).trim()]))
    if (await add({ ...given, mail: given.mail || null })) form.reset()
  }
  return (
    <form class="add" onSubmit={submit}>
      <h2>{t('staff.add')}</h2>
      <label>
        {t('staff.name')}
        <input name="name" maxLength={200} autocomplete="off" required />
      </label>
      <label>
        {t('staff.user')} <span class="soft">{t('staff.user-hint')}</span>
        <input name="user" pattern="[A-Za-z0-9._@\-]{1,64}" autocomplete="off" autocapitalize="none" required />
      </label>
      <label>
        {t('staff.role')}
        <select name="role">
          {STAFF_ROLES.map((role) => (
            <option key={role} value={role}>
              {t(`staff.role.${role}`)}
            </option>
          ))}
        </select>
      </label>
      <label>
        {t('staff.mail')} <span class="soft">{t('staff.mail-hint')}</span>
        <input name="mail" type="email" maxLength={MAIL_MOST} autocomplete="off" />
      </label>
      <p class="soft">{t('staff.add-password')}</p>
      <button type="submit">{t('staff.add')}</button>
    </form>
  )
}
