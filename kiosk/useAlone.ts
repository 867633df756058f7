// The part of the kiosk that gives numbers while no server answers: when it is fetched, and what it gives as an answer.
import alonePart from 'chunk:./alone/Alone.tsx'
import { useEffect, useRef, useState } from 'preact/hooks'
import type { OwnDevice } from '../core/device.ts'
import type { CommandAnswer } from '../core/protocol.ts'
import { useLater } from '../ui/useLater.ts'
import type { Given } from './alone/store.ts'

const BEGAN = 'tingxu.alone'
type Part = typeof import('./alone/Alone.tsx')

/**
 * What gives numbers without a server: fetched while there is one, where the hall wants it. Where it was ever wanted it goes
 * on, for what was given must enter the queue though the setting is gone.
 */
export function useAlone(wanted: boolean, device: OwnDevice | null): Part | null {
  const [began] = useState(hasBegun)
  const goesOn = useRef(began)
  if (wanted && device !== null) goesOn.current = true
  useEffect(() => {
    if (goesOn.current) begin()
  }, [goesOn.current])
  return useLater<Part>(goesOn.current && device !== null ? alonePart : null)
}

/** A browser that keeps nothing keeps no numbers either. */
function hasBegun(): boolean {
  try {
    return localStorage.getItem(BEGAN) !== null
  } catch {
    return false
  }
}

function begin(): void {
  try {
    localStorage.setItem(BEGAN, 'yes')
  } catch {
    // As above.
  }
}

/** As an answer would say it, of what the kiosk knows. */
export function answerAlone({ number, key, day, at, take }: Given): CommandAnswer {
  const services = take.services ?? [take.service]
  const time = new Date(at).toISOString()
  const ticket = {
    ...{ id: `${day}-${number}`, key, number, services, service: take.service, state: 'waiting' as const },
    ...{ counter: null, takenAt: time, countsAs: time, eligibleFrom: time, calledAt: null, servedAt: null },
    ...{ endedAt: null, calls: 0, priority: null, appointment: null },
  }
  return { seq: 0, repeated: false, events: [], ticket }
}
