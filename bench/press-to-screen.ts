// `npm run bench:screen`: from a clerk's press (HTTP) to the changed lobby screen in a real browser. PRESSES may be given.
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { pino } from 'pino'
import type { Page } from 'playwright-core'
import { readConfig } from '../server/config.ts'
import { startPostgres } from '../server/embedded/start.ts'
import { serve } from '../server/serve.ts'
import { ask, press, signIn } from '../test/support/asking.ts'
import { openBrowser } from '../test/support/browser.ts'
import { keep, machine, median, quantile } from './report.ts'

const PRESSES = Number(process.env.PRESSES ?? 200)
const BETWEEN_MS = 150
const PASSWORD = 'for-the-bench-only'
const COUNTER = '3'

/** Both clocks are the machine's own, read with the fraction of a millisecond. */
const now = () => performance.timeOrigin + performance.now()

async function main(): Promise<void> {
  const about = machine()
  const folder = mkdtempSync(join(tmpdir(), 'tingxu-bench-'))
  chmodSync(folder, 0o755) // as root, PostgreSQL runs as another account, which has to enter
  const postgres = await startPostgres({ dataDir: folder, log: (line) => console.error(line) })
  const settings = { PORT: '0', ADMIN_PASSWORD: PASSWORD, CLOCK: 'manual@2026-11-24T09:00:00+08:00' }
  const serving = await serve(readConfig(settings), postgres.connection, pino({ level: 'error' }))
  const browser = await openBrowser()
  try {
    const page = await browser.newPage({ viewport: { width: 1920, height: 1080 } })
    await page.goto(`${serving.url}/display`)
    await page.locator('.lobby').waitFor()
    const times = await measure(page, serving.url)
    const answered = times.map(({ answeredAt, pressedAt }) => answeredAt - pressedAt)
    const shown = times.map(({ shownAt, pressedAt }) => shownAt - pressedAt)
    const figures = { presses: PRESSES, ...tell('answered', answered), ...tell('on the screen', shown) }
    keep('press-to-screen', { machine: about, ...figures })
  } finally {
    await browser.close()
    await serving.stop()
    await postgres.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}

interface Times {
  pressedAt: number
  answeredAt: number
  shownAt: number
}

async function measure(page: Page, url: string): Promise<Times[]> {
  const token = await signIn(url, 'admin', PASSWORD)
  const hall = { url, hall: 'zhangzhou' }
  await press(hall, { do: 'open', counter: COUNTER }, token)
  const times: Times[] = []
  for (let i = 0; i < PRESSES; i++) {
    const taken = await press(hall, { do: 'take', service: 'id-card' })
    const { id, number } = taken.body.ticket as { id: string; number: string }
    await watchFor(page, number)
    await delay(BETWEEN_MS)
    const pressedAt = now()
    await press(hall, { do: 'call-next', counter: COUNTER }, token)
    const answeredAt = now()
    times.push({ pressedAt, answeredAt, shownAt: await page.evaluate(() => (window as unknown as Watching).shown) })
    await press(hall, { do: 'miss', ticket: id }, token)
  }
  const { body } = await ask(url, 'GET', '/api/v1/halls/zhangzhou/board')
  if ((body.calls as unknown[]).length === 0) throw new Error('nothing was called')
  return times
}

interface Watching {
  shown: Promise<number>
}

/** Before the press: the page will note when the number stands on it, by its own observer and clock. */
async function watchFor(page: Page, number: string): Promise<void> {
  await page.evaluate((wanted) => {
    const watching = window as unknown as Watching
    watching.shown = new Promise((resolve) => {
      const observer = new MutationObserver(() => {
        const there = [...document.querySelectorAll('.number')].some((one) => one.textContent === wanted)
        if (!there) return
        observer.disconnect()
        resolve(performance.timeOrigin + performance.now())
      })
      observer.observe(document.body, { subtree: true, childList: true, characterData: true })
    })
  }, number)
}

function tell(what: string, values: number[]): Record<string, number> {
  const p50 = Math.round(median(values) * 10) / 10
  const p99 = Math.round(quantile(values, 0.99) * 10) / 10
  console.log(`press to ${what}: p50 ${p50} ms, p99 ${p99} ms (${values.length} presses)`)
  return { [`${what} p50 ms`]: p50, [`${what} p99 ms`]: p99 }
}

await main()
