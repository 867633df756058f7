// A part of a page that is fetched after its first picture; a line that is down is tried again until it is up.
import { useEffect, useState } from 'preact/hooks'

const AGAIN_MS = 3_000

/** Null until it is there. `address` of null: not wanted yet. */
export function useLater<T>(address: string | null): T | null {
  const [there, setThere] = useState<{ address: string; part: T } | null>(null)
  useEffect(() => {
    if (address === null) return
    let timer: ReturnType<typeof setTimeout>
    let stopped = false
    let tries = 0
    const load = async () => {
      try {
        // A browser may remember that an address failed; another question mark makes it another one.
        const part = (await import(/* @vite-ignore */ tries === 0 ? address : `${address}?${tries}`)) as T
        if (!stopped) setThere({ address, part })
      } catch {
        tries += 1
        if (!stopped) timer = setTimeout(load, AGAIN_MS)
      }
    }
    void load()
    return () => {
      stopped = true
      clearTimeout(timer)
    }
  }, [address])
  return there !== null && there.address === address ? there.part : null
}
