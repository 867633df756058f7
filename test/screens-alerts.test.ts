// A manager sets in the console whom to tell of what, and where each rule comes from; who is told sees it, and the record says so.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import pg from 'pg'
import type { Browser, Page } from 'playwright-core'
import { type HallFile, hallFileSchema } from '../core/hall.ts'
import { ask, press } from './support/asking.ts'
import { openBrowser } from './support/browser.ts'
import { devicesOf } from './support/devices.ts'
import { ADMIN_PASSWORD, type HallServer, openHallServer } from './support/hall-server.ts'

const LOADED_MS = 15_000
const PASSWORD = 'a-password-of-staff'

let server: HallServer
let browser: Browser
let manager: Page

async function signedIn(user: string, password: string, hash: string, language = 'en'): Promise<Page> {
  const page = await (await browser.newContext({ viewport: { width: 1440, height: 900 } })).newPage()
  page.setDefaultTimeout(LOADED_MS)
  await page.goto(`${server.url}/console?lang=${language}${hash}`)
  await page.fill('[name=user]', user)
  await page.fill('[name=password]', password)
  await page.keyboard.press('Enter')
  return page
}

before(async () => {
  server = await openHallServer()
  for (const role of ['clerk', 'inspector', 'operator'])
    await ask(server.url, 'POST', '/api/v1/staff', {
      body: { user: `a-${role}`, name: `A ${role}`, role, password: PASSWORD, hall: server.hall },
      token: server.token,
    })
  browser = await openBrowser()
  manager = await signedIn('admin', ADMIN_PASSWORD, '#setup/alerts')
})
after(() => browser?.close())

const inForce = async () =>
  (await ask(server.url, 'GET', `/api/v1/halls/${server.hall}/file`, { token: server.token }))
    .body as unknown as HallFile
const open = (name: string) => manager.getByRole('link', { name, exact: true }).click()
const save = async () => {
  await manager.getByRole('button', { name: 'Save and put in force' }).click()
  await manager.getByText('Saved. It is in force now.').waitFor()
}

test('what holds when nothing is set is shown, can be taken over, and with no rule nobody is told', async () => {
  await manager.getByText('More than 10 waiting at any one service: Manager, Host').waitFor()
  await manager.getByText('Somebody waits longer than 30 min at any one service: Manager, Host').waitFor()
  await manager.getByText('A printer prints nothing: Manager, Host').waitFor()
  await manager.getByText('Calls wait to be spoken and no screen can be heard for longer than 1 min: Manager').waitFor()
  await manager.getByRole('button', { name: 'Take these over to change them' }).click()
  for (const nth of [5, 4, 3, 2, 1]) await manager.getByRole('button', { name: `Remove alert ${nth}` }).click()
  await manager.getByText('There is no alert: nobody is told').waitFor()
  await manager.getByRole('button', { name: 'Back to the usual alerts' }).click()
  await manager.getByText('What you see is in force.').waitFor()
})

test('a fault of a rule stands at its field', async () => {
  await manager.getByRole('button', { name: 'Add an alert' }).click()
  await manager.getByLabel('More than (people)').fill('-1')
  await manager.locator('.field.wrong', { hasText: 'At least 0' }).waitFor()
  for (const role of ['Manager', 'Host']) await manager.getByLabel(role, { exact: true }).uncheck()
  await manager.locator('.ticks.wrong', { hasText: 'At least 1 of these' }).waitFor()
})

test('more than one waiting at a service, clerks told: published, two take, and the clerk’s page says it', async () => {
  const clerk = await signedIn('a-clerk', PASSWORD, '#overview')
  await clerk.getByRole('heading').first().waitFor()
  await manager.getByLabel('More than (people)').fill('1')
  await manager.getByLabel('Service', { exact: true }).selectOption('passport')
  await manager.getByLabel('Clerk', { exact: true }).check()
  await save()
  assert.deepEqual((await inForce()).policy.alerts, [
    { id: 'alert-1', metric: 'waiting', threshold: 1, service: 'passport', roles: ['clerk'] },
  ])
  const service = (await inForce()).services.find(({ id }) => id === 'passport')?.name.en
  await press(server, { do: 'take', service: 'passport' })
  await press(server, { do: 'take', service: 'passport' })
  await clerk.getByText(`${service}: 2 waiting`).waitFor()
  await clerk.close()
})

test('each setting of the policy has a field; beside it stands the regulation it comes from', async () => {
  const schema = hallFileSchema() as { properties: { policy: { properties: object } } }
  const found = new Set<string>()
  for (const page of ['Rules', 'Booking rules', 'Texts of messages', 'Alerts', 'Priorities']) {
    await open(page)
    await manager.getByRole('heading', { level: 1, name: page }).waitFor()
    const ids = await manager.locator('[id^="f/policy/"]').evaluateAll((all) => all.map(({ id }) => id))
    for (const id of ids) found.add(id.split('/')[2] ?? '')
  }
  // The list of priorities is empty or not; its page is there.
  const wanted = Object.keys(schema.properties.policy.properties).filter((name) => name !== 'priorities')
  assert.deepEqual(
    wanted.filter((name) => !found.has(name)),
    [],
  )
  await open('Rules')
  await manager.getByLabel('Keep notes (days)', { exact: true }).fill('120')
  await manager.getByLabel('Regulation behind "Keep notes (days)": source and date').fill('City order 7, 2026-03-01')
  await manager.getByLabel('Numbers by phone').selectOption('Only in the hall: kiosks and hosts')
  await open('Hall and languages')
  await manager.getByLabel('National calendar').selectOption('None')
  await open('Opening times')
  await manager.getByLabel('Counted back from').selectOption('The beginning of this opening')
  await save()
  const file = await inForce()
  assert.equal(file.policy.retention?.notesDays, 120)
  assert.deepEqual(file.policy.sources, { 'retention.notesDays': 'City order 7, 2026-03-01' })
  assert.equal(file.policy.remoteTakes, false)
  assert.equal(file.calendar, null)
  assert.equal(file.openings[0]?.book?.lead.before, 'session')
})

test('an inspector reads the changes in words, also who read personal data, and can change nothing', async () => {
  const taken = await press(server, { do: 'take', service: 'passport', phone: '13800004321' }, server.token)
  assert.equal(taken.status, 200)
  const ticket = taken.body.ticket as { id: string }
  await ask(server.url, 'POST', `/api/v1/halls/${server.hall}/tickets/${ticket.id}/contact`, {
    body: { reason: 'left an umbrella' },
    token: server.token,
  })
  const inspector = await signedIn('a-inspector', PASSWORD, '#changes')
  const row = (name: RegExp) => inspector.getByRole('row', { name }).first().waitFor()
  await row(/Rules › How long personal data is kept — Keep notes \(days\) 120/)
  await row(/Rules › Numbers by phone — no/i)
  await row(/National calendar China \(cn\) None/)
  await row(/Counted back from The time booked The beginning of this opening/)
  await row(/Rules › Alerts — .*People waiting.*Clerk.*Passport/i)
  await inspector.getByText('Personal data was read').waitFor()
  await row(/left an umbrella/)
  assert.ok(!(await inspector.locator('main').innerText()).includes('{'))
  assert.equal(await inspector.locator('main input, main select').count(), 0)
  await inspector.close()
})

test('an operator is told of a device that is down, where the hall says so', async () => {
  const file = await inForce()
  const rule = { id: 'devices', metric: 'device-down', threshold: 2, roles: ['operator'] }
  const body = { ...file, policy: { ...file.policy, alerts: [rule] } }
  const path = `/api/v1/halls/${server.hall}/file`
  assert.equal((await ask(server.url, 'PUT', path, { body, token: server.token })).status, 200)
  const { pairedDevice } = devicesOf(server)
  const { id } = await pairedDevice({ name: 'East gate' })
  const client = new pg.Client(server.connection)
  await client.connect()
  await client.query("UPDATE devices SET paired_at = now() - interval '5 minutes' WHERE id = $1", [id])
  await client.end()
  // The program reads its devices again with every change of one.
  await ask(server.url, 'POST', `/api/v1/devices/${id}/reload`, { token: server.token })
  const operator = await signedIn('a-operator', PASSWORD, '#devices')
  await operator.getByText(/Device East gate is down for \d+ min/).waitFor()
  await operator.close()
})
