// What the hall gives now and next: large where nobody is called, one line in the foot otherwise.
import { nowNext } from '../core/now-next.ts'
import type { HallView } from '../core/protocol.ts'
import { wallDay, wallTime } from '../ui/hallClock.ts'
import { Both, BothOwn, FIRST, SECOND, word } from './words.tsx'

type Session = HallView['afterHours'][number]
type Texts = Record<string, string>
const SERVICES_NAMED = 2

const inBoth = (say: (language: string) => string): Texts =>
  Object.fromEntries([FIRST, SECOND].map((language) => [language, say(language)]))
const own = (texts: Texts, language: string) => texts[language] ?? Object.values(texts)[0] ?? ''

export function NowNext({ hall, now }: { hall: HallView; now: number | null }) {
  return (
    <div class="now-next">
      <p class="notice">
        <Both of="lobby.nobody-called" />
      </p>
      <p class="opening">
        <BothOwn texts={openingTexts(hall, now)} />
      </p>
      <ul>
        {hall.afterHours.map((one) => (
          <li key={one.id} class={`session ${one.state}`}>
            <BothOwn texts={sessionTexts(one)} />
            <span class="what">
              <BothOwn texts={servicesOf(hall, one)} />
            </span>
          </li>
        ))}
      </ul>
    </div>
  )
}

/** `现在开放，取号至 12:00`; `下次开放：明天 08:30`. */
export function openingTexts(hall: HallView, now: number | null): Texts {
  const state = nowNext(hall.services)
  const { timeZone } = hall
  if (state.open) {
    const { until } = state
    if (until === null) return inBoth((language) => word(language, 'lobby.open'))
    const time = wallTime(Date.parse(until), timeZone)
    return inBoth((language) => word(language, 'lobby.open-until', { time }))
  }
  if (state.next === null) return inBoth((language) => word(language, 'lobby.hint'))
  const at = Date.parse(state.next)
  const time = wallTime(at, timeZone)
  return inBoth((language) => {
    const day = wallDay(at, timeZone, language)
    const isToday = now !== null && day === wallDay(now, timeZone, language)
    return isToday ? word(language, 'lobby.opens-today', { time }) : word(language, 'lobby.opens', { time, day })
  })
}

/** `Evening 18:00–20:00: takes place`, by the wall clock that stands in the times themselves. */
export function sessionTexts({ name, start, end, state, walkIn }: Session): Texts {
  const time = `${start.slice(11, 16)}–${end.slice(11, 16)}`
  const of = `lobby.session-${state === 'confirmed' && !walkIn ? 'booked-only' : state}` as const
  return inBoth((language) => word(language, of, { name: own(name, language), time }))
}

/** What is given then: everything, or the names of a few. */
function servicesOf({ services }: HallView, { services: given }: Session): Texts {
  const named = services.filter(({ id }) => given !== '*' && given.includes(id))
  if (named.length === 0) return inBoth((language) => word(language, 'lobby.all-services'))
  return inBoth((language) => {
    const names = named.slice(0, SERVICES_NAMED).map(({ name }) => own(name, language))
    const list = names.join(word(language, 'lobby.comma'))
    const more = named.length - names.length
    return more === 0 ? list : word(language, 'lobby.services-more', { list, more })
  })
}
