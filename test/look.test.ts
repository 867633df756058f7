// How a hall looks is its own: colours that are checked for being readable, a mark, a dark or a light lobby. Seen on the screens.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Browser, Page } from 'playwright-core'
import type { HallFile } from '../core/hall.ts'
import { faultsOf } from '../core/hall-faults.ts'
import { coloursOf, contrast } from '../core/look.ts'
import { ask } from './support/asking.ts'
import { violations } from './support/axe.ts'
import { openBrowser } from './support/browser.ts'
import { type HallServer, openHallServer } from './support/hall-server.ts'
import { openConsole } from './support/signed-in.ts'
import { smallHall } from './support/small-hall.ts'

const DRAWING =
  '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="40"><circle cx="20" cy="20" r="18" fill="#b3261e"/></svg>'
const dataUrl = (kind: string, content: string) => `data:${kind};base64,${Buffer.from(content).toString('base64')}`

let server: HallServer
let browser: Browser
before(async () => {
  server = await openHallServer()
  browser = await openBrowser()
})
after(() => browser?.close())

const wrongWith = (look: object) =>
  faultsOf({ ...smallHall(), look }).map(({ path, code, detail }) => `${path} ${code} ${detail}`)

test('contrast is that of WCAG: 21 for black on white, 4.54 for #767676', () => {
  assert.equal(contrast('#000000', '#ffffff'), 21)
  assert.equal(contrast('#767676', '#ffffff').toFixed(2), '4.54')
  assert.equal(contrast('#ffffff', '#777777').toFixed(2), '4.48')
})

test('a colour that cannot be read, a mark that is no picture and other letters are refused with their place', () => {
  assert.deepEqual(wrongWith({ accent: '#0b5a78', band: '#0d2f40', lobby: 'light' }), [])
  assert.deepEqual(wrongWith({ accent: '#e07b00' }), ['/look/accent weak_contrast 2.6'])
  assert.deepEqual(wrongWith({ band: '#7fb2c4' }), ['/look/band weak_contrast 2.1'])
  assert.deepEqual(
    wrongWith({ accent: 'red' }).map((one) => one.split(' ')[0]),
    ['/look/accent'],
  )
  assert.deepEqual(wrongWith({ logo: dataUrl('image/svg+xml', DRAWING) }), [])
  assert.deepEqual(wrongWith({ logo: dataUrl('image/png', '<script>') }), [
    '/look/logo no_picture data:image/png;base64',
  ])
  assert.deepEqual(wrongWith({ logo: dataUrl('image/gif', 'GIF89a') }), ['/look/logo no_picture data:image/gif;base64'])
  assert.deepEqual(
    wrongWith({ logo: 'https://example.org/logo.png' }).map((one) => one.split(' ')[0]),
    ['/look/logo'],
  )
  const large = wrongWith({ logo: dataUrl('image/png', 'x'.repeat(60_000)) })
  assert.deepEqual(
    large.map((one) => one.split(' ').slice(0, 2).join(' ')),
    ['/look/logo malformed'],
  )
})

test('every tint of a colour that is taken can be read where it stands', () => {
  for (const accent of ['#0b5a78', '#8a1c1c', '#1e5b2a', '#5a2a82', '#2b2b2b']) {
    assert.deepEqual(wrongWith({ accent }), [], accent)
    const { '--accent-soft': soft = '', '--accent-deep': deep = '' } = coloursOf({ accent })
    assert.ok(contrast(accent, soft) >= 4.5 && contrast(deep, '#ffffff') > contrast(accent, '#ffffff'), accent)
  }
})

async function setLook(look: HallFile['look']): Promise<void> {
  const path = `/api/v1/halls/${server.hall}/file`
  const { body, headers } = await ask(server.url, 'GET', path, { token: server.token })
  const match = { 'if-match': headers.get('etag') ?? '' }
  const put = await ask(server.url, 'PUT', path, { body: { ...body, look }, token: server.token, headers: match })
  assert.equal(put.status, 200, JSON.stringify(put.body))
}

async function open(path: string, width: number, height: number): Promise<Page> {
  const page = await (await browser.newContext({ viewport: { width, height }, locale: 'zh-CN' })).newPage()
  page.setDefaultTimeout(15_000)
  page.on('pageerror', (error) => assert.fail(error))
  await page.goto(server.url + path)
  return page
}

const styleOf = (page: Page, selector: string, property: string) =>
  page
    .locator(selector)
    .first()
    .evaluate((element, name) => getComputedStyle(element).getPropertyValue(name), property)

test('kiosk, phone and lobby wear it; who changes it sees it there without a reload, and it can be read', async () => {
  const kiosk = await open('/kiosk', 1080, 1920)
  const lobby = await open('/display', 1920, 1080)
  await kiosk.locator('[data-department]').first().waitFor()
  await lobby.locator('.head h1 .first').waitFor()
  assert.equal(await styleOf(lobby, 'body', 'background-color'), 'rgb(13, 27, 38)')
  await setLook({ accent: '#8a1c1c', band: '#4a1010', lobby: 'light', logo: dataUrl('image/svg+xml', DRAWING) })
  await kiosk.locator('.kiosk-hall .logo').waitFor()
  await lobby.locator('.head .logo').waitFor()
  assert.equal(await styleOf(kiosk, '.kiosk-head', 'background-color'), 'rgb(74, 16, 16)')
  assert.equal(await styleOf(kiosk, '.guide', 'border-top-color'), 'rgb(138, 28, 28)')
  assert.equal(await styleOf(lobby, 'body', 'background-color'), 'rgb(246, 244, 238)')
  const drawn = await kiosk.locator('.kiosk-hall .logo').evaluate((one) => (one as HTMLImageElement).naturalWidth)
  assert.equal(drawn, 40)
  const phone = await open('/booking', 390, 844)
  await phone.locator('.phone-hall .logo').waitFor()
  for (const page of [kiosk, lobby, phone]) assert.deepEqual(await violations(page), [])
  await setLook(undefined)
  await kiosk.locator('.kiosk-hall .logo').waitFor({ state: 'detached' })
  assert.equal(await styleOf(kiosk, '.guide', 'border-top-color'), 'rgb(11, 90, 120)')
  for (const page of [kiosk, lobby, phone]) await page.context().close()
})

test('a screen that stands for years moves by a hair every few minutes, and nothing of it leaves the screen', async () => {
  for (const path of ['/display', '/display/counter?counter=3']) {
    const page = await open(path, 1920, 1080)
    await page.locator('main h1, main header').first().waitFor()
    const places = await page.evaluate(() => {
      const main = document.querySelector('main') as HTMLElement
      const drift = main.getAnimations()[0] as Animation
      drift.pause()
      return Array.from({ length: 8 }, (_, n) => {
        drift.currentTime = (n + 0.5) * 300_000
        const texts = [...main.querySelectorAll('span, time')].map((one) => one.getBoundingClientRect())
        const inside = texts.every(
          (box) => box.left >= 0 && box.top >= 0 && box.right <= innerWidth && box.bottom <= innerHeight,
        )
        const { x, y } = main.getBoundingClientRect()
        return { at: `${x.toFixed(1)} ${y.toFixed(1)}`, inside }
      })
    })
    assert.equal(new Set(places.map(({ at }) => at)).size, 8, `${path}: eight places`)
    assert.ok(
      places.every(({ inside }) => inside),
      `${path}: ${JSON.stringify(places)}`,
    )
    await page.context().close()
  }
})

test('the mark is a picture of its own that does nothing by itself, and is kept by the address it has', async () => {
  await setLook({ logo: dataUrl('image/svg+xml', DRAWING) })
  const { body } = await ask(server.url, 'GET', `/api/v1/halls/${server.hall}`)
  const { logo } = body.look as { logo: string }
  const answer = await fetch(server.url + logo)
  assert.equal(await answer.text(), DRAWING)
  assert.equal(answer.headers.get('content-type'), 'image/svg+xml')
  assert.match(answer.headers.get('content-security-policy') ?? '', /default-src 'none'.*sandbox/)
  assert.match(answer.headers.get('cache-control') ?? '', /immutable/)
  const old = await fetch(`${server.url}${logo.split('?')[0]}?v=of-another`)
  assert.equal(old.headers.get('cache-control'), 'no-cache')
  await setLook(undefined)
  const none = await ask(server.url, 'GET', logo)
  assert.equal(`${none.status} ${none.body.code}`, '404 no_logo')
})

test('a manager chooses them in the console: a pale colour is named with its contrast, the mark is a file', async () => {
  const page = await openConsole(browser, server, server.token, { path: '#setup/hall' })
  const accent = page.getByLabel('Colour of buttons')
  await accent.fill('#ffb347')
  await page.getByText('Not dark enough to be read: contrast 1.6 : 1').first().waitFor()
  await accent.fill('#5a2a82')
  await page.getByLabel('Mark of the hall').setInputFiles({
    name: 'mark.svg',
    mimeType: 'image/svg+xml',
    buffer: Buffer.from(DRAWING),
  })
  await page.getByRole('img', { name: 'a picture' }).waitFor()
  await page.getByLabel('Lobby screens').selectOption('light')
  assert.deepEqual(await violations(page), [])
  await page.getByRole('button', { name: 'Save and put in force' }).click()
  await page.getByText('Saved. It is in force now.').waitFor()
  const { body } = await ask(server.url, 'GET', `/api/v1/halls/${server.hall}/file`, { token: server.token })
  assert.deepEqual(body.look, { accent: '#5a2a82', lobby: 'light', logo: dataUrl('image/svg+xml', DRAWING) })
  await page.goto(`${server.url}/console?lang=en#setup/changes`)
  await page.reload()
  await page.getByText('a picture').first().waitFor()
  assert.ok(!(await page.locator('main').innerText()).includes('base64'))
})
