// The desk and its small bar in windows of their own: each is opened once, and found again by its name.
import { ASKING, type AskingStep } from './steps.ts'

/** `call` is begun from the list of those who wait. */
export type AskedElsewhere = Exclude<AskingStep, 'call'>

const DESK = 'tingxu-desk'
const BAR = 'tingxu-bar'
const BAR_SIZE = { width: 420, height: 120 }

/** Keeps hall and language. `#counter/park` asks at the desk what the step asks. */
function address(page: string): string {
  return `${location.pathname}${location.search}#${page}`
}

/** To the desk that is open, or to a new one. False where the browser lets no window be opened. */
export function openDesk(asked?: AskedElsewhere): boolean {
  const desk = window.open(address(asked === undefined ? 'counter' : `counter/${asked}`), DESK)
  desk?.focus()
  return desk !== null
}

/**
 * The bar of a counter. Where the browser has windows that stay on top of other programs it becomes one; they hold no
 * page of their own, so the bar stands in a frame. Else it is a window of its own, with a name, so that there is one.
 */
export async function openBar(counter: string): Promise<boolean> {
  window.name = DESK
  const page = address(`bar/${encodeURIComponent(counter)}/${document.documentElement.lang}`)
  const onTop = await onTopWindow()
  if (onTop === null) return window.open(page, BAR, `popup,width=${BAR_SIZE.width},height=${BAR_SIZE.height}`) !== null
  const frame = onTop.document.createElement('iframe')
  frame.title = document.title
  frame.src = page
  for (const one of document.querySelectorAll('link[rel=stylesheet]'))
    onTop.document.head.append(onTop.document.importNode(one, true))
  onTop.document.documentElement.dataset.page = 'frame'
  onTop.document.body.append(frame)
  frame.addEventListener('load', () => frame.contentWindow?.focus())
  return true
}

/** A bar that stays on top has a memory of its own, without the language that was chosen at the desk. */
export function languageOfBar(): string | undefined {
  const [page, , language] = location.hash.slice(1).split('/')
  return page === 'bar' ? language : undefined
}

/** Only pages that came over https have it, or from the machine itself. */
interface OnTop {
  requestWindow: (size: { width: number; height: number }) => Promise<Window>
}

async function onTopWindow(): Promise<Window | null> {
  const { documentPictureInPicture } = window as { documentPictureInPicture?: OnTop }
  return (await documentPictureInPicture?.requestWindow(BAR_SIZE).catch(() => null)) ?? null
}

/** The step that another window sent here to be asked; said once. */
export function takeAsked(): AskedElsewhere | null {
  const [page, step] = location.hash.slice(1).split('/')
  const asked =
    page === 'counter' ? ASKING.find((one): one is AskedElsewhere => one === step && one !== 'call') : undefined
  if (asked !== undefined) history.replaceState(null, '', '#counter')
  return asked ?? null
}
