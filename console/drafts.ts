// What somebody has typed into a dialog and not sent: closed by mistake, refused by the hall or cut off, it is there again.
import { useState } from 'preact/hooks'

/** By what it is about, then by its field. In memory only: words about people are left in no browser. */
const kept = new Map<string, string>()

const nameOf = (about: string, field: string) => `${about} ${field}`

/** Like useState. `about`: the ticket or counter that the press will name. */
export function useDraftText(about: string, field: string): [text: string, set: (text: string) => void] {
  const name = nameOf(about, field)
  const [text, show] = useState(kept.get(name) ?? '')
  return [
    text,
    (next) => {
      kept.set(name, next)
      show(next)
    },
  ]
}

/** It was sent, and the hall has done it. */
export function forgetDrafts(about: string): void {
  for (const name of [...kept.keys()]) if (name.startsWith(nameOf(about, ''))) kept.delete(name)
}

/** Drafts of hall files, presses without an answer: what lies in the tab's own memory beyond a reload. */
const IN_TAB = ['tingxu.draft.', 'tingxu.press.', 'tingxu.undo.']

const forgetting: (() => void)[] = []

/** For what a part of the console that came later keeps in its own memory. */
export function whenForgotten(forget: () => void): void {
  forgetting.push(forget)
}

/** Whoever signed out leaves nothing to be read or sent; somebody else works here now. */
export function forgetAll(): void {
  kept.clear()
  for (const forget of forgetting) forget()
  for (const name of Object.keys(sessionStorage))
    if (IN_TAB.some((one) => name.startsWith(one))) sessionStorage.removeItem(name)
}
