// What can be chosen on the step that is shown, for keys instead of fingers: where the focus goes next, and which number leads where.
import { type Direction, nearest } from './spatial.ts'

const ARROWS: readonly string[] = ['ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight'] satisfies Direction[]

export function isDirection(key: string): key is Direction {
  return ARROWS.includes(key)
}

/** In the order of their numbers: what most people want stands first. The keys of a number pad bear digits already. */
export function choicesNow(): HTMLElement[] {
  const all = [...document.querySelectorAll<HTMLElement>('.kiosk-main section button')].filter(
    (one) => one.closest('.pad') === null,
  )
  const main = all.filter((one) => one.matches('.push-main'))
  return [...main, ...all.filter((one) => !main.includes(one))]
}

/** The numbers stand beside the words (see keypad.css), and so belong to the names that a reader speaks. */
export function numberChoices(shown: boolean): void {
  for (const one of document.querySelectorAll<HTMLElement>('[data-n]')) delete one.dataset.n
  if (!shown) return
  choicesNow().forEach((one, index) => {
    one.dataset.n = String(index + 1)
  })
}

/** In the middle, where nothing that sticks to an edge can hide it. */
export function focusOn(one: HTMLElement): void {
  one.focus({ preventScroll: true })
  one.scrollIntoView({ block: 'center' })
}

/** An open dialog first; else what is chosen from before the buttons below it, however far it is scrolled. */
export function focusTowards(direction: Direction): void {
  const dialog = document.querySelector('dialog[open]')
  if (dialog !== null) return void towards(direction, [dialog])
  const areas = [...document.querySelectorAll('.kiosk-main, .kiosk-foot')]
  const own = areas.filter((area) => area.contains(document.activeElement))
  if (!towards(direction, own)) towards(direction, areas)
}

function towards(direction: Direction, areas: Element[]): boolean {
  const there = areas.flatMap((area) => [...area.querySelectorAll<HTMLElement>('button, input, a[href]')])
  const at = document.activeElement
  const others = there.filter((one) => one !== at)
  const isAmong = at instanceof HTMLElement && there.includes(at)
  // From a heading or from nowhere: to the first of what can be chosen.
  const next = isAmong ? others[nearest(at.getBoundingClientRect(), others.map(boxOf), direction)] : firstOf(there)
  if (next !== undefined) focusOn(next)
  return next !== undefined
}

function firstOf(there: HTMLElement[]): HTMLElement | undefined {
  return there.find((one) => one.matches('input')) ?? choicesNow().find((one) => there.includes(one)) ?? there[0]
}

const boxOf = (one: HTMLElement) => one.getBoundingClientRect()
