// The waiting list: from when until when somebody would come, and the number under which an offer reaches them.
import { useState } from 'preact/hooks'
import type { CommandAnswer, HallView } from '../../core/protocol.ts'
import { usePress } from '../../ui/usePress.ts'
import { useWords } from '../../ui/words.ts'
import { Problem } from './Problem.tsx'

interface Shown {
  hall: HallView
  services: readonly string[]
  /** Local days, to begin with. */
  from: string
  to: string
  /** The earliest that can be wished for. */
  first: string | undefined
}

export function WaitingList({ hall, services, first, ...wished }: Shown) {
  const { t, language } = useWords()
  const [from, setFrom] = useState(wished.from)
  const [to, setTo] = useState(wished.to)
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
      <input id={id} type="date" value={value} min={first} onInput={(event) => onValue(event.currentTarget.value)} />
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
