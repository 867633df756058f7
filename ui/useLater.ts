// A part of a page that is fetched after what everybody needs first; a line that is down is tried again until it is up.
import { useEffect, useState } from 'preact/hooks'

const AGAIN_MS = 3_000

/**
 * Null until it is there. `from`: the address of a module (`chunk:…`), for pages to which every byte counts; or what loads
 * the part, the same function at each call, which brings its styles along. Null: not wanted yet. `lost` is told of each try in vain.
 */
export function useLater<T>(from: string | (() => Promise<T>) | null, lost?: () => void): T | null {
  const [there, setThere] = useState<{ from: string | (() => Promise<T>); part: T } | null>(null)
  useEffect(() => {
    if (from === null) return
    let wanted = true
    const load = async (tries: number) => {
      try {
        // A browser may remember that an address failed; another question mark makes it another one.
        const part = await (typeof from === 'string'
          ? (import(/* @vite-ignore */ tries === 0 ? from : `${from}?${tries}`) as Promise<T>)
          : from())
        if (wanted) setThere({ from, part })
      } catch {
        lost?.()
        setTimeout(() => wanted && load(tries + 1), AGAIN_MS)
      }
    }
    load(0)
    return () => {
      wanted = false
    }
  }, [from])
  return there?.from === from ? there.part : null
}
