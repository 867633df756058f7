// "Text me when three are before me": for whoever waits elsewhere and cannot look at the page all the time. Shown only where a message would come.
import { useEffect, useRef, useState } from 'preact/hooks'
import { digitsOf, isPhone } from '../ui/phoneNumber.ts'
import { request } from '../ui/request.ts'
import { refusalWord, useWords } from '../ui/words.ts'

interface Told {
  /** A number can be left or taken back. */
  may: boolean
  /** The message comes when so many are left before the ticket. */
  ahead: number
  /** The last digits of the number that was left. */
  last: string | null
}

export function TextMe({ ticketKey, ahead }: { ticketKey: string; ahead: number }) {
  const { t, language } = useWords()
  const [told, setTold] = useState<Told | null>(null)
  const [asking, setAsking] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  const path = `/api/v1/tickets/${encodeURIComponent(ticketKey)}/phone`
  useEffect(() => {
    void request('GET', path).then((answer) => {
      if (answer.ok) setTold(answer.body as Told)
    })
  }, [path])
  const send = async (method: 'PUT' | 'DELETE', body?: { phone: string }) => {
    setProblem(null)
    const answer = await request(method, path, body)
    if (!answer.ok) return setProblem(answer.problem.code)
    setTold(answer.body as Told)
    setAsking(false)
  }
  if (told === null || (told.last === null && !(told.may && ahead > told.ahead))) return null
  return (
    <section class="card text-me" aria-live="polite">
      {told.last !== null ? (
        <>
          <p>{t(ahead > told.ahead ? 'ticket.text_on' : 'ticket.text_left', { last: told.last, count: told.ahead })}</p>
          {told.may ? (
            <button type="button" class="push" onClick={() => void send('DELETE')}>
              {t('ticket.text_off')}
            </button>
          ) : null}
        </>
      ) : asking ? (
        <Field count={told.ahead} leave={(phone) => void send('PUT', { phone })} back={() => setAsking(false)} />
      ) : (
        <button type="button" class="push" data-step="text-me" onClick={() => setAsking(true)}>
          {t('ticket.text', { count: told.ahead })}
        </button>
      )}
      {problem === null ? null : (
        <p class="refusal" role="alert">
          {refusalWord(language, problem)}
        </p>
      )}
    </section>
  )
}

interface FieldProps {
  count: number
  leave: (phone: string) => void
  back: () => void
}

function Field({ count, leave, back }: FieldProps) {
  const { t } = useWords()
  const [digits, setDigits] = useState('')
  const [wrong, setWrong] = useState(false)
  const input = useRef<HTMLInputElement>(null)
  useEffect(() => input.current?.focus(), [])
  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    setWrong(!isPhone(digits))
    if (isPhone(digits)) leave(digits)
    else input.current?.focus()
  }
  return (
    <form class="phone-field" onSubmit={submit}>
      <label for="text-me">{t('ticket.text_phone')}</label>
      <input
        id="text-me"
        ref={input}
        type="tel"
        autocomplete="tel-national"
        value={digits}
        aria-describedby="text-me-why"
        aria-invalid={wrong}
        onInput={(event) => setDigits(digitsOf(event.currentTarget.value))}
      />
      {wrong ? (
        <p class="phone-wrong" role="alert">
          {t('ticket.text_wrong')}
        </p>
      ) : null}
      <p id="text-me-why">{t('ticket.text_why', { count })}</p>
      <button type="submit" class="push push-main">
        {t('ticket.text_yes')}
      </button>
      <button type="button" class="push" onClick={back}>
        {t('common.back')}
      </button>
    </form>
  )
}
