// Which of the hall's kiosks and screens are down, for those who look after them.
import { useEffect, useState } from 'preact/hooks'
import type { DeviceView } from '../core/device.ts'
import { request } from '../ui/request.ts'

const AGAIN_MS = 30_000

export interface DeviceDown {
  id: string
  name: string
  /** Milliseconds for which nothing has been heard of it, when that was asked. Devices beat by the world's clock, not by the hall's. */
  forMs: number
}

/** Empty for those who may not look at devices. */
export function useDevicesDown(hall: string | null, mayLook: boolean): readonly DeviceDown[] {
  const [down, setDown] = useState<readonly DeviceDown[]>([])
  useEffect(() => {
    if (hall === null || !mayLook) return
    let wanted = true
    const load = async () => {
      const answer = await request('GET', `/api/v1/devices?hall=${encodeURIComponent(hall)}`)
      if (wanted && answer.ok) setDown((answer.body as { devices: DeviceView[] }).devices.filter(isDown).map(downOf))
    }
    void load()
    const timer = setInterval(() => void load(), AGAIN_MS)
    return () => {
      wanted = false
      clearInterval(timer)
    }
  }, [hall, mayLook])
  return down
}

function isDown({ down }: DeviceView): boolean {
  return down
}

function downOf({ id, name, seenAt, pairedAt }: DeviceView): DeviceDown {
  return { id, name, forMs: Date.now() - Date.parse(seenAt ?? pairedAt) }
}
