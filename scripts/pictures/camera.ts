// Opens a page at the size of its machine, in one language, and keeps what is seen.
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import type { Scene } from './scene.ts'

export const KIOSK = { width: 1080, height: 1920 }
export const LOBBY = { width: 1920, height: 1080 }
export const FOUR_K = { width: 3840, height: 2160 }
export const PHONE = { width: 390, height: 844 }
export const CONSOLE = { width: 1440, height: 900 }
export const BAR = { width: 420, height: 120 }
export const TABLET = { width: 1024, height: 768 }

const LOADED_MS = 1_200
/** Until what moves stands still. */
const SETTLED_MS = 500

export type Camera = ReturnType<typeof openCamera>
interface Given {
  browser: Browser
  scene: Scene
  language: 'zh-CN' | 'en'
  out: string
  /** Also what the documentation does not show. */
  all: boolean
}

export function openCamera({ browser, scene, language, out, all }: Given) {
  const suffix = language === 'en' ? '-en' : ''
  const query = `lang=${language}`
  /** As nobody, or as whoever the token belongs to. */
  const open = async (path: string, viewport: { width: number; height: number }, token?: string): Promise<Page> => {
    const context = await browser.newContext({ viewport, locale: language })
    const cookie = { name: 'tingxu_session', url: scene.url, httpOnly: true, sameSite: 'Strict' as const }
    if (token !== undefined) await context.addCookies([{ ...cookie, value: token }])
    const page = await context.newPage()
    const [address = '', hash = ''] = path.split('#')
    await page.goto(`${scene.url}${address}${address.includes('?') ? '&' : '?'}${query}#${hash}`)
    await page.waitForTimeout(LOADED_MS)
    return page
  }
  const shoot = async (page: Page, name: string, fullPage = false): Promise<void> => {
    await page.waitForTimeout(SETTLED_MS)
    await page.screenshot({ path: join(out, `${name}${suffix}.png`), fullPage })
  }
  /** A picture of half the width: letters can still be read, and the file is a third. */
  const shootHalved = async (page: Page, name: string): Promise<void> => {
    await page.waitForTimeout(SETTLED_MS)
    const picture = (await page.screenshot()).toString('base64')
    const { width, height } = page.viewportSize() ?? KIOSK
    const easel = await browser.newPage({ viewport: { width: width / 2, height: height / 2 } })
    await easel.setContent(`<body style="margin:0"><img style="width:100%" src="data:image/png;base64,${picture}">`)
    await easel.evaluate('document.images[0].decode()')
    await easel.screenshot({ path: join(out, `${name}${suffix}.png`) })
    await easel.context().close()
  }
  const close = async () => {
    for (const context of browser.contexts()) await context.close()
  }
  return { open, shoot, shootHalved, close, scene, all, language }
}
