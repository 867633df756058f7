// Whether single keys press anything, as whoever works here has chosen: not where a program listens to speech and types what it hears.

/** Kept in this browser, for it is about this keyboard. */
const KEPT = 'tingxu.keys'

export function keysOn(): boolean {
  return localStorage.getItem(KEPT) !== 'off'
}

export function switchKeys(on: boolean): void {
  if (on) localStorage.removeItem(KEPT)
  else localStorage.setItem(KEPT, 'off')
  showKeys()
}

/** For the style sheet: a key that presses nothing is not written on its button. */
export function showKeys(): void {
  document.documentElement.dataset.keys = keysOn() ? 'on' : 'off'
}

/** For `aria-keyshortcuts`. */
export function shortcut(keys: string): string | undefined {
  return keysOn() ? keys : undefined
}
