// What the people who work here are told by mail: that a session they are on the roster of takes place, or does not.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { setTimeout as delay } from 'node:timers/promises'
import type { Browser } from 'playwright-core'
import { ask, press, signIn } from './support/asking.ts'
import { violations } from './support/axe.ts'
import { at, book, booked, bookingHall, hallServer, person } from './support/booking-hall.ts'
import { openBrowser } from './support/browser.ts'
import { type HallServer, moveTo } from './support/hall-server.ts'
import { type Mailbox, mailTo, openMailbox } from './support/mailbox.ts'
import { openConsole } from './support/signed-in.ts'

/** Longer than a look of the follower. */
const QUIET_MS = 1_500
const PASSWORD = 'a-long-enough-password'

let server: HallServer
let box: Mailbox
let browser: Browser
before(async () => {
  box = await openMailbox()
  const env = { SMTP_URL: box.url, MAIL_FROM: 'hall@example.org', PUBLIC_URL: 'https://hall.example.org' }
  server = await hallServer(bookingHall({}, { reminders: [] }), '2026-11-25T09:00:00+08:00', env)
  browser = await openBrowser()
  for (const user of ['wang', 'li', 'zhao']) await add(user, `${user}@example.org`)
  await add('chen', null)
})
after(async () => {
  await browser?.close()
  await server?.stop()
})

async function add(user: string, mail: string | null): Promise<void> {
  const body = { user, name: user, role: 'clerk', hall: server.hall, password: PASSWORD, mail }
  assert.equal((await ask(server.url, 'POST', '/api/v1/staff', { body, token: server.token })).status, 201)
}

async function roster(session: string, ...users: string[]): Promise<void> {
  const staff = users.map((user) => ({ staff: user, place: null }))
  const { status, body } = await press(server, { do: 'staff-session', session, staff }, server.token)
  assert.equal(status, 200, JSON.stringify(body))
}

const heard = () => box.mails.map(({ to, subject }) => `${to.split('@')[0]} ${subject}`).sort()

test('an evening that too few booked: who was to work in it need not come; whose address is not known is not told', async () => {
  await roster('evening@2026-11-25', 'wang', 'chen')
  await delay(QUIET_MS)
  assert.deepEqual(heard(), [], 'nobody is told of an evening that is not decided')
  await moveTo(server, at('17:00'))
  const { text } = await mailTo(box, 'wang@example.org', /^已取消：夜间延时 2026-11-25$/)
  assert.equal(
    text,
    '小厅：2026-11-25 18:00–20:00 的夜间延时已取消，您无需到岗。https://hall.example.org/console?lang=zh-CN',
  )
  assert.equal(box.mails.length, 1)
})

test('one that takes place: the roster is told once, who joins it later too, who left it before is not', async () => {
  box.mails.length = 0
  const day = '2026-12-02'
  const session = `evening@${day}`
  await moveTo(server, at('09:00', day))
  await roster(session, 'wang', 'zhao')
  await roster(session, 'wang')
  for (const n of [1, 2]) booked(await book(server, person(n), at('18:00', day)))
  await moveTo(server, at('17:00', day))
  const { text } = await mailTo(box, 'wang@example.org', /^您已排班/)
  assert.match(text, /2026-12-02 18:00–20:00 的.*确定开放，您在排班名单中/)
  await roster(session, 'wang', 'li')
  await mailTo(box, 'li@example.org', /^您已排班/)
  await roster(session, 'li', 'wang')
  await delay(QUIET_MS)
  assert.deepEqual(
    box.mails.map(({ to }) => to),
    ['wang@example.org', 'li@example.org'],
  )
})

test('no address of theirs goes into the log; an account that is disabled is not told', async () => {
  box.mails.length = 0
  const session = 'evening@2026-12-09'
  const path = '/api/v1/staff/zhao'
  const off = await ask(server.url, 'PATCH', path, { body: { active: false }, token: server.token })
  assert.equal(off.body.mail, 'zhao@example.org')
  await roster(session, 'zhao', 'li')
  await press(server, { do: 'call-off-session', session, reason: 'no power that evening' }, server.token)
  await mailTo(box, 'li@example.org', /2026-12-09/)
  await delay(QUIET_MS)
  assert.equal(box.mails.length, 1)
  const log = await ask(server.url, 'GET', `/api/v1/halls/${server.hall}/events?after=0`, { token: server.token })
  assert.ok(JSON.stringify(log.body).includes('zhao'))
  assert.ok(!JSON.stringify(log.body).includes('@example.org'))
  const bad = await ask(server.url, 'PATCH', path, { body: { mail: 'no address' }, token: server.token })
  assert.equal(`${bad.status} ${bad.body.field}`, '400 mail')
})

test('a manager writes the address down with the account; its owner changes it on their own page', async () => {
  box.mails.length = 0
  const page = await openConsole(browser, server, server.token, { path: '#people' })
  const form = page.locator('form.add')
  await form.getByLabel('Name', { exact: true }).fill('林晓')
  await form.getByLabel(/^User name/).fill('lin')
  await form.getByLabel(/^Mail/).fill('lin@example.org')
  await form.getByRole('button', { name: 'Add an account' }).click()
  await page.getByText('Added lin').waitFor()
  await page.getByRole('button', { name: 'Change chen' }).click()
  const dialog = page.getByRole('dialog')
  assert.equal(await dialog.getByLabel(/^Mail/).inputValue(), '')
  await dialog.getByLabel(/^Mail/).fill('chen@example.org')
  await dialog.getByRole('button', { name: 'Save' }).click()
  await page.getByText('Saved chen').waitFor()

  const me = await openConsole(browser, server, await signIn(server.url, 'chen', PASSWORD), {
    path: '#me',
    language: 'zh-CN',
  })
  const field = me.getByLabel('接收通知的邮箱')
  await me.locator('input[type=email]:enabled').waitFor()
  assert.equal(await field.inputValue(), 'chen@example.org')
  await field.fill('chen.own@example.org')
  await me.getByRole('button', { name: '保存' }).click()
  await me.getByText('已保存。').waitFor()
  assert.deepEqual(await violations(me), [])

  const session = 'evening@2026-12-16'
  await roster(session, 'lin', 'chen')
  await press(server, { do: 'confirm-session', session, reason: 'the mayor comes' }, server.token)
  for (const to of ['lin@example.org', 'chen.own@example.org']) await mailTo(box, to, /您已排班.*2026-12-16/)
  // Emptied: nowhere.
  await field.fill('')
  await me.getByRole('button', { name: '保存' }).click()
  await me.getByText('已保存。').waitFor()
  await page.reload()
  await page.getByRole('button', { name: 'Change chen' }).click()
  assert.equal(await page.getByRole('dialog').getByLabel(/^Mail/).inputValue(), '')
})
