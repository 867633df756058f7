// Keys of the console: a letter presses its step from anywhere on the page, a digit answers a dialog, but never out of a text field, never by being held, and never by a scanner.
import { useLayoutEffect, useRef } from 'preact/hooks'
import { keysOn } from './keysOn.ts'

type OnKey = (key: string) => boolean

const WRITES = 'input, textarea, select, [contenteditable]'
/** In a dialog its choices are passed through as well, and a digit means the answer. */
const WRITES_IN_DIALOG = 'input:not([type=radio]):not([type=checkbox]), textarea, select, [contenteditable]'
/** These have a meaning of their own for the space bar. */
const TAKES_SPACE = 'button, a, summary, [role="button"]'
/** A person needs longer from key to key; a scanner that types does not. */
const FASTER_THAN_MS = 45
/** Fewer in one go are a hand on the keyboard. */
const SCANNED_LEAST = 6
/** The browser does something with these, unless it is told at once. A scan begins with none of them. */
const AT_ONCE = [' ', '/', '?']

type Place = 'page' | 'dialog'

const hearing: Record<Place, Set<{ current: OnKey }>> = { page: new Set(), dialog: new Set() }
/** Keys in one go, and the dialog that was open then: a key that opens one does not let the next answer it. */
let burst: string[] = []
let burstIn: Element | null = null
/** Keys in one go that went into a field: nobody's but the field's, until Enter says whether a scanner typed them. */
let written = 0
let last = Number.NEGATIVE_INFINITY
let timer: ReturnType<typeof setTimeout> | undefined

/** Of a page: while no dialog is open. Of a dialog: while one is. */
export function useKeys(onKey: OnKey, place: Place = 'page'): void {
  const latest = useRef(onKey)
  latest.current = onKey
  // With the picture, not after it: a key that is shown can be pressed.
  useLayoutEffect(() => {
    if (isQuiet()) addEventListener('keydown', listen, true)
    hearing[place].add(latest)
    return () => {
      hearing[place].delete(latest)
      if (isQuiet()) removeEventListener('keydown', listen, true)
    }
  }, [])
}

const isQuiet = () => hearing.page.size + hearing.dialog.size === 0
const openDialog = () => document.querySelector('dialog[open]')

function listen(event: KeyboardEvent): void {
  if (event.repeat || event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return
  const at = event.target instanceof Element ? event.target : null
  // Asked before anybody else has heard of the key: what answers a dialog presses nothing else when the dialog is gone.
  const dialog = openDialog()
  const isWriting = at?.closest(dialog === null ? WRITES : WRITES_IN_DIALOG) != null
  // Into a field of a page, or of a dialog that asks for more than an answer, whoever works here may scan.
  if (isWriting && (dialog === null || hearing.dialog.size === 0)) return
  const isFast = event.timeStamp - last < FASTER_THAN_MS
  last = event.timeStamp
  if (!isFast) written = 0
  const key = keyOf(event)
  if (key === 'Enter') endOfScan(event, isFast)
  else if (isWriting) written += key.length === 1 ? 1 : 0
  else if (key.length > 1 || (AT_ONCE.includes(key) && burst.length === 0)) {
    if (!(key === ' ' && at?.closest(TAKES_SPACE)) && tell(key, dialog)) event.preventDefault()
  } else {
    if (burst.length === 0) burstIn = dialog
    burst.push(key)
    clearTimeout(timer)
    timer = setTimeout(settle, FASTER_THAN_MS)
  }
}

/** A scanner ends with Enter, which would press the button that has the focus, or send what stands in a field. */
function endOfScan(event: KeyboardEvent, isFast: boolean): void {
  if (!isFast || burst.length + written < SCANNED_LEAST) return
  event.preventDefault()
  event.stopPropagation()
  clearTimeout(timer)
  burst = []
  written = 0
}

/** Nothing followed at once: it was a hand. Its keys act in turn, each on what the one before it has left. */
async function settle(): Promise<void> {
  const keys = burst
  burst = []
  if (keys.length >= SCANNED_LEAST) return
  for (const key of keys) {
    if (openDialog() !== burstIn) return
    tell(key, burstIn)
    await Promise.resolve()
  }
}

/** Whether it was for anybody. Not for the page where whoever works here has switched such keys off. */
function tell(key: string, dialog: Element | null): boolean {
  if (dialog === null && key.length === 1 && !keysOn()) return false
  return [...hearing[dialog === null ? 'page' : 'dialog']].map((one) => one.current(key)).includes(true)
}

/** With a Chinese input method on, the key says only "Process"; where it lies on the board still tells which it was. */
function keyOf({ key, code, shiftKey }: KeyboardEvent): string {
  if (key.length === 1) return key
  if (code === 'Slash') return shiftKey ? '?' : '/'
  return /^(?:Key|Digit)([A-Z0-9])$/.exec(code)?.[1] ?? key
}
