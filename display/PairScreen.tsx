// Shows a code, large, until a manager has typed it in the console; then becomes what the manager says this is.
import { useEffect, useState } from 'preact/hooks'
import type { DeviceRequest, OwnDevice } from '../core/device.ts'
import type { DeviceKind } from '../core/deviceKinds.ts'
import { request } from '../ui/request.ts'
import { pageOf } from '../ui/useDevice.ts'
import { Both } from './words.tsx'

const LOOK_MS = 2_000
const AGAIN_MS = 5_000
const SECOND_MS = 1_000
const HALF_CODE = 3

type State = { at: 'asking' } | { at: 'shown'; asked: DeviceRequest } | { at: 'full' } | { at: 'cut' }

export function PairScreen({ kind }: { kind: DeviceKind }) {
  const state = usePairing(kind)
  return (
    <main class="pair">
      <h1>
        <Both of={`pair.title.${kind}`} />
      </h1>
      {state.at === 'shown' ? <Code code={state.asked.code} /> : null}
      <p class="pair-how" role="status">
        <Both of={`pair.${state.at}`} />
      </p>
      <p class="pair-where">
        <Both of="pair.where" values={{ address: location.host }} />
      </p>
    </main>
  )
}

/** In two groups of three, as people read it out. */
function Code({ code }: { code: string }) {
  return (
    <p class="pair-code digits" role="img" aria-label={[...code].join(' ')}>
      <span>{code.slice(0, HALF_CODE)}</span>
      <span>{code.slice(HALF_CODE)}</span>
    </p>
  )
}

function usePairing(kind: DeviceKind): State {
  const [state, setState] = useState<State>({ at: 'asking' })
  useEffect(() => {
    let stopped = false
    const goOn = async () => {
      const asked = await askForCode(kind, (at) => stopped || setState({ at }))
      if (stopped) return
      setState({ at: 'shown', asked })
      const device = await paired(asked, () => stopped)
      if (stopped) return
      // A code that has lapsed: the page from which we came sees whether the hall still wants pairing.
      location.replace(device === null ? `${pageOf(kind)}${searchBefore()}` : pageOf(device.kind))
    }
    void goOn()
    return () => {
      stopped = true
    }
  }, [kind])
  return state
}

/** Does not give up. */
async function askForCode(kind: DeviceKind, tell: (at: 'full' | 'cut') => void): Promise<DeviceRequest> {
  for (;;) {
    const answer = await request('POST', '/api/v1/devices', { kind })
    if (answer.ok) return answer.body as DeviceRequest
    tell(answer.problem.status === 429 ? 'full' : 'cut')
    await wait(AGAIN_MS)
  }
}

/** Null when the code has lapsed. */
async function paired({ id, secret, lapsesInSeconds }: DeviceRequest, over: () => boolean): Promise<OwnDevice | null> {
  const until = performance.now() + lapsesInSeconds * SECOND_MS
  while (performance.now() < until && !over()) {
    await wait(LOOK_MS)
    const answer = await request('GET', `/api/v1/devices/${id}/token`, undefined, { 'x-device-secret': secret })
    if (answer.ok) {
      const { device } = answer.body as { device?: OwnDevice }
      if (device !== undefined) return device
    } else if (answer.problem.status === 404) return null
  }
  return null
}

/** What stood in the address of the page that sent us here. */
function searchBefore(): string {
  const asked = new URLSearchParams(location.search)
  for (const own of ['for', 'lang']) asked.delete(own)
  const rest = asked.toString()
  if (rest === '') return ''
  return `${location.search.includes('lang=') ? '&' : '?'}${rest}`
}

function wait(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms))
}
