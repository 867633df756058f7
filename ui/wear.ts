// Puts a hall's own colours in the place of the program's.
import type { HallView } from '../core/protocol.ts'

let worn: readonly string[] = []

export function wear({ look }: HallView): void {
  const { style, dataset } = document.documentElement
  const colours = Object.entries(look?.colours ?? {})
  for (const name of worn) if (look?.colours[name] === undefined) style.removeProperty(name)
  for (const [name, colour] of colours) style.setProperty(name, colour)
  worn = colours.map(([name]) => name)
  dataset.lobby = look?.lobby ?? 'dark'
}
