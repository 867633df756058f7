// How this kiosk is, for those who look after it: hold a finger on the clock for three seconds, or press F9.
import { useEffect, useState } from 'preact/hooks'
import type { SaidOfLease } from '../core/device.ts'
import { clockTime } from '../ui/times.ts'
import { pageVersion } from '../ui/useDevice.ts'
import type { LiveHall } from '../ui/useLiveHall.ts'
import { isThere } from '../ui/useUpdate.ts'
import { useWords, type WordKey } from '../ui/words.ts'
import type { Keeper } from './useTake.ts'
import { Window } from './Window.tsx'

const HELD_MS = 3_000
const KEY = 'F9'
const MINUTE_MS = 60_000
const HOUR_MINUTES = 60

/** Whether it is looked at. Nobody comes by it by chance: a visitor's finger is not that long on the clock. */
export function useHealth(): { looked: boolean; close: () => void } {
  const [looked, setLooked] = useState(false)
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    const onDown = ({ target }: Event) => {
      if (target instanceof Element && target.closest('.kiosk-clock') !== null)
        timer = setTimeout(() => setLooked(true), HELD_MS)
    }
    const onUp = () => clearTimeout(timer)
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== KEY) return
      event.preventDefault()
      setLooked(true)
    }
    addEventListener('pointerdown', onDown)
    addEventListener('keydown', onKey)
    for (const end of ['pointerup', 'pointercancel'] as const) addEventListener(end, onUp)
    return () => {
      onUp()
      removeEventListener('pointerdown', onDown)
      removeEventListener('keydown', onKey)
      for (const end of ['pointerup', 'pointercancel'] as const) removeEventListener(end, onUp)
    }
  }, [])
  return { looked, close: () => setLooked(false) }
}

export interface LastSeen {
  /** Number and time, in the hall's own, of the last one given here. */
  given: { number: string; at: string } | null
  /** Epoch milliseconds of the last scan. */
  scanned: number | null
}

interface Looked {
  live: LiveHall
  /** The name that a manager gave; null where nothing is paired. */
  name: string | null
  last: LastSeen
  /** Null where this kiosk gives nothing without the server. */
  keeper: Keeper | null
  onClose: () => void
}

export function Health({ live, name, last, keeper, onClose }: Looked) {
  const { t } = useWords()
  const [away, setAway] = useState(false)
  const zone = live.hall?.timeZone ?? 'UTC'
  const minutes = Math.floor(performance.now() / MINUTE_MS)
  const up = { hours: Math.floor(minutes / HOUR_MINUTES), minutes: minutes % HOUR_MINUTES }
  const never = t('kiosk.health-never')
  const lease = keeper?.says()
  const rows = [
    ['kiosk.health-name', name ?? t('kiosk.health-unpaired')],
    ['kiosk.health-version', pageVersion()],
    [
      'kiosk.health-server',
      t(live.linked ? (live.working ? 'kiosk.health-well' : 'kiosk.health-database') : 'kiosk.health-cut'),
    ],
    ['kiosk.health-server-version', live.version ?? never],
    ['kiosk.health-up', t('kiosk.health-hours', up)],
    ['kiosk.health-given', last.given === null ? never : `${last.given.number} · ${clockTime(last.given.at, zone)}`],
    ['kiosk.health-scanned', last.scanned === null ? never : clockTime(new Date(last.scanned).toISOString(), zone)],
    ['kiosk.health-screen', `${screen.width} × ${screen.height}`],
    ...leaseRows(lease),
  ] as const
  const reload = async () => ((await isThere()) ? location.reload() : setAway(true))
  return (
    <Window title={t('kiosk.health')} onClose={onClose}>
      <dl class="health">
        {rows.map(([key, said]) => (
          <div key={key}>
            <dt>{t(key)}</dt>
            <dd>{said}</dd>
          </div>
        ))}
      </dl>
      {away ? (
        <p class="notice" role="alert">
          {t('kiosk.health-cut')}
        </p>
      ) : null}
      {lease === undefined || lease.refused.length === 0 ? null : (
        <button type="button" class="push" onClick={() => void keeper?.strike().then(onClose)}>
          {t('kiosk.health-seen')}
        </button>
      )}
      <button type="button" class="push" onClick={reload}>
        {t('kiosk.health-reload')}
      </button>
      <button type="button" class="push push-main" onClick={onClose}>
        {t('kiosk.health-close')}
      </button>
    </Window>
  )
}

/** Of what this kiosk holds and gave by itself; nothing where it does neither. */
function leaseRows(lease: SaidOfLease | undefined): readonly (readonly [WordKey, string])[] {
  if (lease === undefined) return []
  const refused = lease.refused.map(({ number }) => number).join(', ')
  return [
    ['kiosk.health-held', String(lease.held)],
    ['kiosk.health-waiting', String(lease.waiting)],
    ...(refused === '' ? [] : [['kiosk.health-refused', refused] as const]),
  ]
}
