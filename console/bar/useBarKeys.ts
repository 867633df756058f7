// Keys that only the bar has: the whole desk, and the list of keys. The steps have theirs wherever they are shown.
import { useState } from 'preact/hooks'
import { useKeys } from '../useKeys.ts'

export const FULL_KEY = 'd'
export const HELP_KEY = '?'

export function useBarKeys(toDesk: () => void): { shown: boolean; hide: () => void } {
  const [shown, setShown] = useState(false)
  useKeys((key) => {
    if (key.toLowerCase() === FULL_KEY) toDesk()
    else if (key === HELP_KEY) setShown(!shown)
    else if (key === 'Escape' && shown) setShown(false)
    else return false
    return true
  })
  return { shown, hide: () => setShown(false) }
}
