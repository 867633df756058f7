// One account: name and role, and what a manager can do for it or against it. Made of plain buttons, each says what it does.
import { useEffect, useRef } from 'preact/hooks'
import { STAFF_ROLES } from '../../core/ticket.ts'
import { useWords } from '../../ui/words.ts'
import { type Account, MAIL_MOST } from './account.ts'

interface EditProps {
  one: Account
  /** Halls that the manager may choose from; null: all halls. */
  halls: { id: string | null; name: string }[]
  save: (edit: Partial<Account>) => void
  resetPassword: () => void
  resetCode: () => void
  endSessions: () => void
  remove: () => void
  close: () => void
}

export function EditPerson({ one, halls, save, close, ...does }: EditProps) {
  const { t } = useWords()
  const dialog = useRef<HTMLDialogElement>(null)
  useEffect(() => dialog.current?.showModal(), [])
  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    if (!(event.currentTarget instanceof HTMLFormElement)) return
    const given = new FormData(event.currentTarget)
    const role = STAFF_ROLES.find((known) => known === given.get('role')) ?? one.role
    const hall = halls[Number(given.get('hall'))]?.id ?? null
    const mail = String(given.get('mail')).trim() || null
    save({ name: String(given.get('name')).trim(), role, mail, ...(hall === one.hall ? {} : { hall }) })
  }
  return (
    <dialog ref={dialog} class="edit" onClose={close} aria-labelledby="edit-title">
      <h2 id="edit-title" class="dialog-title">
        {one.name} <span class="soft">{one.user}</span>
      </h2>
      <form class="fields" onSubmit={submit}>
        <label>
          {t('staff.name')}
          <input name="name" maxLength={200} defaultValue={one.name} autocomplete="off" required />
        </label>
        <label>
          {t('staff.role')}
          <select name="role">
            {STAFF_ROLES.map((role) => (
              <option key={role} value={role} selected={role === one.role}>
                {t(`staff.role.${role}`)}
              </option>
            ))}
          </select>
        </label>
        <label>
          {t('staff.hall')}
          <select name="hall">
            {halls.map(({ id, name }, n) => (
              <option key={name} value={n} selected={id === one.hall}>
                {name}
              </option>
            ))}
          </select>
        </label>
        <label>
          {t('staff.mail')} <span class="soft">{t('staff.mail-hint')}</span>
          <input name="mail" type="email" maxLength={MAIL_MOST} defaultValue={one.mail ?? ''} autocomplete="off" />
        </label>
        <div class="ask-buttons">
          <button type="button" onClick={close}>
            {t('console.back')}
          </button>
          <button type="submit" class="main-button">
            {t('staff.save')}
          </button>
        </div>
      </form>
      <h3>{t('staff.access')}</h3>
      <div class="does">
        <button type="button" onClick={does.resetPassword}>
          {t('staff.reset-password')}
        </button>
        {one.hasCode && (
          <button type="button" onClick={does.resetCode}>
            {t('staff.reset-code')}
          </button>
        )}
        <button type="button" onClick={does.endSessions}>
          {t('staff.end-sessions')}
        </button>
        <button type="button" onClick={() => save({ active: !one.active })}>
          {t(one.active ? 'staff.disable' : 'staff.enable')}
        </button>
        <button type="button" class="danger" onClick={does.remove}>
          {t('staff.remove')}
        </button>
      </div>
    </dialog>
  )
}
