// People in the sample hall with real browsers: at the kiosk, with their phones, under the lobby's screen.
import assert from 'node:assert/strict'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after } from 'node:test'
import type { Page } from 'playwright-core'
import type { HallFile } from '../../core/hall.ts'
import type { TicketView } from '../../core/protocol-board.ts'
import { ask, press } from './asking.ts'
import { openBrowser } from './browser.ts'
import { openHallServer } from './hall-server.ts'

export const KIOSK = { width: 1080, height: 1920 }
export const PHONE = { width: 390, height: 844 }
export const LOBBY = { width: 1920, height: 1080 }
/** A few presses cross two screens and a socket; nothing here waits longer than a person would. */
export const SOON_MS = 10_000

// Of the file: a hook that is asked for while another one runs would belong to that one.
const ends: (() => unknown)[] = []
after(async () => {
  for (const end of ends) await end()
})

type Size = { width: number; height: number }
export type Visitors = Awaited<ReturnType<typeof openVisitors>>

export function soon(page: Page, selector: string, text?: string): Promise<void> {
  return page
    .locator(selector, text === undefined ? {} : { hasText: text })
    .first()
    .waitFor({ timeout: SOON_MS })
}

/** Texts of which not all is to be seen. Glyphs may reach out of a tight line by less than half their size. */
export function cutOff(page: Page, selector: string): Promise<(string | null)[]> {
  return page.$$eval(selector, (all) =>
    all
      .filter((one) => {
        const slack = Number.parseFloat(getComputedStyle(one).fontSize) / 2
        return (
          one.clientHeight === 0 || one.scrollHeight > one.clientHeight + slack || one.scrollWidth > one.clientWidth
        )
      })
      .map((one) => one.textContent),
  )
}

/** The sample hall, in which the notary gives each person one number and the gas company one number a day. */
export async function openVisitors() {
  const server = await openHallServer({ HALL_FILE: changedHall() })
  const browser = await openBrowser()
  ends.push(() => browser.close())

  async function open(path: string, viewport: Size, { asleep = false, device = '' } = {}): Promise<Page> {
    const context = await browser.newContext({ viewport, locale: 'zh-CN' })
    const cookie = { name: 'tingxu_device', value: device, url: server.url, sameSite: 'Strict' as const }
    if (device !== '') await context.addCookies([cookie])
    const page = await context.newPage()
    page.on('pageerror', (error) => assert.fail(error))
    if (asleep) await page.clock.install()
    await page.goto(server.url + path)
    return page
  }

  async function take(service: string): Promise<TicketView & { key: string }> {
    const { body } = await press(server, { do: 'take', service })
    return body.ticket as TicketView & { key: string }
  }

  /** A manager's press, which must be done. */
  async function act(command: Record<string, unknown>): Promise<void> {
    const { status, body } = await press(server, command, server.token)
    assert.equal(status, 200, JSON.stringify(body))
  }

  async function holder(key: string): Promise<TicketView> {
    const { body } = await ask(server.url, 'GET', `/api/v1/tickets/${key}`)
    return body.ticket as TicketView
  }

  /** The ticket of this number, as staff see it. */
  async function ticketOf(number: string): Promise<TicketView | undefined> {
    const path = `/api/v1/halls/${server.hall}/board?audience=staff`
    const { body } = await ask(server.url, 'GET', path, { token: server.token })
    return (body.tickets as TicketView[]).find((one) => one.number === number)
  }

  return { server, open, take, act, holder, ticketOf }
}

function changedHall(): string {
  const sample = join(import.meta.dirname, '..', '..', 'halls', 'zhangzhou.json')
  const file: HallFile = JSON.parse(readFileSync(sample, 'utf8'))
  for (const service of file.services) {
    if (service.id === 'notary') service.onePerPerson = true
    if (service.id === 'gas') service.dailyLimit = 1
  }
  const folder = mkdtempSync(join(tmpdir(), 'tingxu-visitors-'))
  ends.push(() => rmSync(folder, { recursive: true, force: true }))
  const path = join(folder, 'hall.json')
  writeFileSync(path, JSON.stringify(file))
  return path
}
