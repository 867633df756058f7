// Which of the hall's machines this page runs on: asked when it is loaded, and again every half minute, with how it is.
import { useEffect, useRef, useState } from 'preact/hooks'
import type { Alive, OwnAnswer, OwnDevice } from '../core/device.ts'
import type { DeviceKind } from '../core/deviceKinds.ts'
import { request } from './request.ts'
import { useHallId } from './useHall.ts'

const ALIVE_EVERY_MS = 30_000
const AGAIN_MS = 3_000
const PAGES: Record<DeviceKind, string> = {
  kiosk: '/kiosk',
  lobby: '/display',
  zone: '/display',
  counter: '/display/counter',
}

export interface RunsOn {
  /** Null until it is known, and for good where the page gives way to another. */
  hall: string | null
  /** Null where nothing is paired: then the address says what is shown. */
  device: OwnDevice | null
  /** A manager wants this page to be loaded anew. */
  reload: boolean
}

/** The program that this page belongs to; see vite.config.ts. */
export function pageVersion(): string {
  return document.querySelector('meta[name=build]')?.getAttribute('content') ?? ''
}

/** The page of such a device, in the language of this one. */
export function pageOf(kind: DeviceKind): string {
  const language = new URLSearchParams(location.search).get('lang')
  return language === null ? PAGES[kind] : `${PAGES[kind]}?lang=${language}`
}

/** What some machines say of themselves at each heartbeat. */
export type Says = () => Partial<Alive>

/**
 * `kind` is what this page is for. `told` counts what the server said of this device over the socket, and `policy` is the
 * hall's: when either changes it is asked again at once.
 */
export function useDevice(kind: DeviceKind, says: Says = () => ({})): RunsOn & { look: () => void } {
  const address = useHallId()
  const [known, setKnown] = useState<OwnAnswer | null>(null)
  const [round, setRound] = useState(0)
  const latest = useRef(known)
  latest.current = known
  const saying = useRef(says)
  saying.current = says
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout>
    let stopped = false
    const ask = async () => {
      const answer = latest.current?.device == null ? await askWho() : await sayAlive(saying.current)
      if (stopped) return
      if (answer === 'nobody' || (answer !== null && isAnother(latest.current, answer))) return location.reload()
      if (answer !== null) setKnown(answer)
      timer = setTimeout(ask, answer === null ? AGAIN_MS : ALIVE_EVERY_MS)
    }
    void ask()
    return () => {
      stopped = true
      clearTimeout(timer)
    }
    // The first heartbeat follows at once when it is known that this is a device.
  }, [round, known?.device?.id])
  const elsewhere = known === null ? null : elsewhereFor(kind, known)
  useEffect(() => {
    if (elsewhere !== null) location.replace(elsewhere)
  }, [elsewhere])
  const stays = known !== null && elsewhere === null
  const device = stays && isOfPage(kind, known.device) ? known.device : null
  return {
    hall: stays ? (device?.hall ?? address) : null,
    device,
    reload: known?.reload ?? false,
    look: () => setRound((count) => count + 1),
  }
}

/** Null when there is no answer. */
async function askWho(): Promise<OwnAnswer | null> {
  const hall = new URLSearchParams(location.search).get('hall')
  const answer = await request('GET', `/api/v1/devices/own${hall === null ? '' : `?hall=${encodeURIComponent(hall)}`}`)
  return answer.ok ? (answer.body as OwnAnswer) : null
}

/** `nobody`: the device was revoked. */
async function sayAlive(says: Says): Promise<OwnAnswer | 'nobody' | null> {
  const alive: Alive = {
    version: pageVersion(),
    page: location.pathname,
    upSeconds: performance.now() / 1000,
    screen: { width: Math.round(screen.width), height: Math.round(screen.height) },
    ...says(),
  }
  const answer = await request('POST', '/api/v1/devices/own/alive', alive)
  if (answer.ok) return answer.body as OwnAnswer
  return answer.problem.status === 401 ? 'nobody' : null
}

/** What it was before cannot simply be gone on with. */
function isAnother(before: OwnAnswer | null, now: OwnAnswer): boolean {
  return before?.device != null && now.device?.hall !== before.device.hall
}

function isOfPage(kind: DeviceKind, device: OwnDevice | null): boolean {
  return device !== null && PAGES[device.kind] === PAGES[kind]
}

/** Where to go instead: to be paired, or to the page of what a manager made of it. Not in a hall for trying out, unless asked. */
function elsewhereFor(kind: DeviceKind, { device, needed }: OwnAnswer): string | null {
  const asked = new URLSearchParams(location.search)
  if (device === null && (needed || asked.has('pair'))) {
    asked.set('for', kind)
    asked.delete('pair')
    return `/pair?${asked}`
  }
  const named = asked.get('hall')
  if (device === null || isOfPage(kind, device)) return needed ? `/pair?${asked}&for=${kind}` : null
  return named === null || named === device.hall ? pageOf(device.kind) : null
}
