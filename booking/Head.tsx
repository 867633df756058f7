// The top of the visitor's pages: the hall, its time, the language, and whether the line is up.
import { LanguageSwitch } from '../ui/LanguageSwitch.tsx'
import { LineBanner } from '../ui/LineBanner.tsx'
import { Logo } from '../ui/Logo.tsx'
import { last } from '../ui/request.ts'
import { clockTime, dayName } from '../ui/times.ts'
import type { LiveHall } from '../ui/useLiveHall.ts'
import { useWords } from '../ui/words.ts'

export function Head({ live: { hall, now, linked, working } }: { live: LiveHall }) {
  const { t, own, language } = useWords()
  const time = hall !== null && now !== undefined ? clockTime(now, hall.timeZone) : undefined
  return (
    <>
      <header class="phone-head">
        <div>
          <p class="phone-hall">
            <Logo hall={hall} />
            {hall === null ? t('common.tingxu') : own(hall.name)}
          </p>
          {hall === null || now === undefined ? null : (
            <p class="phone-clock">
              <time class="digits" dateTime={now}>
                {time}
              </time>{' '}
              {dayName(now, hall.timeZone, language)}
            </p>
          )}
        </div>
        <LanguageSwitch />
      </header>
      {/* Too many may ask even which hall there is. */}
      <LineBanner linked={linked && (hall !== null || last.code !== 'busy')} working={working} seen={time} />
    </>
  )
}
