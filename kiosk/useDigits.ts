// Digits put in one after the other: on the keys of the screen, on a keyboard, by pasting.
import { useState } from 'preact/hooks'

/**
 * `shortened`: what may stand in the field. `onChange`: another entry is another press. Each key adds to what the one before
 * left, not to what was drawn last: two within one drawing are two.
 */
export function useDigits(shortened: (text: string) => string, onChange: () => void) {
  const [digits, setDigits] = useState('')
  const change = (to: (before: string) => string) => {
    onChange()
    setDigits((before) => shortened(to(before)))
  }
  const clear = () => change(() => '')
  const write = (text: string) => change(() => text)
  const add = (digit: string) => change((before) => before + digit)
  const takeBack = () => change((before) => before.slice(0, -1))
  /** Where the caret stands depends on the browser; who types goes on at the end, as who touches the keys does. */
  const onKey = (event: KeyboardEvent) => {
    if (!/^(\d|Backspace)$/.test(event.key)) return
    event.preventDefault()
    if (event.key === 'Backspace') takeBack()
    else add(event.key)
  }
  return { digits, write, onKey, keys: { add, takeBack, clear } }
}

export type DigitKeys = ReturnType<typeof useDigits>['keys']
