// Warned or banned: what it follows from, and the words with which somebody asks that it should not count.
import { useState } from 'preact/hooks'
import type { CommandAnswer, HallView } from '../../core/protocol.ts'
import type { HeldView } from '../../core/protocol-bookings.ts'
import { usePress } from '../../ui/usePress.ts'
import { useWords } from '../../ui/words.ts'
import { dayLong } from './days.ts'
import { Problem } from './Problem.tsx'

interface Shown {
  hall: HallView
  mine: HeldView
  bookingKey: string
  onAppealed: () => void
}

const WORDS_MOST = 2_000

export function Appeal({ hall, mine, bookingKey, onAppealed }: Shown) {
  const { t, language } = useWords()
  const [words, setWords] = useState('')
  const appealing = usePress((_: CommandAnswer) => onAppealed())
  const { appointment, warned, bannedUntil } = mine
  const counts =
    appointment.state === 'missed' || (appointment.state === 'cancelled' && appointment.endedBy === 'visitor')
  if (!counts || (!warned && bannedUntil === null && appointment.appeal === undefined)) return null
  const { appeal } = appointment
  return (
    <section class="card">
      <p class="notice">
        {bannedUntil === null
          ? t('appt.warned')
          : t('appt.banned', { day: dayLong(bannedUntil.slice(0, 10), language) })}
      </p>
      {appeal === undefined ? (
        <form
          class="who"
          onSubmit={(event) => {
            event.preventDefault()
            if (words.trim() === '') return document.getElementById('appeal')?.focus()
            appealing.press(hall.id, { do: 'appeal', appointment: bookingKey, note: words.trim() })
          }}
        >
          <div class="phone-field">
            <label for="appeal">{t('appt.appeal_why')}</label>
            <textarea
              id="appeal"
              rows={3}
              maxLength={WORDS_MOST}
              value={words}
              onInput={(event) => setWords(event.currentTarget.value)}
            />
          </div>
          <Problem problem={appealing.refusal} />
          <button type="submit" class="push" aria-disabled={appealing.busy}>
            {t('appt.appeal')}
          </button>
        </form>
      ) : (
        <p>{t(appeal.lifted === null ? 'appt.appealed' : 'appt.lifted')}</p>
      )}
    </section>
  )
}
