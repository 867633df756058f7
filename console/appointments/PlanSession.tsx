// A session planned by hand for one day: what kind, when, what for, how many places, and whether it opens only on demand.
import { useState } from 'preact/hooks'
import { SESSION_KINDS } from '../../core/sessionKinds.ts'
import type { Press } from '../../ui/send.ts'
import { useWords } from '../../ui/words.ts'
import type { Hall } from '../given.ts'

interface Shown extends Hall {
  press: (press: Press) => void
  end: () => void
  /** The day that was chosen already. */
  date?: string
}

type Kind = (typeof SESSION_KINDS)[number]

export function PlanSession({ hall, board, press, end, date }: Shown) {
  const { t, own } = useWords()
  const [services, setServices] = useState<string[]>([])
  const bookable = hall.services.filter((one) => one.appointment)
  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    if (!(event.currentTarget instanceof HTMLFormElement)) return
    const form = new FormData(event.currentTarget)
    const text = (name: string) => String(form.get(name) ?? '')
    const minimum = Number(text('minimum'))
    press({
      do: 'plan-session',
      kind: text('kind') as Kind,
      date: text('date'),
      start: text('start'),
      end: text('end'),
      services: services.length === 0 ? '*' : services,
      walkIn: form.get('walkIn') !== null,
      slotMinutes: Number(text('slotMinutes')),
      online: Number(text('online')),
      desk: Number(text('desk')),
      book: {
        fromDays: 0,
        untilDays: 60,
        dayKind: 'calendar',
        lead: { minutes: Number(text('lead')), before: 'session' },
      },
      ...(minimum > 0 ? { onDemand: { minimum } } : {}),
      ...(Number(text('people')) > 0 ? { people: Number(text('people')) } : {}),
    })
    end()
  }
  const number = (name: string, label: string, value: number, most = 480) => (
    <label>
      {label}
      <input name={name} type="number" min={0} max={most} defaultValue={String(value)} required />
    </label>
  )
  return (
    <form class="appt-form plan" onSubmit={submit}>
      <label>
        {t('appts.kind')}
        <select name="kind">
          {SESSION_KINDS.map((one) => (
            <option key={one} value={one} selected={one === 'evening'}>
              {t(`appt.kind_${one}`)}
            </option>
          ))}
        </select>
      </label>
      <label>
        {t('appts.day')}
        <input name="date" type="date" min={board.day} defaultValue={date ?? ''} required />
      </label>
      <label>
        {t('appts.start')}
        <input name="start" type="time" defaultValue="18:00" required />
      </label>
      <label>
        {t('appts.end')}
        <input name="end" type="time" defaultValue="20:00" required />
      </label>
      {number('slotMinutes', t('appts.slot-minutes'), 15)}
      {number('online', t('appts.online'), 2, 10_000)}
      {number('desk', t('appts.desk'), 2, 10_000)}
      {number('lead', t('appts.lead'), 60)}
      {number('minimum', t('appts.minimum-field'), 3, 10_000)}
      {number('people', t('appts.people'), 2, 1_000)}
      <label class="tick">
        <input name="walkIn" type="checkbox" /> {t('appts.walk-in')}
      </label>
      <fieldset class="plan-services">
        <legend>{t('appts.services')}</legend>
        {bookable.map((one) => (
          <label class="tick" key={one.id}>
            <input
              type="checkbox"
              checked={services.includes(one.id)}
              onChange={() =>
                setServices((now) => (now.includes(one.id) ? now.filter((id) => id !== one.id) : [...now, one.id]))
              }
            />{' '}
            {own(one.name)}
          </label>
        ))}
      </fieldset>
      <div class="host-acts">
        <button type="submit" class="main-button">
          {t('console.step.plan-session')}
        </button>
        <button type="button" onClick={end}>
          {t('appts.not-now')}
        </button>
      </div>
    </form>
  )
}
