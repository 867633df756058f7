// A keypad beside the screen, for whoever cannot see or reach it: arrows, OK, back, digits, and a few keys with a meaning of their own.
import { useEffect, useRef, useState } from 'preact/hooks'
import { choicesNow, focusOn, focusTowards, isDirection, numberChoices } from './choices.ts'
import { FASTER_THAN_MS } from './useScanner.ts'

/** What a key leads to; null where it leads nowhere on this step. */
export interface KeyWays {
  back: (() => void) | null
  restart: () => void
  help: () => void
  large: () => void
  language: () => void
  aloud: () => void
}

/** A scanner's second letter comes within this: until then a digit may be its first. See useScanner. Milliseconds. */
const MAY_BE_SCANNER_MS = 60
/** So long a second digit is waited for, where 1 may become 12. Who needs longer presses OK. */
const SECOND_DIGIT_MS = 1_500
const WAYS: Record<string, keyof KeyWays> = {
  Escape: 'back',
  Backspace: 'back',
  Home: 'restart',
  F1: 'help',
  F2: 'large',
  F3: 'language',
  F4: 'restart',
  // Not the browser's own: a kiosk is not loaded anew by its keypad.
  F5: 'aloud',
}

/** Call it in a component that is drawn anew with each step: from the first key on, what can be chosen bears its number. */
export function useKeypad(ways: KeyWays): void {
  const [used, setUsed] = useState(false)
  const latest = useRef(ways)
  latest.current = ways
  useEffect(() => numberChoices(used))
  useEffect(() => {
    const digits = digitKeys()
    const onKey = (event: KeyboardEvent) => {
      digits.another(event)
      if (event.defaultPrevented || event.ctrlKey || event.altKey || event.metaKey) return
      const way = WAYS[event.key]
      if (isDirection(event.key)) {
        event.preventDefault()
        focusTowards(event.key)
      } else if (isDigit(event.key)) digits.press(event)
      else if (way !== undefined) goWay(event, latest.current[way])
      else if (event.key !== 'Tab') return
      setUsed(true)
    }
    // Whoever touches the screen has no need of the numbers.
    const onTouch = () => setUsed(false)
    // Before anything else on the page, and after the scanner, which is asked first: its letters are no keys.
    addEventListener('keydown', onKey, true)
    addEventListener('pointerdown', onTouch)
    // From now on keys are heard.
    document.documentElement.dataset.keypad = 'on'
    return () => {
      digits.forget()
      removeEventListener('keydown', onKey, true)
      removeEventListener('pointerdown', onTouch)
    }
  }, [])
}

/** A key that is held down acts once. In a field and on a number pad the key that takes back takes back a digit. */
function goWay(event: KeyboardEvent, way: (() => void) | null): void {
  const { key, target } = event
  const inDialog = document.querySelector('dialog[open]') !== null
  if (key === 'Backspace' && target instanceof HTMLInputElement) return
  // A dialog closes by Escape itself; the browser's own meaning of the others is never wanted, least of all its help.
  if (key !== 'Escape' || !inDialog) event.preventDefault()
  if (event.repeat || (inDialog && key !== 'F2' && key !== 'F3' && key !== 'F5')) return
  const takeBack = key === 'Backspace' ? document.querySelector<HTMLElement>('.pad .take-back') : null
  if (takeBack === null) way?.()
  else takeBack.click()
}

/** Digits choose by number, or end up in the field that asks for some. */
function digitKeys() {
  let typed = ''
  let timer: ReturnType<typeof setTimeout> | undefined
  /** The digit of which it is not clear yet whether it is a scanner's; `at`: when its key was pressed. */
  let pending: { digit: string; at: number } | null = null
  const press = (chosen: HTMLElement) => {
    typed = ''
    if (chosen.isConnected) chosen.click()
  }
  const choose = () => {
    const choices = choicesNow()
    const chosen = choices[Number(typed) - 1]
    if (chosen === undefined) typed = ''
    else if (Number(typed) * 10 <= choices.length) {
      focusOn(chosen)
      timer = setTimeout(press, SECOND_DIGIT_MS, chosen)
    } else press(chosen)
  }
  const carryOut = (digit: string) => {
    pending = null
    const onPad = [...document.querySelectorAll<HTMLElement>('.pad button')].find((one) => one.textContent === digit)
    if (onPad !== undefined) return onPad.click()
    typed += digit
    choose()
  }
  const forget = () => {
    clearTimeout(timer)
    pending = null
  }
  return {
    forget,
    /** A key has come before it was clear what the one before meant. Keys that a busy page gets together were none of a scanner's. */
    another: ({ key, timeStamp }: KeyboardEvent) => {
      if (pending !== null && timeStamp - pending.at >= FASTER_THAN_MS) carryOut(pending.digit)
      forget()
      if (!isDigit(key)) typed = ''
    },
    press: ({ key, target, repeat, timeStamp }: KeyboardEvent) => {
      if (repeat || target instanceof HTMLInputElement || document.querySelector('dialog[open]') !== null) return
      pending = { digit: key, at: timeStamp }
      timer = setTimeout(carryOut, MAY_BE_SCANNER_MS, key)
    },
  }
}

function isDigit(key: string): boolean {
  return /^\d$/.test(key)
}
