// Codes held under a scanner, which types like a keyboard, only faster than anybody can: read whatever has the focus.
import { useEffect, useRef } from 'preact/hooks'

/** A person needs longer from key to key, even one who drums on the keyboard. */
export const FASTER_THAN_MS = 45
const LENGTH_MOST = 400
/** Fewer letters in one go may be a hand on the keyboard. */
const SCANNED_LEAST = 6

/** `#b17.…` of a link, or the nine digits alone. */
export function codeIn(text: string): string | null {
  return /b\d{1,9}\.[\w-]{27}/.exec(text)?.[0] ?? /^\d{9}$/.exec(text.replace(/[\s-]/g, ''))?.[0] ?? null
}

/** The code is told, and when something was scanned at all: what is none of our codes presses nothing either. */
export function useScanner(onCode: (code: string) => void): { current: number | null } {
  const told = useRef(onCode)
  const scannedAt = useRef<number | null>(null)
  told.current = onCode
  useEffect(() => {
    let text = ''
    let last = Number.NEGATIVE_INFINITY
    const onKey = (event: KeyboardEvent) => {
      // When the key was pressed, not when a busy page gets round to it: then a person's keys arrive together.
      const isFast = event.timeStamp - last < FASTER_THAN_MS
      last = event.timeStamp
      if (!isFast) text = ''
      if (event.key === 'Enter') {
        const wasScanned = isFast && text.length >= SCANNED_LEAST
        const code = isFast ? codeIn(text) : null
        text = ''
        if (!wasScanned) return
        stop(event)
        scannedAt.current = Date.now()
        if (code !== null) told.current(code)
      } else if (event.key.length === 1 && text.length < LENGTH_MOST) {
        // From the second letter on it is the scanner, and nothing of it belongs in a field.
        if (isFast && text !== '') stop(event)
        text += event.key
      }
    }
    addEventListener('keydown', onKey, true)
    return () => removeEventListener('keydown', onKey, true)
  }, [])
  return scannedAt
}

function stop(event: KeyboardEvent): void {
  event.preventDefault()
  event.stopPropagation()
}
