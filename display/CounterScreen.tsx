// The small screen above one counter as it comes up: whether the line is there, and which counter this is. All else follows at once.

import above from 'chunk:./AboveCounter.tsx'
import chooser from 'chunk:./CounterChooser.tsx'
import { useEffect } from 'preact/hooks'
import { useHallClock } from '../ui/hallClock.ts'
import { useDevice } from '../ui/useDevice.ts'
import { useLater } from '../ui/useLater.ts'
import { useUpdate } from '../ui/useUpdate.ts'
import { useCalls } from './calls.ts'
import { Honest } from './parts.tsx'
import { Both } from './words.tsx'

const silent = () => {}

export function CounterScreen() {
  const machine = useDevice('counter')
  // A paired screen shows what it was paired for, whatever its address says.
  const id = machine.device?.counter ?? new URLSearchParams(location.search).get('counter')
  const heard = useCalls({ id: machine.hall, concerns: (_, call) => call.counter === id, ring: silent })
  const { board, hall, missing } = heard
  useEffect(machine.look, [heard.told, hall?.devices])
  useUpdate(heard.version, machine.reload, heard.linked && !heard.announcing)
  const now = useHallClock(hall)
  const counter = hall?.counters.find((one) => one.id === id)
  const shown = useLater<typeof import('./AboveCounter.tsx')>(above)
  const choice = useLater<typeof import('./CounterChooser.tsx')>(
    hall !== null && counter === undefined ? chooser : null,
  )
  const isThere = hall !== null && board !== null && (counter === undefined ? choice : shown) !== null
  return (
    <main class="above-counter">
      <Honest followed={heard} now={now} zone={hall?.timeZone ?? 'UTC'} />
      {!isThere && (
        <p class="notice">
          <Both of={missing ? 'lobby.no-hall' : 'lobby.connecting'} />
        </p>
      )}
      {hall !== null && counter === undefined && choice !== null && (
        <choice.Chooser hall={hall} unknown={id} paired={machine.device !== null} />
      )}
      {hall !== null && counter !== undefined && board !== null && shown !== null && (
        <shown.AboveCounter hall={hall} counter={counter} board={board} isFresh={heard.isFresh} />
      )}
    </main>
  )
}
