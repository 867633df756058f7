// Which of the hall's kiosks and screens are down, for those who look after them.
import { useEffect, useState } from 'preact/hooks'
import type { DeviceView } from '../core/device.ts'
import type { AlertView } from '../core/protocol-board.ts'
import { request } from '../ui/request.ts'

const AGAIN_MS = 30_000

export interface DeviceDown {
  id: string
  name: string
  /** Milliseconds for which nothing has been heard of it, when that was asked. Devices beat by the world's clock, not by the hall's. */
  forMs: number
}

export interface DevicesWatched {
  down: readonly DeviceDown[]
  /** Whom the hall tells of them. */
  rules: readonly AlertView[]
}
const NONE: DevicesWatched = { down: [], rules: [] }

/** Empty for those who may not look at devices. */
export function useDevicesDown(hall: string | null, mayLook: boolean): DevicesWatched {
  const [watched, setWatched] = useState(NONE)
  useEffect(() => {
    if (hall === null || !mayLook) return
    let wanted = true
    const load = async () => {
      const answer = await request('GET', `/api/v1/devices?hall=${encodeURIComponent(hall)}`)
      if (!wanted || !answer.ok) return
      const { devices, alerts = [] } = answer.body as { devices: DeviceView[]; alerts?: AlertView[] }
      setWatched({ down: devices.filter(isDown).map(downOf), rules: alerts })
    }
    void load()
    const timer = setInterval(() => void load(), AGAIN_MS)
    return () => {
      wanted = false
      clearInterval(timer)
    }
  }, [hall, mayLook])
  return watched
}

function isDown({ down }: DeviceView): boolean {
  return down
}

function downOf({ id, name, seenAt, pairedAt }: DeviceView): DeviceDown {
  return { id, name, forMs: Date.now() - Date.parse(seenAt ?? pairedAt) }
}
