// The screen in the lobby as it comes up: the hall's name, its time, whether the line is there. All else follows at once.
import picture from 'chunk:./Picture.tsx'
import { useEffect, useRef, useState } from 'preact/hooks'
import type { HallView } from '../core/protocol.ts'
import type { Trouble } from '../core/screens.ts'
import type { Speaking } from '../core/voice.ts'
import { useHallClock, wallDay, wallTime } from '../ui/hallClock.ts'
import { Logo } from '../ui/Logo.tsx'
import { useDevice } from '../ui/useDevice.ts'
import { useLater } from '../ui/useLater.ts'
import { useUpdate } from '../ui/useUpdate.ts'
import { useCalls } from './calls.ts'
import { Honest } from './parts.tsx'
import { Both, BothOwn, FIRST, SECOND } from './words.tsx'

type Later = typeof import('./Picture.tsx')

/** What the parts that come later say of themselves. */
export interface Told {
  canSound: () => boolean
  /** A call came: speak. */
  wake: () => void
  /** Another screen speaks. */
  overhear: (told: Speaking) => void
  speaking: boolean
}

const SILENT: Told = { canSound: () => false, wake: () => {}, overhear: () => {}, speaking: false }

export function Lobby() {
  const told = useRef(SILENT)
  const later = useLater<Later>(picture)
  const [troubles, setTroubles] = useState<Trouble[]>([])
  const machine = useDevice('lobby', { sound: () => told.current.canSound(), troubles })
  const asked = new URLSearchParams(location.search)
  // A paired screen shows what it was paired for, whatever its address says.
  const { zone, screen } = machine.device ?? { zone: asked.get('zone'), screen: asked.get('screen') }
  const heard = useCalls({
    id: machine.hall,
    concerns: (hall, call) => later === null || hall === null || later.isShown(hall, { zone, screen }, call),
    ring: () => told.current.wake(),
    overhear: (speaking) => told.current.overhear(speaking),
  })
  const { board, hall, missing } = heard
  useEffect(machine.look, [heard.told, hall?.devices, troubles])
  useUpdate(heard.version, machine.reload, heard.linked && !heard.announcing && !told.current.speaking)
  const now = useHallClock(hall)
  return (
    <main class="lobby">
      <Honest followed={heard} now={now} zone={hall?.timeZone ?? 'UTC'} />
      <Head hall={hall} now={now} />
      {hall !== null && board !== null && later !== null ? (
        <later.Picture
          {...{
            hall,
            board,
            zone,
            screen,
            now,
            isFresh: heard.isFresh,
            paired: machine.device !== null,
            told,
            setTroubles,
          }}
        />
      ) : (
        <p class="notice">
          <Both of={missing ? 'lobby.no-hall' : 'lobby.connecting'} />
        </p>
      )}
    </main>
  )
}

function Head({ hall, now }: { hall: HallView | null; now: number | null }) {
  return (
    <header class="head">
      <h1>
        <Logo hall={hall} />
        {hall !== null && <BothOwn texts={hall.name} />}
      </h1>
      {hall !== null && now !== null && (
        <p class="clock">
          <time class="digits">{wallTime(now, hall.timeZone)}</time>
          <span class="day">
            <span lang={FIRST}>{wallDay(now, hall.timeZone, FIRST)}</span>
            <span lang={SECOND}>{wallDay(now, hall.timeZone, SECOND)}</span>
          </span>
        </p>
      )}
    </header>
  )
}
