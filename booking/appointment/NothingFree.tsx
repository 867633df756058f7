// No time is free: when booking opens again, what a walk-in can do, and the waiting list.
import { useState } from 'preact/hooks'
import type { CommandAnswer, HallView } from '../../core/protocol.ts'
import type { SlotsDay } from '../../core/protocol-bookings.ts'
import { whenWord } from '../../ui/times.ts'
import { usePress } from '../../ui/usePress.ts'
import { useWords } from '../../ui/words.ts'
import { Problem } from './Problem.tsx'

interface Shown {
  hall: HallView
  services: readonly string[]
  days: SlotsDay[]
}

export function NothingFree({ hall, services, days }: Shown) {
  const speech = useWords()
  const { t } = speech
  const [opening] = days.flatMap((one) => one.sessions.flatMap(({ bookableFrom }) => bookableFrom ?? [])).sort()
  return (
    <>
      <p class="notice">{t('appt.nothing_free')}</p>
      {opening === undefined ? null : (
        <p>{t('appt.next_opening', { when: whenWord(opening, hall.now, hall.timeZone, speech) })}</p>
      )}
      <WaitingList hall={hall} services={services} days={days} />
    </>
  )
}

function WaitingList({ hall, services, days }: Shown) {
  const { t, language } = useWords()
  const open = days.filter((one) => one.open)
  const [from, setFrom] = useState(open[0]?.date ?? days[0]?.date ?? '')
  const [to, setTo] = useState(open[Math.min(open.length, DAYS_WISHED) - 1]?.date ?? from)
  const [phone, setPhone] = useState('')
  const [done, setDone] = useState(false)
  const joining = usePress((_: CommandAnswer) => setDone(true))
  if (done)
    return (
      <p class="notice notice-good" role="status">
        {t('appt.on_list')}
      </p>
    )
  const submit = (event: Event) => {
    event.preventDefault()
    if (phone.trim() === '') return document.getElementById('wish-phone')?.focus()
    joining.press(hall.id, {
      do: 'join-waiting-list',
      services: [...services],
      from,
      to,
      phone: phone.trim(),
      language,
    })
  }
  const day = (id: string, label: string, value: string, onValue: (date: string) => void) => (
    <div class="phone-field">
      <label for={id}>{label}</label>
      <input
        id={id}
        type="date"
        value={value}
        min={days[0]?.date}
        onInput={(event) => onValue(event.currentTarget.value)}
      />
    </div>
  )
  return (
    <form class="card who" onSubmit={submit} noValidate>
      <h2>{t('appt.list_title')}</h2>
      <p>{t('appt.list_about')}</p>
      {day('wish-from', t('appt.list_from'), from, setFrom)}
      {day('wish-to', t('appt.list_to'), to, setTo)}
      <div class="phone-field">
        <label for="wish-phone">{t('appt.field_phone')}</label>
        <input
          id="wish-phone"
          type="tel"
          autocomplete="tel"
          maxLength={20}
          value={phone}
          onInput={(event) => setPhone(event.currentTarget.value)}
        />
      </div>
      <Problem problem={joining.refusal} />
      <button type="submit" class="push push-main" aria-disabled={joining.busy}>
        {t('appt.join_list')}
      </button>
    </form>
  )
}

/** Whoever wishes nothing else waits for a week of open days. */
const DAYS_WISHED = 5
