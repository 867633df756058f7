// Keys of the console: a letter presses its step from anywhere on the page, but never out of a text field, and never by being held.
import { useEffect, useRef } from 'preact/hooks'

const WRITES = 'input, textarea, select, [contenteditable]'
/** These have a meaning of their own for the space bar. */
const TAKES_SPACE = 'button, a, summary, [role="button"]'

export function useKeys(onKey: (key: string) => boolean): void {
  const latest = useRef(onKey)
  latest.current = onKey
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      // A dialog that a digit has answered is gone by the time the key arrives here.
      if (event.defaultPrevented) return
      if (event.repeat || event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return
      const at = event.target instanceof Element ? event.target : null
      if (at?.closest(WRITES) || document.querySelector('dialog[open]')) return
      if (event.key === ' ' && at?.closest(TAKES_SPACE)) return
      if (latest.current(keyOf(event))) event.preventDefault()
    }
    addEventListener('keydown', listen)
    return () => removeEventListener('keydown', listen)
  }, [])
}

/** With a Chinese input method on, the key says only "Process"; where it lies on the board still tells which it was. */
function keyOf({ key, code, shiftKey }: KeyboardEvent): string {
  if (key.length === 1) return key
  if (code === 'Slash') return shiftKey ? '?' : '/'
  return /^(?:Key|Digit)([A-Z0-9])$/.exec(code)?.[1] ?? key
}
