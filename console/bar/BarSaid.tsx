// One line of the bar, always in the same place: what waits for the line, what came of the last press, who calls, else how the visit goes.
import { wallTime } from '../../ui/hallClock.ts'
import { type Speech, useWords } from '../../ui/words.ts'
import type { DeskProps } from '../given.ts'
import { waitsSince } from '../line.ts'
import { stopwatch, stretchWord } from '../times.ts'
import type { AtDesk } from '../useDesk.ts'

interface SaidProps {
  desk: DeskProps
  at: AtDesk
}

export function BarSaid({ desk, at }: SaidProps) {
  const speech = useWords()
  const { t } = speech
  const { held, notices } = at.presses
  const said = notices[0]
  const { summoned } = desk.counter
  if (held !== null && (held.waiting || !desk.linked))
    return (
      <p class="bar-said warn" role="alert">
        {t(held.stale ? 'console.stale' : 'bar.held', { step: t(`console.step.${held.press.do}`) })}
      </p>
    )
  if (summoned !== undefined)
    return (
      <p class="bar-said warn" role="alert">
        {t('desk.summoned', { reason: summoned.reason })}
      </p>
    )
  return (
    <p class="bar-said">
      <span aria-live="polite">{said !== undefined && <b class={said.good ? 'good' : 'bad'}>{said.text}</b>}</span>
      {said === undefined && <span>{stateOf(desk, at, speech)}</span>}
    </p>
  )
}

function stateOf({ counter, hall, now }: DeskProps, { ticket, line }: AtDesk, { t }: Speech): string {
  const time = (at: string) => wallTime(Date.parse(at), hall.timeZone)
  if (ticket === null) {
    if (counter.state === 'paused') return t('console.paused-since', { time: time(counter.since) })
    if (counter.state === 'closed') return t('console.closed-now')
    const first = line.rows[0]?.ticket
    return first === undefined
      ? t('console.nobody-here')
      : t('bar.waits', { time: stretchWord(now - waitsSince(first), { t }) })
  }
  const passed = stopwatch(now - Date.parse((ticket.state === 'serving' ? ticket.servedAt : ticket.calledAt) ?? ''))
  if (ticket.state === 'serving') return t('console.serving-for', { time: passed })
  const calling = t(ticket.calls > 1 ? 'console.called-for' : 'console.called-once', {
    count: ticket.calls,
    time: passed,
  })
  const spoken = ticket.spokenAt === undefined ? t('bar.not-spoken') : t('bar.spoken', { time: time(ticket.spokenAt) })
  return `${calling} · ${spoken}`
}
