// Visitors at a kiosk in a real browser, one after the other: what they touch is chosen by a seed.
export interface Wish {
  department: string
  service: string
  /** A second service on the same number. */
  also: { department: string; service: string } | null
  /** Goes back once, as who has touched the wrong thing. */
  astray: boolean
  language: boolean
  large: boolean
  /** Chooses with the keypad's keys. */
  keys: boolean
}

/** Numbers given, in order. `evaluate` gives the value of an expression in the page. */
export async function takeNumbers(
  evaluate: (expression: string) => Promise<unknown>,
  wishes: readonly Wish[],
): Promise<string[]> {
  // tsx gives functions their names by a helper, which the page does not have.
  const helper = 'globalThis.__name ??= (one) => one;'
  return (await evaluate(`${helper}(${visit})(${JSON.stringify(wishes)})`)) as string[]
}

/**
 * Runs within the page, as fast as it draws: a command from outside for each touch would take longer than the touch. Each
 * takes one number and leaves.
 */
async function visit(all: readonly Wish[]): Promise<string[]> {
  const WITHIN_MS = 20_000
  const find = (selector: string) => document.querySelector<HTMLElement>(selector)
  const there = (selector: string) =>
    new Promise<HTMLElement>((resolve, reject) => {
      const found = find(selector)
      if (found !== null) return resolve(found)
      const late = setTimeout(() => {
        observer.disconnect()
        reject(new Error(`not there: ${selector}: ${find('.kiosk-main')?.innerText.slice(0, 200)}`))
      }, WITHIN_MS)
      const observer = new MutationObserver(() => {
        const one = find(selector)
        if (one === null) return
        clearTimeout(late)
        observer.disconnect()
        resolve(one)
      })
      observer.observe(document.body, { subtree: true, childList: true, attributes: true })
    })
  const touch = async (selector: string) => (await there(selector)).click()
  const key = (name: string) => window.dispatchEvent(new KeyboardEvent('keydown', { key: name, bubbles: true }))
  const choose = async (department: string, service: string) => {
    await touch(`[data-department="${department}"]`)
    await touch(`[data-service="${service}"]:not([aria-disabled=true])`)
  }
  const given: string[] = []
  for (const wish of all) {
    await there('.departments')
    const [low, large] = document.querySelectorAll<HTMLElement>('.kiosk-foot .push[aria-pressed]')
    if (wish.large) large?.click()
    if (wish.language) document.querySelector<HTMLElement>('.language-switch [aria-pressed=false]')?.click()
    if (wish.keys) for (const name of ['ArrowDown', 'ArrowDown', 'ArrowRight', 'ArrowUp']) key(name)
    if (wish.astray) {
      low?.click()
      await touch(`[data-department="${wish.department}"]`)
      await there('.services')
      key('Escape')
      await there('.departments')
    }
    await choose(wish.department, wish.service)
    if (wish.also !== null) {
      await touch('.also')
      await choose(wish.also.department, wish.also.service)
    }
    await touch('.take:not([aria-disabled=true])')
    const number = await there('[data-number]')
    given.push(number.dataset.number ?? '')
    await touch('.given-end .push-main')
    await there('.departments')
  }
  return given
}
