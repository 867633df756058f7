// Keys of the console: a letter presses its step from anywhere on the page, but never out of a text field, never by being held, and never by a scanner.
import { useLayoutEffect, useRef } from 'preact/hooks'
import { keysOn } from './keysOn.ts'

type OnKey = (key: string) => boolean

const WRITES = 'input, textarea, select, [contenteditable]'
/** These have a meaning of their own for the space bar. */
const TAKES_SPACE = 'button, a, summary, [role="button"]'
/** A person needs longer from key to key; a scanner that types does not. */
const FASTER_THAN_MS = 45
/** Fewer in one go are a hand on the keyboard. */
const SCANNED_LEAST = 6
/** The browser does something with these, unless it is told at once. A scan begins with none of them. */
const AT_ONCE = [' ', '/', '?']

const hearing = new Set<{ current: OnKey }>()
let burst: string[] = []
let last = Number.NEGATIVE_INFINITY
let timer: ReturnType<typeof setTimeout> | undefined

export function useKeys(onKey: OnKey): void {
  const latest = useRef(onKey)
  latest.current = onKey
  // With the picture, not after it: a key that is shown can be pressed.
  useLayoutEffect(() => {
    if (hearing.size === 0) addEventListener('keydown', listen, true)
    hearing.add(latest)
    return () => {
      hearing.delete(latest)
      if (hearing.size === 0) removeEventListener('keydown', listen, true)
    }
  }, [])
}

function listen(event: KeyboardEvent): void {
  if (event.repeat || event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return
  const at = event.target instanceof Element ? event.target : null
  // Asked before anybody else has heard of the key: what answers a dialog presses nothing else when the dialog is gone.
  if (at?.closest(WRITES) || document.querySelector('dialog[open]')) return
  const isFast = event.timeStamp - last < FASTER_THAN_MS
  last = event.timeStamp
  const key = keyOf(event)
  if (key === 'Enter') endOfScan(event, isFast)
  else if (key.length > 1 || (AT_ONCE.includes(key) && burst.length === 0)) {
    if (!(key === ' ' && at?.closest(TAKES_SPACE)) && tell(key)) event.preventDefault()
  } else {
    burst.push(key)
    clearTimeout(timer)
    timer = setTimeout(settle, FASTER_THAN_MS)
  }
}

/** A scanner ends with Enter, which would press the button that has the focus. */
function endOfScan(event: KeyboardEvent, isFast: boolean): void {
  if (!isFast || burst.length < SCANNED_LEAST) return
  event.preventDefault()
  event.stopPropagation()
  clearTimeout(timer)
  burst = []
}

/** Nothing followed at once: it was a hand. Its keys act in turn, each on what the one before it has left. */
async function settle(): Promise<void> {
  const keys = burst
  burst = []
  if (keys.length >= SCANNED_LEAST) return
  for (const key of keys) {
    if (document.querySelector('dialog[open]')) return
    tell(key)
    await Promise.resolve()
  }
}

/** Whether it was for anybody. Not where whoever works here has switched such keys off. */
function tell(key: string): boolean {
  if (key.length === 1 && !keysOn()) return false
  return [...hearing].map((one) => one.current(key)).includes(true)
}

/** With a Chinese input method on, the key says only "Process"; where it lies on the board still tells which it was. */
function keyOf({ key, code, shiftKey }: KeyboardEvent): string {
  if (key.length === 1) return key
  if (code === 'Slash') return shiftKey ? '?' : '/'
  return /^(?:Key|Digit)([A-Z0-9])$/.exec(code)?.[1] ?? key
}
