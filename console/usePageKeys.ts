// Keys that every page has: the list of keys, a digit for each of the first pages, and the way into the field that finds something.
import { useState } from 'preact/hooks'
import type { PageName } from './pages.ts'
import { useKeys } from './useKeys.ts'

/** As many digits as there are. */
export const PAGE_KEYS_MOST = 9
const FINDS = 'input[type=search]'

export function usePageKeys(pages: readonly PageName[]): { helps: boolean; help: (on: boolean) => void } {
  const [helps, help] = useState(false)
  useKeys((key) => {
    const page = pages[Number(key) - 1]
    if (key === '?') help(true)
    else if (key === '/') {
      const field = document.querySelector<HTMLInputElement>(FINDS)
      field?.focus()
      field?.select()
      return field !== null
    } else if (page !== undefined && /^[1-9]$/.test(key)) location.hash = page
    else return false
    return true
  })
  return { helps, help }
}
