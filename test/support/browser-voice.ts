// A voice of the browser's own, for pages that are read aloud: the browsers of the tests come without any.
import type { Page } from 'playwright-core'

/** What was spoken is noted. `ends`: whether it tells of its end, which some browsers at times do not. */
export async function giveVoice(page: Page, language: string, { ends }: { ends: boolean }): Promise<void> {
  const content = `
    window.spoken = []
    window.SpeechSynthesisUtterance = function (text) { this.text = text }
    Object.defineProperty(window, 'speechSynthesis', {
      value: Object.assign(new EventTarget(), {
        getVoices: () => [{ lang: ${JSON.stringify(language)} }],
        cancel: () => {},
        speak: (one) => {
          window.spoken.push(one.text)
          if (${ends}) setTimeout(() => one.onend(), 50)
        },
      }),
    })`
  await page.addInitScript({ content })
}

export function spokenOn(page: Page): Promise<string[]> {
  return page.evaluate(() => (window as unknown as { spoken: string[] }).spoken)
}
