// "Was somebody called before me?": asked when it is opened, answered with times and reasons, naming nobody.
import { useState } from 'preact/hooks'
import { request } from '../ui/request.ts'
import { clockTime } from '../ui/times.ts'
import { refusalWord, useWords, type WordKey } from '../ui/words.ts'

interface Passed {
  at: string
  reason: string
  minutes: number
}
type Read = { count: number; passed: Passed[] } | { code: string } | null

export function PassedBefore({ zone, ticketKey }: { zone: string; ticketKey: string }) {
  const { t, language } = useWords()
  const [read, setRead] = useState<Read>(null)
  const load = async (open: boolean) => {
    if (!open) return
    const answer = await request('GET', `/api/v1/tickets/${encodeURIComponent(ticketKey)}/passed`)
    setRead(answer.ok ? (answer.body as { count: number; passed: Passed[] }) : { code: answer.problem.code })
  }
  const line = ({ at, reason, minutes }: Passed) =>
    `${t(`ticket.passed_${reason}` as WordKey, { time: clockTime(at, zone) })} ${t('ticket.passed_later', { minutes })}`
  return (
    <details class="why passed" onToggle={(event) => load(event.currentTarget.open)}>
      <summary>{t('ticket.passed')}</summary>
      <div aria-live="polite">
        {read === null ? <p>{t('common.loading')}</p> : null}
        {read !== null && 'code' in read ? <p>{refusalWord(language, read.code)}</p> : null}
        {read !== null && 'count' in read ? (
          <>
            <p>{read.count === 0 ? t('ticket.passed_none') : t('ticket.passed_count', { count: read.count })}</p>
            <ul>
              {read.passed.map((one) => (
                <li key={`${one.at} ${one.minutes}`}>{line(one)}</li>
              ))}
            </ul>
          </>
        ) : null}
      </div>
    </details>
  )
}
