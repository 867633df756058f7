// A clerk at the open counter 3, over a cable that can be cut: what the tests of the desk and of its bar begin with.
import { after } from 'node:test'
import type { Page } from 'playwright-core'
import { ask, press } from './asking.ts'
import { openBrowser } from './browser.ts'
import { layCable } from './cable.ts'
import { openHallServer } from './hall-server.ts'
import { newStaff, openConsole } from './signed-in.ts'

interface SeenTicket {
  number: string
  calls: number
  state: string
}

interface SeenCounter {
  id: string
  state: string
  reason?: string | null
}

// Of the file: a hook that is asked for while another one runs would belong to that one.
const ends: (() => Promise<unknown>)[] = []
after(async () => {
  for (const end of ends) await end()
})

export const shows = (page: Page, selector: string, text: string) =>
  page.locator(selector, { hasText: text }).first().waitFor()
export const says = (page: Page, text: string) => shows(page, '.notices li', text)

export async function openDesk() {
  const server = await openHallServer()
  const cable = await layCable(server.url)
  const browser = await openBrowser()
  ends.push(() => browser.close())
  /** Of every page: what it threw, and what its policy kept from running. */
  const faults: string[] = []

  async function sitAt(who: string, more: { width?: number; height?: number; path?: string; language?: string }) {
    const page = await openConsole(browser, { ...server, url: cable.url }, who, more)
    page.on('pageerror', (error) => faults.push(error.message))
    page.on('console', (line) => {
      if (line.text().includes('Content Security Policy')) faults.push(line.text())
    })
    return page
  }

  async function boardOfStaff(): Promise<{ tickets: SeenTicket[]; counters: SeenCounter[] }> {
    const path = `/api/v1/halls/${server.hall}/board?audience=staff`
    const { body } = await ask(server.url, 'GET', path, { token: server.token })
    return body as unknown as { tickets: SeenTicket[]; counters: SeenCounter[] }
  }

  const token = await newStaff(server, 'clerk', 'wang.li', '王丽')
  const desk = await sitAt(token, { width: 1366, height: 768 })
  await desk.getByRole('button', { name: /^Counter 3 ?Closed/ }).click()
  await desk.keyboard.press('o')
  await says(desk, 'The counter is open')
  return {
    server,
    cable,
    browser,
    token,
    desk,
    faults,
    sitAt,
    boardOfStaff,
    take: (service = 'id-card') => press(server, { do: 'take', service }),
    ticketOf: async (number: string) => (await boardOfStaff()).tickets.find((one) => one.number === number),
  }
}
