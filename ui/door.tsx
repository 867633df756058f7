// The front door: what this hall's server offers, and for whom.
import words from 'words:common,door'
import { useEffect, useState } from 'preact/hooks'
import type { HallView } from '../core/protocol.ts'
import { type DeviceName, Devices } from './Devices.tsx'
import './door.css'
import { LanguageSwitch } from './LanguageSwitch.tsx'
import { Logo } from './Logo.tsx'
import { pageLink, showPage, useTitle } from './page.tsx'
import { request } from './request.ts'
import seal from './seal.svg'
import { clockTime, dayName } from './times.ts'
import { useHall, useHallId } from './useHall.ts'
import { useWords, type WordKey } from './words.ts'

const WAYS: { name: DeviceName; path: string }[] = [
  { name: 'kiosk', path: '/kiosk' },
  { name: 'lobby', path: '/display' },
  { name: 'counter', path: '/display/counter' },
  { name: 'phone', path: '/booking' },
  { name: 'console', path: '/console' },
]

function Door() {
  useTitle('common.tingxu')
  const { t, own } = useWords()
  const { hall, missing } = useHall(useHallId())
  return (
    <div class="door">
      <header class="door-head">
        <div class="door-name">
          {hall?.look?.logo === undefined ? <img src={seal} alt="" width="56" height="56" /> : <Logo hall={hall} />}
          <div>
            <h1>{hall === null ? t('common.tingxu') : own(hall.name)}</h1>
            <p>{missing ? t('common.no_hall') : hall === null ? '' : <Today hall={hall} />}</p>
          </div>
        </div>
        <LanguageSwitch />
      </header>
      <main>
        <Halls />
        <h2 class="unseen">{t('door.title')}</h2>
        <ul class="ways">
          {WAYS.map(({ name, path }) => (
            <li key={name} class={`way way-${name}`}>
              <Way name={name} path={path} counters={hall?.counters ?? []} />
            </li>
          ))}
        </ul>
      </main>
      <footer class="door-foot">
        <p>
          <b>{t('common.tingxu')}</b> {t('door.about')}
        </p>
        {hall?.note === undefined ? null : <p>{own(hall.note)}</p>}
      </footer>
    </div>
  )
}

function Today({ hall }: { hall: HallView }) {
  const { language } = useWords()
  return (
    <time dateTime={hall.now}>
      {dayName(hall.now, hall.timeZone, language)} · {clockTime(hall.now, hall.timeZone)}
    </time>
  )
}

interface OneWay {
  name: DeviceName
  path: string
  counters: HallView['counters']
}

function Way({ name, path, counters }: OneWay) {
  const { t, language } = useWords()
  const [title, audience]: [WordKey, WordKey] = [`door.${name}`, `door.${name}_for`]
  const text = (
    <>
      <Devices name={name} />
      <h3>{t(title)}</h3>
      <p>{t(audience)}</p>
    </>
  )
  if (name === 'counter')
    return (
      <div class="way-body">
        {text}
        <CounterChoice path={path} counters={counters} />
      </div>
    )
  return (
    <a class="way-body" href={pageLink(path, language)}>
      {text}
      <code>{path}</code>
    </a>
  )
}

/** A counter screen belongs to one counter, so it has to be said which. */
function CounterChoice({ path, counters }: { path: string; counters: HallView['counters'] }) {
  const { t, own, language } = useWords()
  const go = (counter: string) => {
    if (counter !== '') location.href = pageLink(`${path}?counter=${encodeURIComponent(counter)}`, language)
  }
  return (
    <select aria-label={t('door.counter_choose')} onChange={(event) => go(event.currentTarget.value)}>
      <option value="">{t('door.counter_choose')} …</option>
      {counters.map((one) => (
        <option key={one.id} value={one.id}>
          {own(one.name)}
        </option>
      ))}
    </select>
  )
}

/** Shown only where one server runs several halls. */
function Halls() {
  const { t, own, language } = useWords()
  const [halls, setHalls] = useState<{ id: string; name: Record<string, string> }[]>([])
  useEffect(() => {
    void request('GET', '/api/v1/halls').then((answer) => {
      if (answer.ok) setHalls((answer.body as { halls: typeof halls }).halls)
    })
  }, [])
  if (halls.length < 2) return null
  return (
    <nav class="halls" aria-label={t('door.halls')}>
      {halls.map((one) => (
        <a key={one.id} href={`/?hall=${encodeURIComponent(one.id)}&lang=${language}`}>
          {own(one.name)}
        </a>
      ))}
    </nav>
  )
}

showPage(<Door />, words)
