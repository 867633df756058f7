// `npm run bench:sound`: from a clerk's press (HTTP) to the first sound of the lobby screen and to the first spoken word. CALLS may be given.
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pino } from 'pino'
import type { Page } from 'playwright-core'
import { readConfig, SAMPLE_HALL } from '../server/config.ts'
import { startPostgres } from '../server/embedded/start.ts'
import { serve } from '../server/serve.ts'
import { press, signIn } from '../test/support/asking.ts'
import { openBrowser } from '../test/support/browser.ts'
import { keep, machine, median, quantile } from './report.ts'

const CALLS = Number(process.env.CALLS ?? 40)
const PASSWORD = 'for-the-bench-only'
const COUNTER = '3'
const SPEAKS_WITHIN_MS = 30_000
const LOOK_EVERY_MS = 50

async function main(): Promise<void> {
  const about = machine()
  const folder = mkdtempSync(join(tmpdir(), 'tingxu-bench-'))
  chmodSync(folder, 0o755) // as root, PostgreSQL runs as another account, which has to enter
  const hall = JSON.parse(readFileSync(SAMPLE_HALL, 'utf8'))
  hall.policy.devices = 'open'
  const file = join(folder, 'hall.json')
  writeFileSync(file, JSON.stringify(hall))
  const postgres = await startPostgres({ dataDir: join(folder, 'data'), log: (line) => console.error(line) })
  const settings = { PORT: '0', ADMIN_PASSWORD: PASSWORD, CLOCK: 'manual@2026-11-24T09:00:00+08:00', HALL_FILE: file }
  // A short tone in the place of a voice, unless a command is given: how long a sentence is, is not the question.
  const tone = `${process.execPath} ${join(import.meta.dirname, '..', 'test', 'support', 'tone.mjs')} {language}`
  const config = readConfig({ ...settings, SPEECH_COMMAND: process.env.SPEECH_COMMAND ?? tone })
  const serving = await serve(config, postgres.connection, pino({ level: 'error' }))
  const browser = await openBrowser()
  try {
    const page = await browser.newPage({ viewport: { width: 1920, height: 1080 } })
    await noteSounds(page)
    await page.goto(`${serving.url}/display`)
    await page.click('.sound')
    await page.waitForTimeout(2_000)
    const of = { url: serving.url, hall: serving.halls.list()[0]?.id ?? '' }
    const times = await measure(page, of, await signIn(of.url, 'admin', PASSWORD))
    const figures = {
      calls: times.length,
      ...tell(
        'first sound',
        times.map(({ sound, pressed }) => sound - pressed),
      ),
      ...tell(
        'first word',
        times.map(({ word, pressed }) => word - pressed),
      ),
    }
    keep('call-to-sound', { machine: about, ...figures })
  } finally {
    await browser.close()
    await serving.stop()
    await postgres.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}

interface Noted {
  chimes: number[]
  words: number[]
}

/** The page notes when it starts a sound, by the machine's own clock. No function with a name: it would not be known there. */
function noteSounds(page: Page): Promise<unknown> {
  return page.addInitScript(() => {
    const noted: Noted = { chimes: [], words: [] }
    Object.assign(window, noted)
    const chime = OscillatorNode.prototype.start
    OscillatorNode.prototype.start = function (...given) {
      noted.chimes.push(performance.timeOrigin + performance.now())
      return chime.apply(this, given)
    }
    const word = AudioBufferSourceNode.prototype.start
    AudioBufferSourceNode.prototype.start = function (...given) {
      noted.words.push(performance.timeOrigin + performance.now())
      return word.apply(this, given)
    }
  })
}

/** One call after another, each when the one before is spoken. */
async function measure(page: Page, of: { url: string; hall: string }, token: string) {
  const say = (command: Record<string, unknown>) => press(of, command, token)
  await say({ do: 'open', counter: COUNTER })
  const times: { pressed: number; sound: number; word: number }[] = []
  await say({ do: 'take', service: 'id-card' })
  let { body } = await say({ do: 'call-next', counter: COUNTER })
  const ticket = (body.ticket as { id: string } | undefined)?.id
  if (ticket === undefined) throw new Error(JSON.stringify(body))
  for (let i = 0; i < CALLS; i++) {
    await page.locator('.caption').waitFor({ state: 'attached', timeout: SPEAKS_WITHIN_MS })
    await page.locator('.caption').waitFor({ state: 'detached', timeout: SPEAKS_WITHIN_MS })
    await page.waitForTimeout(200)
    const pressed = performance.timeOrigin + performance.now()
    ;({ body } = await say({ do: 'recall', ticket }))
    const found = await firstSounds(page, pressed)
    if (found !== null) times.push({ pressed, ...found })
  }
  return times
}

/** Asked again and again: the page's own policy lets no test's function wait in it. */
async function firstSounds(page: Page, since: number): Promise<{ sound: number; word: number } | null> {
  for (let waited = 0; waited < SPEAKS_WITHIN_MS; waited += LOOK_EVERY_MS) {
    const { chimes, words } = await page.evaluate(() => {
      const { chimes, words } = window as unknown as Noted
      return { chimes, words }
    })
    const [sound, word] = [chimes.find((at) => at > since), words.find((at) => at > since)]
    if (sound !== undefined && word !== undefined) return { sound, word }
    await page.waitForTimeout(LOOK_EVERY_MS)
  }
  return null
}

function tell(what: string, values: number[]): Record<string, number> {
  const p50 = Math.round(median(values))
  const p99 = Math.round(quantile(values, 0.99))
  console.log(`press to ${what}: p50 ${p50} ms, p99 ${p99} ms (${values.length} calls)`)
  return { [`${what} p50 ms`]: p50, [`${what} p99 ms`]: p99 }
}

await main()
