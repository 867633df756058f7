// Messages in the console: the hall's own words with how they will come, and what does not get through, seen and tried again.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Browser } from 'playwright-core'
import { violations } from './support/axe.ts'
import { at, book, booked, bookingHall, hallServer, person } from './support/booking-hall.ts'
import { openBrowser } from './support/browser.ts'
import type { HallServer } from './support/hall-server.ts'
import { type Mailbox, openMailbox } from './support/mailbox.ts'
import { newStaff, openConsole } from './support/signed-in.ts'

let server: HallServer
let browser: Browser
let box: Mailbox

before(async () => {
  box = await openMailbox()
  const env = { SMTP_URL: box.url, MAIL_FROM: 'hall@example.org', PUBLIC_URL: 'https://hall.example.org' }
  server = await hallServer(bookingHall({}, { limits: { openPerService: null } }), undefined, env)
  browser = await openBrowser()
})
after(() => browser?.close())

const mail = (n: number) => ({ mail: `p${n}@example.org`, language: 'en' })

test('a manager puts a message into the hall’s own words, sees it as it will come, and so it comes', async () => {
  const page = await openConsole(browser, server, server.token, { path: '#setup/messages' })
  const booked_ = page.locator('details', { hasText: 'when a time is booked or confirmed' })
  await booked_.locator('summary').click()
  const english = booked_.locator('fieldset[lang=en]')
  const usual = await english.locator('.preview').innerText()
  assert.match(usual, /^Booked: Identity card, 2026-12-01\s+Small hall: your appointment is booked\./)
  await english.getByLabel('Text').fill('Ring {tiems}')
  await page.getByText('tiems means nothing here').first().waitFor()
  await english.getByLabel('Text').fill('Ring twice at {time}. Code {code}.')
  assert.match(await english.innerText(), /Ring twice at 09:30\. Code 482 193 067\./)
  assert.match(await english.innerText(), /38 letters: 1 SMS/)
  assert.match(await booked_.locator('fieldset[lang="zh-CN"]').innerText(), /您已预约 居民身份证/)
  assert.deepEqual(await violations(page), [])
  await page.getByRole('button', { name: 'Save and put in force' }).click()
  await page.getByText('Saved. It is in force now.').waitFor()
  booked(await book(server, person(1), at('09:00'), mail(1)))
  await waitFor(() => box.mails.some(({ text }) => text.startsWith('Ring twice at 09:00. Code ')))
  await page.close()
})

test('what does not get through stands first, with why; a host sees it, a manager tries it again', async () => {
  box.answer.code = 550
  booked(await book(server, person(2), at('10:00'), mail(2)))
  const host = await openConsole(browser, server, await newStaff(server, 'host', 'host'), {
    path: '#messages',
    language: 'zh-CN',
    width: 1024,
    height: 768,
  })
  await host.getByRole('row', { name: /预约成功 邮件 b2 已放弃 1 .*550/ }).waitFor()
  assert.equal(await host.getByRole('button', { name: '全部立即重试' }).count(), 0)
  assert.deepEqual(await violations(host), [])
  const page = await openConsole(browser, server, server.token, { path: '#messages' })
  const row = (name: RegExp) => page.getByRole('row', { name }).waitFor()
  await row(/Booked Mail b2 given up 1 .*550/)
  box.answer.code = null
  await page.getByRole('button', { name: 'Try all of them now' }).click()
  await row(/Booked Mail b2 sent \d\d-\d\d \d\d:\d\d 1/)
  assert.deepEqual(await violations(page), [])
  assert.ok(box.mails.some(({ to }) => to === 'p2@example.org'))
  assert.equal((await page.locator('main').innerText()).includes('@'), false)
})

async function waitFor(look: () => boolean): Promise<void> {
  const since = performance.now()
  while (!look()) {
    assert.ok(performance.now() - since < 10_000, 'not within ten seconds')
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}
