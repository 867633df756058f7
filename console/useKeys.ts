// Keys of the console: a letter presses its step from anywhere on the page, but never out of a text field, and never by being held.
import { useEffect, useRef } from 'preact/hooks'

const WRITES = 'input, textarea, select, [contenteditable]'
/** These have a meaning of their own for the space bar. */
const TAKES_SPACE = 'button, a, summary, [role="button"]'

/** `also`: a second window that belongs to this page. */
export function useKeys(onKey: (key: string) => boolean, also: Window | null = null): void {
  const latest = useRef(onKey)
  latest.current = onKey
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (event.repeat || event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return
      // Not `instanceof`: the other window has an Element of its own.
      const at = (event.target as Partial<Element> | null)?.closest === undefined ? null : (event.target as Element)
      if (at?.closest(WRITES) || document.querySelector('dialog[open]')) return
      if (event.key === ' ' && at?.closest(TAKES_SPACE)) return
      if (latest.current(keyOf(event))) event.preventDefault()
    }
    const windows = also === null ? [window] : [window, also]
    for (const one of windows) one.addEventListener('keydown', listen)
    return () => {
      for (const one of windows) one.removeEventListener('keydown', listen)
    }
  }, [also])
}

/** With a Chinese input method on, the key says only "Process"; where it lies on the board still tells which it was. */
function keyOf(event: KeyboardEvent): string {
  const lies = /^Key([A-Z])$/.exec(event.code)?.[1]
  return event.key.length === 1 ? event.key : (lies ?? event.key)
}
