// What stands around every step: the hall's name and time above, the ways back and the ways to read better below.
import type { ComponentChildren } from 'preact'
import { Icon } from '../ui/Icon.tsx'
import { LanguageSwitch } from '../ui/LanguageSwitch.tsx'
import { LineBanner } from '../ui/LineBanner.tsx'
import { Logo } from '../ui/Logo.tsx'
import { clockTime, dayName } from '../ui/times.ts'
import type { LiveHall } from '../ui/useLiveHall.ts'
import { useWords } from '../ui/words.ts'

export interface Look {
  large: boolean
  low: boolean
}

export interface Way {
  look: Look
  setLook: (look: Look) => void
  back?: () => void
  restart?: () => void
  /** Absent where nothing can speak. */
  aloud?: { on: boolean; toggle: () => void }
  /** While the kiosk gives numbers by itself: said in place of that the line is down, and the time as it knows it. */
  alone?: { banner: ComponentChildren; now: string } | undefined
}

/** The second tap of a double tap would land on whatever the first one brought up; it never counts. */
function dropSecondTap(event: MouseEvent): void {
  if (event.detail < 2) return
  event.stopPropagation()
  event.preventDefault()
}

export function Frame({ live, way, children }: { live: LiveHall; way: Way; children: ComponentChildren }) {
  const { t, own } = useWords()
  const { hall, now } = live
  const seen = hall !== null && now !== undefined ? clockTime(now, hall.timeZone) : undefined
  return (
    <div class="kiosk" onClickCapture={dropSecondTap}>
      <header class="kiosk-head">
        <p class="kiosk-hall">
          <Logo hall={hall} />
          {hall === null ? t('common.tingxu') : own(hall.name)}
        </p>
        <Clock hall={hall} now={way.alone?.now ?? now} />
      </header>
      {way.alone?.banner ?? <LineBanner linked={live.linked} working={live.working} seen={seen} />}
      <main class="kiosk-main">{live.missing ? <p class="loading">{t('common.no_hall')}</p> : children}</main>
      <Foot way={way} />
    </div>
  )
}

function Clock({ hall, now }: Pick<LiveHall, 'hall' | 'now'>) {
  const { language } = useWords()
  if (hall === null || now === undefined) return null
  return (
    <p class="kiosk-clock">
      <time class="digits" dateTime={now}>
        {clockTime(now, hall.timeZone)}
      </time>
      <span>{dayName(now, hall.timeZone, language)}</span>
    </p>
  )
}

function Foot({ way: { look, setLook, back, restart, aloud } }: { way: Way }) {
  const { t } = useWords()
  return (
    <footer class={restart === undefined ? 'kiosk-foot' : 'kiosk-foot kiosk-foot-full'}>
      {back === undefined ? null : (
        <button type="button" class="push" data-say="common.back" onClick={back}>
          <Icon sign="back" />
          {t('common.back')}
        </button>
      )}
      {restart === undefined ? null : (
        <button type="button" class="push" data-say="kiosk.start_over" onClick={restart}>
          <Icon sign="home" />
          {t('kiosk.start_over')}
        </button>
      )}
      {aloud === undefined ? null : (
        <button type="button" class="push" data-say="kiosk.aloud" aria-pressed={aloud.on} onClick={aloud.toggle}>
          <Icon sign="sound" />
          {t('kiosk.aloud')}
        </button>
      )}
      <span class="kiosk-foot-gap" />
      <button
        type="button"
        class="push"
        data-say="kiosk.low"
        aria-pressed={look.low}
        onClick={() => setLook({ ...look, low: !look.low })}
      >
        <Icon sign="low" />
        {t('kiosk.low')}
      </button>
      <button
        type="button"
        class="push"
        data-say="kiosk.large"
        aria-pressed={look.large}
        onClick={() => setLook({ ...look, large: !look.large })}
      >
        <Icon sign="text" />
        {t('kiosk.large')}
      </button>
      <LanguageSwitch />
    </footer>
  )
}
