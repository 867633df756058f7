// Makes the pictures of docs/pictures: a morning in the sample hall, seen on each screen at its real size.
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pino } from 'pino'
import type { Browser, Page } from 'playwright-core'
import { readConfig } from '../server/config.ts'
import { startPostgres } from '../server/embedded/start.ts'
import { type Serving, serve } from '../server/serve.ts'
import { ask, press, signIn } from '../test/support/asking.ts'
import { openBrowser } from '../test/support/browser.ts'

const OUT = join(import.meta.dirname, '..', 'docs', 'pictures')
const PASSWORD = 'for-the-pictures'
const KIOSK = { width: 1080, height: 1920 }
const LOBBY = { width: 1920, height: 1080 }
const PHONE = { width: 390, height: 844 }
const CONSOLE = { width: 1440, height: 900 }
const CLERKS = ['3', '4', '5', '12', '22', '33']

interface Morning {
  url: string
  token: string
  /** The key of somebody who still waits. */
  key: string
}

async function main(): Promise<void> {
  mkdirSync(OUT, { recursive: true })
  const folder = mkdtempSync(join(tmpdir(), 'tingxu-pictures-'))
  const postgres = await startPostgres({ dataDir: folder, durable: false, log: () => {} })
  const settings = { PORT: '0', ADMIN_PASSWORD: PASSWORD, CLOCK: 'manual@2026-11-24T08:40:00+08:00' }
  const serving = await serve(readConfig(settings), postgres.connection, pino({ level: 'error' }))
  const browser = await openBrowser()
  try {
    const morning = await liveAMorning(serving)
    for (const language of ['zh-CN', 'en'] as const) await takePictures(browser, morning, language)
  } finally {
    await browser.close()
    await serving.stop()
    await postgres.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Some sixty people come, six counters call. */
async function liveAMorning({ url }: Serving): Promise<Morning> {
  const token = await signIn(url, 'admin', PASSWORD)
  const hall = { url, hall: 'zhangzhou' }
  const services = ['id-card', 'household-move', 'passport', 'id-card', 'driving-licence', 'business-licence']
  const { body } = await ask(url, 'GET', '/api/v1/halls/zhangzhou')
  const known = (body.services as { id: string }[]).map(({ id }) => id)
  const wanted = [...services.filter((id) => known.includes(id)), ...known.slice(0, 12)]
  for (const counter of CLERKS) await press(hall, { do: 'open', counter }, token)
  let key = ''
  for (let minute = 41; minute < 60; minute++) {
    await ask(url, 'PUT', '/api/v1/clock', { body: { now: `2026-11-24T08:${minute}:00+08:00` }, token })
    for (let i = 0; i < 3; i++) {
      const taken = await press(hall, { do: 'take', service: wanted[(minute * 3 + i) % wanted.length] })
      const ticket = taken.body.ticket as { key: string; service: string } | undefined
      if (ticket?.service === 'id-card') key = ticket.key
    }
    const counter = CLERKS[minute % CLERKS.length] ?? ''
    await goOn(hall, counter, token)
  }
  return { url, token, key }
}

/** The counter finishes with its person and calls the next. */
async function goOn(hall: { url: string; hall: string }, counter: string, token: string): Promise<void> {
  const { body } = await ask(hall.url, 'GET', `/api/v1/halls/${hall.hall}/board`)
  const ticket = (body.counters as { id: string; ticket: string | null }[]).find(({ id }) => id === counter)?.ticket
  if (ticket != null) {
    await press(hall, { do: 'serve', ticket }, token)
    await press(hall, { do: 'finish', ticket }, token)
  }
  await press(hall, { do: 'call-next', counter }, token)
}

async function takePictures(browser: Browser, { url, token, key }: Morning, language: string): Promise<void> {
  const suffix = language === 'en' ? '-en' : ''
  const open = async (path: string, viewport: { width: number; height: number }): Promise<Page> => {
    const context = await browser.newContext({ viewport, locale: language })
    await context.addCookies([{ name: 'tingxu_session', value: token, url, httpOnly: true, sameSite: 'Strict' }])
    const page = await context.newPage()
    await page.goto(url + path)
    await page.waitForTimeout(1_500)
    return page
  }
  const shoot = async (page: Page, name: string) => {
    await page.waitForTimeout(700)
    await page.screenshot({ path: join(OUT, `${name}${suffix}.png`) })
  }
  const query = `?lang=${language}`
  const kiosk = await open(`/kiosk${query}`, KIOSK)
  await shoot(kiosk, 'kiosk-departments')
  await kiosk.locator('main button').first().click()
  await shoot(kiosk, 'kiosk-services')
  await kiosk.locator('main button').first().click()
  await shoot(kiosk, 'kiosk-service')
  await kiosk.locator('main button').last().click()
  await shoot(kiosk, 'kiosk-number')
  await shoot(await open(`/ticket${query}#${key}`, PHONE), 'ticket')
  await shoot(await open(`/booking${query}`, PHONE), 'booking')
  await shoot(await open(`/display${query}`, LOBBY), 'lobby')
  await shoot(await open(`/display/counter${query}&counter=3`, LOBBY), 'counter')
  const desk = await open(`/console${query}`, CONSOLE)
  await desk
    .getByRole('button', { name: /^(3号窗口|Counter 3)/ })
    .first()
    .click()
  await shoot(desk, 'console')
  await shoot(await open(`/${query}`, CONSOLE), 'door')
  for (const context of browser.contexts()) await context.close()
}

await main()
