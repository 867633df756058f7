// Where somebody is signed in, or who of the hall is: since when, from where, last seen; each can be ended.
import { useEffect, useState } from 'preact/hooks'
import { wallDay, wallTime } from '../../ui/hallClock.ts'
import { useWords } from '../../ui/words.ts'
import type { Told } from './useTold.ts'

interface OneSession {
  id: string
  user: string
  since: string
  seen: string
  address: string
  browser: string
  own: boolean
}

interface SessionListProps extends Told {
  path: string
  timeZone: string
  /** A manager looks at everybody's: whose each is. */
  nameOf?: (user: string) => string
}

export function SessionList({ ask, say, path, timeZone, nameOf }: SessionListProps) {
  const { t, language } = useWords()
  const [sessions, setSessions] = useState<OneSession[]>([])
  const load = async () => setSessions((await ask<{ sessions: OneSession[] }>('GET', path))?.sessions ?? [])
  useEffect(() => void load(), [path])
  const end = async (rest: string) => {
    if ((await ask('DELETE', `${path}${rest}`)) === undefined) return
    say(t('staff.session-ended'))
    await load()
  }
  const when = (at: string) => {
    const time = Date.parse(at)
    return `${wallDay(time, timeZone, language)} ${wallTime(time, timeZone)}`
  }
  return (
    <section class="wide">
      <h2>{t(nameOf === undefined ? 'staff.sessions' : 'staff.sessions-all')}</h2>
      <table>
        <thead>
          <tr>
            {nameOf !== undefined && <th scope="col">{t('staff.name')}</th>}
            <th scope="col">{t('staff.session-from')}</th>
            <th scope="col">{t('staff.session-since')}</th>
            <th scope="col">{t('staff.session-seen')}</th>
            <td />
          </tr>
        </thead>
        <tbody>
          {sessions.map((one) => (
            <tr key={one.id}>
              {nameOf !== undefined && <td>{nameOf(one.user)}</td>}
              <th scope="row">
                {one.browser || t('staff.session-program')} <span class="soft digits">{one.address}</span>
              </th>
              <td class="digits">{when(one.since)}</td>
              <td class="digits">{when(one.seen)}</td>
              <td>
                {one.own ? (
                  <span class="soft">{t('staff.session-own')}</span>
                ) : (
                  <button type="button" class="quiet" onClick={() => end(`/${one.id}`)}>
                    {t('staff.session-end')}
                  </button>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {nameOf === undefined && sessions.length > 1 && (
        <button type="button" onClick={() => end('')}>
          {t('staff.sessions-end-others')}
        </button>
      )}
    </section>
  )
}
