// Keys that every page has: the list of keys, Alt with a digit for each of the first pages, and the way into the field that finds something.
import { useEffect, useState } from 'preact/hooks'
import type { PageName } from './pages.ts'
import { useKeys } from './useKeys.ts'

/** As many digits as there are. */
export const PAGE_KEYS_MOST = 9
const FINDS = 'input[type=search]'

export function usePageKeys(pages: readonly PageName[]): { helps: boolean; help: (on: boolean) => void } {
  const [helps, help] = useState(false)
  useKeys((key) => {
    if (key === '?') help(true)
    else if (key === '/') {
      const field = document.querySelector<HTMLInputElement>(FINDS)
      field?.focus()
      field?.select()
      return field !== null
    } else return false
    return true
  })
  useAltDigits((digit) => {
    const page = pages[digit - 1]
    if (page !== undefined) location.hash = page
    return page !== undefined
  })
  return { helps, help }
}

/** A digit alone may be a telephone number that missed its field: no page is left by it, and what was entered there is kept. */
function useAltDigits(onDigit: (digit: number) => boolean): void {
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (!event.altKey || event.ctrlKey || event.metaKey || event.repeat) return
      if (document.querySelector('dialog[open]')) return
      // By its place: with Alt, some keyboards write another sign.
      const digit = /^Digit([1-9])$/.exec(event.code)?.[1]
      if (digit !== undefined && onDigit(Number(digit))) event.preventDefault()
    }
    addEventListener('keydown', listen)
    return () => removeEventListener('keydown', listen)
  })
}
