// The screen in the lobby as it comes up: which machine it is, what it follows, whether the line is there. What it shows follows at once.
import picture from 'chunk:./Picture.tsx'
import { useEffect, useRef, useState } from 'preact/hooks'
import type { Trouble } from '../core/screens.ts'
import type { Speaking } from '../core/voice.ts'
import { useHallClock } from '../ui/hallClock.ts'
import { useDevice } from '../ui/useDevice.ts'
import { useLater } from '../ui/useLater.ts'
import { useUpdate } from '../ui/useUpdate.ts'
import { useCalls } from './calls.ts'
import { Honest } from './parts.tsx'
import { Both } from './words.tsx'

type Later = typeof import('./Picture.tsx')

/** What the parts that come later say of themselves. */
export interface Told {
  canSound: () => boolean
  /** A call came: speak. */
  wake: () => void
  /** Another screen speaks; null: nobody knows any more. */
  overhear: (told: Speaking | null) => void
  speaking: boolean
}

const SILENT: Told = { canSound: () => false, wake: () => {}, overhear: () => {}, speaking: false }

export function Lobby() {
  const told = useRef(SILENT)
  const later = useLater<Later>(picture)
  const [troubles, setTroubles] = useState<Trouble[]>([])
  const machine = useDevice('lobby', () => ({ sound: told.current.canSound(), troubles }))
  const asked = new URLSearchParams(location.search)
  // A paired screen shows what it was paired for, whatever its address says.
  const which = machine.device ?? { zone: asked.get('zone'), screen: asked.get('screen') }
  const heard = useCalls({
    id: machine.hall,
    concerns: (hall, call) => later === null || hall === null || later.isShown(hall, which, call),
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
      {hall !== null && board !== null && later !== null ? (
        <later.Picture
          {...{
            hall,
            board,
            which,
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
