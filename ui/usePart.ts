// A part of a page that comes later, so that what everybody needs comes sooner. Does not give up.
import { useEffect, useState } from 'preact/hooks'
import { reloadIfOther } from './partGone.ts'

const AGAIN_MS = 3_000

/** Null until it is there. `load` is the same function at each call. */
export function usePart<T>(load: () => Promise<T>): T | null {
  const [part, setPart] = useState<{ of: T } | null>(null)
  useEffect(() => {
    const bring = () => {
      load().then(
        (of) => setPart({ of }),
        () => {
          void reloadIfOther()
          setTimeout(bring, AGAIN_MS)
        },
      )
    }
    bring()
  }, [load])
  return part === null ? null : part.of
}
