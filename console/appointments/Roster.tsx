// Who works in a session: set by a manager; a clerk asks to be relieved, another offers to step in, the manager decides.
import { useEffect, useState } from 'preact/hooks'
import type { DeskSession } from '../../core/protocol-bookings.ts'
import { request } from '../../ui/request.ts'
import type { Press } from '../../ui/send.ts'
import { useWords } from '../../ui/words.ts'
import type { Hall } from '../given.ts'

interface Shown extends Hall {
  one: DeskSession
  press: (press: Press) => void
}

export function Roster(of: Shown) {
  const { one, press, account, nameOf } = of
  const { t } = useWords()
  const isManager = account.role === 'manager'
  const me = one.staff.find(({ staff }) => staff === account.user)
  const without = (user: string) =>
    one.staff.filter(({ staff }) => staff !== user).map(({ staff, place }) => ({ staff, place }))
  const placeName = usePlaceName(of)
  return (
    <div class="roster">
      <ul>
        {one.staff.map(({ staff, place, swap }) => (
          <li key={staff} data-staff={staff}>
            <strong>{nameOf(staff)}</strong> {place === null ? null : <span class="soft">{placeName(place)}</span>}
            {swap === undefined ? null : (
              <span class="tag">
                {t('appts.swap-asked', { reason: swap.reason })}
                {swap.to === null ? '' : ` → ${nameOf(swap.to)}`}
              </span>
            )}
            {swap !== undefined && swap.to === null && me === undefined && !isManager ? (
              <button type="button" onClick={() => press({ do: 'offer-swap', session: one.id, staff })}>
                {t('console.step.offer-swap')}
              </button>
            ) : null}
            {isManager && swap?.to != null ? (
              <>
                <button
                  type="button"
                  onClick={() => press({ do: 'approve-swap', session: one.id, staff, accept: true })}
                >
                  {t('appts.swap-yes')}
                </button>
                <button
                  type="button"
                  onClick={() => press({ do: 'approve-swap', session: one.id, staff, accept: false })}
                >
                  {t('appts.swap-no')}
                </button>
              </>
            ) : null}
            {isManager ? (
              <button
                type="button"
                aria-label={t('appts.off-roster', { name: nameOf(staff) })}
                onClick={() => press({ do: 'staff-session', session: one.id, staff: without(staff) })}
              >
                ×
              </button>
            ) : null}
          </li>
        ))}
      </ul>
      {isManager ? <AddStaff {...of} /> : null}
      {me !== undefined && me.swap === undefined && !isManager ? (
        <button
          type="button"
          onClick={() => press({ do: 'ask-swap', session: one.id, reason: t('appts.swap-reason') })}
        >
          {t('console.step.ask-swap')}
        </button>
      ) : null}
    </div>
  )
}

function usePlaceName({ hall, one }: Shown): (place: string) => string {
  const { own } = useWords()
  return (place) => {
    const named = hall.counters.find(({ id }) => id === place)?.name ?? one.teams.find(({ id }) => id === place)?.name
    return own(named ?? { place })
  }
}

function AddStaff({ hall, one, press }: Shown) {
  const { t, own } = useWords()
  const [people, setPeople] = useState<[user: string, name: string][]>([])
  const [place, setPlace] = useState('')
  useEffect(() => {
    let gone = false
    void request('GET', `/api/v1/halls/${encodeURIComponent(hall.id)}/staff/names`).then((answer) => {
      if (!gone && answer.ok) setPeople(Object.entries((answer.body as { names: Record<string, string> }).names))
    })
    return () => {
      gone = true
    }
  }, [hall.id])
  const free = people.filter(([user]) => !one.staff.some(({ staff }) => staff === user))
  const add = (user: string) =>
    press({
      do: 'staff-session',
      session: one.id,
      staff: [
        ...one.staff.map((each) => ({ staff: each.staff, place: each.place })),
        { staff: user, place: place || null },
      ],
    })
  const places = one.kind === 'home' ? one.teams : hall.counters
  return (
    <div class="in-line">
      <label>
        {t('appts.place')}
        <select value={place} onChange={(event) => setPlace(event.currentTarget.value)}>
          <option value="">{t('appts.anywhere')}</option>
          {places.map((each) => (
            <option key={each.id} value={each.id}>
              {own(each.name)}
            </option>
          ))}
        </select>
      </label>
      <label>
        {t('appts.add-staff')}
        <select value="" onChange={(event) => event.currentTarget.value !== '' && add(event.currentTarget.value)}>
          <option value="">{t('appts.choose')}</option>
          {free.map(([user, name]) => (
            <option key={user} value={user}>
              {name}
            </option>
          ))}
        </select>
      </label>
    </div>
  )
}
