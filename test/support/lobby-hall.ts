// A small hall with eight counters in two zones and a screen of every layout, and people who call there.
import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after } from 'node:test'
import type { Browser, Page } from 'playwright-core'
import type { HallFile } from '../../core/hall.ts'
import type { Screen } from '../../core/screens.ts'
import { press } from './asking.ts'
import { BOOK } from './booking-hall.ts'
import { openBrowser } from './browser.ts'
import { type HallServer, openHallServer } from './hall-server.ts'
import { smallHall } from './small-hall.ts'

export const WIDE = { width: 1920, height: 1080 }
export const SOON_MS = 15_000

export const screen = (id: string, change: Partial<Screen>): Screen => ({
  id,
  name: { 'zh-CN': id, en: id },
  layout: 'calls',
  inches: 55,
  distance: 5,
  ...change,
})
export const SCREENS = [
  screen('usual', {}),
  screen('far', { distance: 9 }),
  screen('single', { layout: 'single', distance: 6 }),
  screen('zones', { layout: 'zones' }),
  screen('departments', { layout: 'departments' }),
  screen('notice', {
    beside: 'notice',
    notice: { 'zh-CN': '今天下午两点起不动产登记请到二楼办理。'.repeat(3), en: 'Property: second floor' },
  }),
  screen('two', { rows: 2 }),
  screen('video', { beside: 'video', address: '/media/nothing-here.mp4' }),
  screen('picture', { beside: 'picture', address: '/media/hall.png' }),
]

function hallFile(): HallFile {
  const base = smallHall()
  const counters = Array.from({ length: 8 }, (_, i) => ({
    id: String(i + 1),
    name: { 'zh-CN': `${i + 1}号窗口`, en: `Counter ${i + 1}` },
    zone: i < 4 ? 'A' : 'B',
    serves: [{ service: i % 2 === 0 ? 'id-card' : 'deed', tier: 1 }],
  }))
  const openings = base.openings.map((one) => ({ ...one, book: BOOK }))
  const policy = { ...base.policy, bookingShare: null, publicNames: 'masked' as const }
  // As long as departments are called in English.
  const departments = base.departments.map((one) =>
    one.id === 'property' ? { ...one, name: { ...one.name, en: 'Real Estate Registration Centre' } } : one,
  )
  return { ...base, departments, counters, openings, policy, screens: SCREENS }
}

const DOT = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='

/** Of the file: a hook that is asked for while another one runs would belong to that one. */
const ends: (() => unknown)[] = []
after(async () => {
  for (const end of ends) await end()
})

export type LobbyHall = Awaited<ReturnType<typeof openLobbyHall>>

export async function openLobbyHall() {
  const folder = mkdtempSync(join(tmpdir(), 'tingxu-layouts-'))
  const HALL_FILE = join(folder, 'hall.json')
  writeFileSync(HALL_FILE, JSON.stringify(hallFile()))
  mkdirSync(join(folder, 'media'))
  writeFileSync(join(folder, 'media', 'hall.png'), Buffer.from(DOT, 'base64'))
  writeFileSync(join(folder, 'media', 'hall.html'), '<script>alert(1)</script>')
  const server: HallServer = await openHallServer({ HALL_FILE, DATA_DIR: folder, LIMIT_COMMANDS: '100000' })
  const browser: Browser = await openBrowser()
  ends.push(
    () => browser.close(),
    () => rmSync(folder, { recursive: true }),
  )

  /** A manager's press, which must be done. */
  async function act(command: Record<string, unknown>): Promise<{ ticket?: { id: string; number: string } }> {
    const { status, body } = await press(server, command, server.token)
    assert.equal(status, 200, JSON.stringify(body))
    return body
  }

  async function call(service: string, counter: string): Promise<{ id: string; number: string }> {
    await act({ do: 'take', service })
    const { ticket } = await act({ do: 'call-next', counter })
    assert.ok(ticket)
    return ticket
  }

  async function open(path: string, viewport = WIDE, { asleep = false, device = '' } = {}): Promise<Page> {
    const context = await browser.newContext({ viewport, locale: 'zh-CN' })
    const cookie = { name: 'tingxu_device', value: device, url: server.url, sameSite: 'Strict' as const }
    if (device !== '') await context.addCookies([cookie])
    const page = await context.newPage()
    page.setDefaultTimeout(SOON_MS)
    page.on('pageerror', (error) => assert.fail(error))
    if (asleep) await page.clock.install()
    await page.goto(server.url + path)
    return page
  }

  for (const { id } of hallFile().counters) await act({ do: 'open', counter: id })
  return { server, browser, act, call, open }
}

/** For looking at: where pictures go, when somebody wants them. */
export async function shoot(page: Page, name: string): Promise<void> {
  const pictures = process.env.PICTURES
  if (pictures !== undefined) await page.screenshot({ path: join(pictures, `${name}.png`) })
}
