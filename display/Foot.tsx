// The foot of a lobby screen: what the hall gives now and later today, what is being spoken, and what it goes on without.
import type { ComponentChildren } from 'preact'
import type { HallView } from '../core/protocol.ts'
import type { Trouble } from '../core/screens.ts'
import { openingTexts, sessionTexts } from './NowNext.tsx'
import { usePages } from './pages.tsx'
import { Both, BothOwn } from './words.tsx'

/** More do not fit beside each other; the others take turns. */
const SESSIONS = 2

interface FootProps {
  hall: HallView
  now: number | null
  troubles: readonly Trouble[]
  /** The voice: caption and switch. */
  children: ComponentChildren
}

export function Foot({ hall, now, troubles, children }: FootProps) {
  const sessions = usePages(hall.afterHours, SESSIONS)
  return (
    <footer class="foot">
      {troubles.length > 0 && <Troubles troubles={troubles} />}
      {sessions.shown.length === 0 ? (
        <p class="opening">
          <BothOwn texts={openingTexts(hall, now)} />
        </p>
      ) : (
        sessions.shown.map((one) => (
          <p key={one.id} class={`session ${one.state}`}>
            <BothOwn texts={sessionTexts(one)} />
          </p>
        ))
      )}
      {children}
    </footer>
  )
}

/** Small, one after the other: for those who look after the screen, not for those who wait. */
function Troubles({ troubles }: { troubles: readonly Trouble[] }) {
  const { shown } = usePages([...troubles], 1)
  return (
    <>
      {shown.map(({ code, detail }) => (
        <p key={code} class="trouble" role="status">
          <svg viewBox="0 0 24 24" aria-hidden="true">
            <path d="M12 3 22 21H2zM12 10v5M12 18v.5" />
          </svg>
          <Both of={`lobby.trouble.${code}`} values={{ detail }} />
        </p>
      ))}
    </>
  )
}
