// What the hall's rules say must be told: on every page of those whom they name, until it is over.
import { useRef } from 'preact/hooks'
import { type AlertScene, alertsOf, type Raised } from '../core/alerts.ts'
import type { HallView } from '../core/protocol.ts'
import type { BoardView } from '../core/protocol-board.ts'
import { WHOLE_HALL } from '../core/voice-settings.ts'
import { wallTime } from '../ui/hallClock.ts'
import { useWords } from '../ui/words.ts'
import type { Hall } from './given.ts'
import { waitsSince } from './line.ts'
import type { PrintersNow } from './usePrinters.ts'

/** Of one rule as many are named; the rest is a number. */
const NAMED_MOST = 3

export function Alerts({ hall, board, now, account, down, silent, deviceRules, printers }: Hall) {
  const { t, own } = useWords()
  const before = useRef<Raised[]>([])
  const rules = (board.alerts ?? deviceRules).filter(({ roles }) => roles.some((role) => role === account.role))
  const raised = alertsOf(rules, sceneOf(board, hall, now, down, silent, printers), now, before.current)
  before.current = raised
  const zoneName = (zone: string) => (zone === WHOLE_HALL ? t('console.alert.hall') : t('console.alert.zone', { zone }))
  const names = new Map([...hall.services, ...hall.counters].map((one) => [one.id, own(one.name)]))
  const services = new Map(hall.services.map((one) => [one.id, own(one.name)]))
  const devices = new Map(down.map((one) => [one.id, one.name]))
  const printerOf = ({ metric, about }: Raised) =>
    metric === 'printer-down' || metric === 'paper-low' ? printers.all.find((one) => one.id === about) : undefined
  const nameOf = (raised: Raised) => {
    const { metric, about } = raised
    return (
      (metric === 'nobody-speaks' ? zoneName(about) : undefined) ??
      printerOf(raised)?.name ??
      devices.get(about) ??
      (metric === 'waiting' || metric === 'longest-wait' ? services : names).get(about) ??
      about
    )
  }
  return (
    <ul class="alerts" aria-live="polite" aria-label={t('console.alerts')}>
      {rules.flatMap((rule) => {
        const of = raised.filter((one) => one.rule === rule.id).sort((a, b) => b.value - a.value)
        const more = of.length - NAMED_MOST
        return of.slice(0, NAMED_MOST).map((one, i) => (
          <li key={`${one.rule} ${one.about}`}>
            {t(`console.alert.${one.metric}`, {
              name: nameOf(one),
              count: one.value,
              state: t(`console.printer.${printerOf(one)?.state ?? 'unknown'}`),
            })}{' '}
            <span class="soft">
              {t('console.alert-since', { time: wallTime(one.since, hall.timeZone) })}
              {i === NAMED_MOST - 1 && more > 0 && ` ${t('console.alert-more', { count: more })}`}
            </span>
          </li>
        ))
      })}
    </ul>
  )
}

function sceneOf(
  board: BoardView,
  hall: HallView,
  now: number,
  down: Hall['down'],
  silent: Hall['silent'],
  printers: PrintersNow,
): AlertScene {
  const serves = new Map(hall.counters.map((one) => [one.id, one.serves.map(({ service }) => service)]))
  return {
    waiting: (board.tickets ?? [])
      .filter((one) => one.state === 'waiting')
      .map((one) => ({ service: one.service, since: waitsSince(one) })),
    paused: board.counters
      .filter((one) => one.state === 'paused')
      .map((one) => ({ counter: one.id, since: Date.parse(one.since), serves: serves.get(one.id) ?? [] })),
    silent: silent.map(({ zone, since }) => ({ zone, since: Date.parse(since) })),
    devicesDown: down.map(({ id, forMs }) => ({ id, since: now - forMs })),
    // Printers are asked by the world's clock, not by the hall's.
    printers: printers.all.map(({ id, state, forSeconds }) => ({
      id,
      state,
      since: now - forSeconds * 1_000 - (Date.now() - printers.asked) - 1,
    })),
  }
}
