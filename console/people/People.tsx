// The accounts in a table: who, which rights, and what about them a manager should know.
import type { HallView } from '../../core/protocol.ts'
import { useWords } from '../../ui/words.ts'
import type { Account } from './account.ts'

interface PeopleProps {
  staff: Account[]
  /** Who looks: nobody changes themselves here. */
  own: string
  hall: HallView
  open: (one: Account) => void
}

export function People({ staff, own, hall, open }: PeopleProps) {
  const words = useWords()
  const { t } = words
  const nameOf = (id: string | null) =>
    id === null ? t('staff.all-halls') : id === hall.id ? words.own(hall.name) : id
  return (
    <table>
      <thead>
        <tr>
          <th scope="col">{t('staff.name')}</th>
          <th scope="col">{t('staff.user')}</th>
          <th scope="col">{t('staff.role')}</th>
          <th scope="col">{t('staff.hall')}</th>
          <td />
        </tr>
      </thead>
      <tbody>
        {staff.map((one) => (
          <tr key={one.user} class={one.active ? undefined : 'closed'}>
            <th scope="row">
              {one.name}
              {!one.active && <span class="tag strong">{t('staff.disabled')}</span>}
              {one.mustChange && <span class="tag">{t('staff.must-change')}</span>}
              {one.hasCode && <span class="tag">{t('staff.with-code')}</span>}
            </th>
            <td>{one.user}</td>
            <td>{t(`staff.role.${one.role}`)}</td>
            <td>{nameOf(one.hall)}</td>
            <td>
              {one.user === own ? (
                <a class="soft" href="#me">
                  {t('staff.you')}
                </a>
              ) : (
                <button
                  type="button"
                  class="quiet"
                  aria-label={`${t('staff.edit')} ${one.name}`}
                  onClick={() => open(one)}
                >
                  {t('staff.edit')}
                </button>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
