// The steps after the first: fetched as soon as the first stands, so that the kiosk's first picture does not wait for them.
import later from 'chunk:./Later.tsx'
import { useEffect, useState } from 'preact/hooks'

type Steps = typeof import('./Later.tsx')['Later']

const AGAIN_MS = 3_000

/** Null until they are there. Does not give up. */
export function useLater(): Steps | null {
  const [steps, setSteps] = useState<{ Later: Steps } | null>(null)
  useEffect(() => {
    const load = () => {
      const fetched: Promise<typeof import('./Later.tsx')> = import(/* @vite-ignore */ later)
      fetched.then(setSteps, () => setTimeout(load, AGAIN_MS))
    }
    load()
  }, [])
  return steps === null ? null : steps.Later
}
