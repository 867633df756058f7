// A manager gives the hall a voice in the console; the lobby speaks with it and shows it; staff hear of silence.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import pg from 'pg'
import type { Browser, Page } from 'playwright-core'
import type { ClipsView } from '../core/voice.ts'
import { ask, press } from './support/asking.ts'
import { violations } from './support/axe.ts'
import { BEEPING_MICROPHONE, openBrowser } from './support/browser.ts'
import { type HallServer, moveTo } from './support/hall-server.ts'
import { openConsole } from './support/signed-in.ts'
import { oneServiceHall, openSpeakingHall, SPEAKS } from './support/speaking-hall.ts'
import { tonesIn, toneWav } from './support/tones.ts'
import { until } from './support/until.ts'

const LOBBY = { width: 1920, height: 1080 }
const WAIT_MS = 15_000
const BEEPS_EVERY_MS = 1_100
let server: HallServer
let browser: Browser
before(async () => {
  server = await openSpeakingHall(oneServiceHall(), SPEAKS)
  browser = await openBrowser(BEEPING_MICROPHONE)
})
after(() => browser?.close())

async function say(command: Record<string, unknown>): Promise<{ ticket?: { id: string } }> {
  const { status, body } = await press(server, command, server.token)
  assert.ok(status < 300, JSON.stringify(body))
  return body
}

const board = () => {
  const [hall] = server.serving.halls.list()
  if (hall === undefined) throw new Error('there is a hall')
  return hall.board
}

async function minnan(): Promise<ClipsView['languages'][number]['clips']> {
  const { body } = await ask(server.url, 'GET', `/api/v1/halls/${server.hall}/clips`, { token: server.token })
  return (body as unknown as ClipsView).languages.find(({ language }) => language === 'nan')?.clips ?? []
}

test('a manager puts Minnan between Mandarin and English, and makes noon quieter', async () => {
  for (const language of ['zh-CN', 'en']) {
    const page = await openConsole(browser, server, server.token, { path: '#setup/voice', language })
    await page.locator('.clips').waitFor()
    assert.deepEqual(await violations(page), [])
    await page.context().close()
  }
  const page = await openConsole(browser, server, server.token, { path: '#setup/voice' })
  await page.getByLabel('Language code').fill('nan')
  await page.getByRole('button', { name: 'Add the language' }).click()
  await page.getByRole('button', { name: 'Move up Minnan' }).click()
  await page.getByRole('button', { name: 'Add a span of time' }).click()
  await page.getByRole('button', { name: 'Save and put in force' }).click()
  await page.getByText('Saved. It is in force now.').waitFor()
  assert.deepEqual(board().file.voice, {
    languages: ['zh-CN', 'nan', 'en'],
    volume: { spans: [{ start: '12:00', end: '14:30', percent: 50 }] },
  })
  await page.context().close()
})

test('each word is recorded at the microphone or brought as a file, heard, and taken away again', async () => {
  const page = await openConsole(browser, server, server.token, { path: '#setup/voice' })
  await page.getByRole('button', { name: /Minnan 0\/15/ }).click()
  // The microphone beeps once a second; a busy machine may miss one, and then nothing was said.
  await until('a beep is recorded', async () => {
    await page.getByRole('button', { name: 'Record "请"' }).click()
    await page.getByText('Recording, please speak …').waitFor()
    await page.waitForTimeout(BEEPS_EVERY_MS)
    const put = page.waitForResponse((one) => one.request().method() === 'PUT')
    await page.getByRole('button', { name: 'Stop "请"' }).click()
    return (await put).ok()
  })
  await page.getByRole('row', { name: /"请".* s / }).waitFor()
  const [before] = await minnan()
  assert.equal(before?.name, 'phrase-before')
  assert.ok((before?.recorded?.seconds ?? 0) > 0, 'the beep of the microphone')
  const focused = () => page.evaluate(() => document.activeElement?.getAttribute('aria-label'))
  await until('the next word is ready to be recorded', async () => (await focused()) === 'Record Letter A')

  const wav = (name: string, hertz: number) => ({ name, mimeType: 'audio/wav', buffer: toneWav({ hertz }) })
  await page.getByLabel('Upload "号，到"').setInputFiles(wav('whatever.wav', 800))
  await page.getByLabel('Upload Letter A').setInputFiles({ ...wav('a.wav', 0), buffer: Buffer.from('no sound') })
  await page.getByText('Letter A: This is no WAV that can be read').waitFor()
  const files = [...[...'0123456789'].map((digit, i) => wav(`digit-${digit}.wav`, 1_000 + i * 100))]
  files.push(wav('letter-A.wav', 600), wav('counter-1.wav', 2_500), wav('counter-2.wav', 2_700))
  const several = page.getByLabel('Several at once')
  const broken = { ...wav('digit-9.wav', 0), buffer: Buffer.from('no sound') }
  await several.setInputFiles([
    broken,
    wav('digit-8#old.wav', 3_000),
    ...files.filter(({ name }) => name !== broken.name),
  ])
  await page.getByText('Recordings missing: 1').waitFor()
  // Each says what is wrong with it, also when those after it are right; none goes under the name of another.
  await page.getByText('Digit 9: This is no WAV that can be read').waitFor()
  await page.getByText('Digit 8#old: ').waitFor()
  await several.setInputFiles(files.filter(({ name }) => name === broken.name))
  await page.getByText('All recordings are there.').waitFor()
  assert.equal(await page.getByText('Digit 9: ').count(), 0)
  assert.deepEqual(await violations(page), [])

  const heard = page.waitForRequest(/\/clips\/nan\/digit-7$/)
  await page.getByRole('button', { name: 'Listen Digit 7' }).click()
  await heard
  const sample = page.waitForResponse(/\/voice\/sample\/nan$/)
  await page.getByRole('button', { name: 'Hear a sample call' }).click()
  assert.ok(tonesIn(await (await sample).body()).length >= 7, 'a call from the clips')
  await page.route(/\/voice\/sample\//, (route) => route.abort())
  await page.getByRole('button', { name: 'Hear a sample call' }).click()
  await page.getByText('Hear a sample call: ').waitFor()
  await page.getByRole('button', { name: 'Remove 2号窗口' }).click()
  await page.getByText('Recordings missing: 1').waitFor()
  await page.goto(`${server.url}/console?lang=en#setup/changes`)
  await page.reload()
  await page.getByText('A recorded voice was changed').first().waitFor()
  await page.context().close()
})

test('a microphone that is given after the next press, or to a page that was left, is given back', async () => {
  const page = await openConsole(browser, server, server.token, { path: '#setup/voice' })
  await page.getByRole('button', { name: /^Minnan \d/ }).click()
  // A browser that asks first gives the microphone when it is answered.
  await page.evaluate(() => {
    const { mediaDevices } = navigator
    const give = mediaDevices.getUserMedia.bind(mediaDevices)
    const asked: (() => void)[] = []
    const given: MediaStream[] = []
    mediaDevices.getUserMedia = async (what) => {
      await new Promise<void>((resolve) => asked.push(resolve))
      const stream = await give(what)
      given.push(stream)
      return stream
    }
    Object.assign(window, { given, asked })
  })
  const live = () =>
    page.evaluate(() => {
      const { given } = window as unknown as { given: MediaStream[] }
      return given.map((one) => one.getTracks().some(({ readyState }) => readyState === 'live'))
    })
  const answer = () =>
    page.evaluate(() => {
      for (const one of (window as unknown as { asked: (() => void)[] }).asked.splice(0)) one()
    })
  await page.getByRole('button', { name: 'Record "请"' }).click()
  await page.getByRole('button', { name: 'Record Letter A' }).click()
  await answer()
  await page.getByRole('button', { name: 'Stop Letter A' }).waitFor()
  await until('only one listens', async () => (await live()).join() === 'false,true')
  await page.getByRole('button', { name: 'Record Digit 0' }).click()
  await page.locator('.top a[href="#overview"]').click()
  await page.getByRole('heading', { name: 'The hall now' }).waitFor()
  await answer()
  await until('nobody listens', async () => (await live()).join() === 'false,false,false')
  await page.context().close()
})

interface Screen {
  page: Page
  fetched: string[]
}

async function openLobby(): Promise<Screen> {
  const page = await browser.newPage({ viewport: LOBBY })
  const fetched: string[] = []
  page.on('request', (request) => {
    const { pathname } = new URL(request.url())
    if (/\/voice\/\d+\//.test(pathname)) fetched.push(pathname)
  })
  // How loud everything that sounds is made: the page has no other way out to the loudspeaker.
  await page.addInitScript(() => {
    const gains: GainNode[] = []
    Object.assign(window, { gains })
    const create = AudioContext.prototype.createGain
    AudioContext.prototype.createGain = function (this: AudioContext) {
      const gain = create.call(this)
      gains.push(gain)
      return gain
    }
  })
  await page.goto(`${server.url}/display`)
  await page.waitForSelector('.calls')
  await page.click('.sound')
  await page.waitForSelector('.sound:not(.sound-off)')
  return { page, fetched }
}

const gainOf = ({ page }: Screen) =>
  page.evaluate(() => (window as unknown as { gains: GainNode[] }).gains[0]?.gain.value)

test('the lobby speaks Mandarin, Minnan from the clips, English; the second screen shows it; at noon it is quieter', async () => {
  const screens = [await openLobby(), await openLobby()]
  for (const counter of ['1', '2']) await say({ do: 'open', counter })
  await say({ do: 'take', service: 'id-card' })
  await say({ do: 'call-next', counter: '1' })
  // At once: while one is waited for, the other may have gone on to the next language.
  await Promise.all(screens.map(({ page }) => page.getByText('请 A001 号，到1号窗口').waitFor({ timeout: WAIT_MS })))
  await until('one speaks', () => screens.some(({ fetched }) => fetched.length === 3))
  const [speaker, silent] = [...screens].sort((a, b) => b.fetched.length - a.fetched.length)
  if (speaker === undefined || silent === undefined) throw new Error('there are two')
  assert.equal(silent.fetched.length, 0)
  assert.deepEqual(
    speaker.fetched.map((path) => path.split('/').at(-1)),
    ['zh-CN', 'nan', 'en'],
  )
  const clips = Buffer.from(await (await fetch(server.url + speaker.fetched[1])).arrayBuffer())
  const heard = tonesIn(clips).map(({ hertz }) => Math.round(hertz / 100) * 100)
  assert.deepEqual(heard.slice(-6), [600, 1_000, 1_000, 1_100, 800, 2_500])
  assert.deepEqual(await violations(silent.page), [])
  assert.equal(await gainOf(speaker), 1)
  await until('spoken', () => board().announcements.length === 0)
  for (const { page } of screens) await page.waitForSelector('.caption', { state: 'detached' })

  await moveTo(server, '2026-11-24T12:10:00+08:00')
  await until('quieter', async () => (await gainOf(speaker)) === 0.5)
  // Whoever installs it hears how loud that is, and as what.
  const sample = speaker.page.waitForRequest(/\/voice\/sample\/nan$/)
  await speaker.page.click('.sound')
  await sample
  await speaker.page.locator('.caption').waitFor()
  for (const { page } of screens) await page.close()
})

test('when the only screen that spoke is gone, staff read that nobody speaks', async () => {
  const page = await openConsole(browser, server, server.token, { path: '#overview' })
  await page.getByRole('heading').first().waitFor()
  await say({ do: 'recall', ticket: board().counters.get('1')?.ticket })
  const client = new pg.Client(server.connection)
  await client.connect()
  await client.query("UPDATE speakers SET until = now() - interval '1 second'")
  await client.end()
  await moveTo(server, '2026-11-24T12:14:00+08:00')
  let presses = 0
  await until('the program noticed', async () => {
    // Something happens in the hall, by which the console knows how late it is there.
    await say({ do: presses++ % 2 === 0 ? 'pause' : 'open', counter: '2' })
    return page.getByText('Whole hall: no screen speaks the calls, for').isVisible()
  })
  assert.deepEqual(await violations(page), [])
  await page.context().close()
})
