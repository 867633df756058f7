// A page of a program that was updated meanwhile: parts of it that were not loaded yet are nowhere to be had any more.
// Imports nothing: what it shared with the halls' screens would bring all that they share along.

/** Servers of two versions may stand beside each other for a while: a page does not run to and fro between them. */
const NOT_WITHIN_MS = 60_000
const KEPT = 'tingxu.reloaded'
const MARK = /name="build" content="([^"]*)/

/** For a part that cannot be loaded: loads the page anew if the server gives another one now; else it is the line, and worth another try. */
export async function reloadIfOther(): Promise<void> {
  if (Date.now() - Number(sessionStorage.getItem(KEPT) ?? 0) < NOT_WITHIN_MS) return
  const page = await fetch(location.href, { cache: 'no-store' }).then(
    (answer) => answer.text(),
    () => '',
  )
  const theirs = MARK.exec(page)?.[1]
  const own = document.querySelector('meta[name=build]')?.getAttribute('content')
  if (theirs === undefined || theirs === own) return
  sessionStorage.setItem(KEPT, String(Date.now()))
  location.reload()
}
