// Whoever booked a time: the nine digits of the code or the phone number on large keys, or the code held under the scanner.
import { useState } from 'preact/hooks'
import type { HallView, Problem } from '../core/protocol.ts'
import { isPhone } from '../ui/phoneNumber.ts'
import { clockTime, dayName } from '../ui/times.ts'
import type { Pressing } from '../ui/usePress.ts'
import { refusalWord, useWords } from '../ui/words.ts'
import { Pad } from './Pad.tsx'
import { useDigits } from './useDigits.ts'

/** See server/booking-codes: a phone number has more digits, or fewer. */
const CODE_DIGITS = 9
const DIGITS_MOST = 15
const digitsOfCode = (text: string) => text.replace(/\D/g, '').slice(0, DIGITS_MOST)

export function CheckIn({ hall, pressing }: { hall: HallView; pressing: Pressing }) {
  const { t } = useWords()
  const [wrong, setWrong] = useState(false)
  const { digits, write, onKey, keys } = useDigits(digitsOfCode, () => {
    // Another code is another press: what was said of the one before no longer holds.
    if (pressing.refusal !== null) pressing.leave()
    setWrong(false)
  })
  const checkIn = () => {
    if (digits.length === CODE_DIGITS) pressing.press(hall.id, { do: 'check-in', code: digits })
    else if (isPhone(digits)) pressing.press(hall.id, { do: 'check-in', phone: digits })
    else setWrong(true)
  }
  return (
    <section class="phone-step">
      <div class="step-head">
        <h1 tabIndex={-1}>
          <label for="code">{t('kiosk.check_in')}</label>
        </h1>
        <p id="code-how">{t('kiosk.check_in_how')}</p>
      </div>
      <input
        id="code"
        data-say="kiosk.check_in"
        class="digits phone-digits"
        type="tel"
        inputMode="none"
        autocomplete="off"
        value={inThrees(digits)}
        aria-describedby="code-how"
        aria-invalid={wrong}
        onInput={(event) => write(event.currentTarget.value)}
        onKeyDown={(event) => (event.key === 'Enter' ? checkIn() : onKey(event))}
      />
      {wrong ? (
        <p class="notice" role="alert">
          {t('kiosk.check_in_wrong')}
        </p>
      ) : null}
      <Said hall={hall} problem={pressing.refusal} />
      {pressing.again ? <p class="notice">{t(pressing.again)}</p> : null}
      <Pad {...keys} />
      <div class="sheet-take">
        <button
          type="button"
          class="push push-main take"
          data-say="kiosk.check_in_go"
          aria-disabled={pressing.busy}
          onClick={checkIn}
        >
          {t('kiosk.check_in_go')}
        </button>
      </div>
    </section>
  )
}

/** No, and what to do instead: from when, on which day, or to the desk. Nothing is lost. */
function Said({ hall, problem }: { hall: HallView; problem: Problem | null }) {
  const { t, language } = useWords()
  if (problem === null) return null
  const { code, nextOpening, date } = problem
  const time = nextOpening == null ? '' : clockTime(nextOpening, hall.timeZone)
  const day = date === undefined ? '' : dayName(`${date}T12:00:00Z`, 'UTC', language)
  return (
    <p class="notice" role="alert" data-code={code}>
      {code === 'too_early' && time !== '' ? t('kiosk.check_in_early', { time }) : null}
      {code === 'wrong_day' ? t('kiosk.check_in_day', { day }) : null}
      {code === 'too_early' || code === 'wrong_day' ? null : refusalWord(language, code)}
    </p>
  )
}

/** `482 193 067`, as it stands on the phone. */
function inThrees(digits: string): string {
  return digits.length > CODE_DIGITS ? digits : (digits.match(/\d{1,3}/g)?.join(' ') ?? '')
}
