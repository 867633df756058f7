// A campaign: thirteen thousand households on a list, invited in batches, each to one place of its own; progress and no-shows shown.
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { after, before, test } from 'node:test'
import { parse } from 'csv-parse/sync'
import type { Browser } from 'playwright-core'
import type { HallFile } from '../core/hall.ts'
import { ask } from './support/asking.ts'
import { violations } from './support/axe.ts'
import { at, BOOK, book, booked, bookingHall, hallServer, person, refused } from './support/booking-hall.ts'
import { openBrowser } from './support/browser.ts'
import { type HallServer, moveTo } from './support/hall-server.ts'
import { openConsole } from './support/signed-in.ts'

const both = (zh: string, en: string) => ({ 'zh-CN': zh, en })
let server: HallServer
let browser: Browser

before(async () => {
  const file = bookingHall({}, { limits: { openPerService: null }, needs: ['name', 'phone'] })
  const [am] = file.openings as [HallFile['openings'][number]]
  const campaign = {
    ...am,
    id: 'certificates',
    kind: 'campaign' as const,
    name: both('办证专场', 'Certificates for all'),
    services: ['deed'],
    weekdays: [6],
    walkIn: false,
    online: 4,
    desk: 4,
    book: { ...BOOK, untilDays: 21 },
  }
  const openings = [...file.openings.map((one) => ({ ...one, services: ['id-card', 'passport'] })), campaign]
  server = await hallServer({ ...file, openings })
  browser = await openBrowser()
})
after(() => browser?.close())

const path = (more: string) => `/api/v1/halls/${server.hall}/campaigns${more}`
const post = (more: string, body: object) => ask(server.url, 'POST', path(more), { body, token: server.token })

async function batch(number: number): Promise<{ name: string; phone: string; link: string }[]> {
  const { body } = await ask(server.url, 'GET', path(`/certificates/batches/${number}`), { token: server.token })
  return parse(String(body.text), { columns: true, bom: true })
}

async function progress() {
  const { body } = await ask(server.url, 'GET', path(''), { token: server.token })
  const [campaign] = body.campaigns as { batches: Record<string, number | null>[] }[]
  return campaign?.batches.map(
    ({ batch: n, people, booked: b, arrived, missed }) => `${n}: ${people} ${b} ${arrived} ${missed}`,
  )
}

test('thirteen thousand households are read in; the same list again adds nobody, faults are named by their line', async () => {
  const csv = execFileSync(process.execPath, ['--import', 'tsx', 'scripts/example-campaign.ts'], { encoding: 'utf8' })
  assert.deepEqual((await post('/certificates/people', { csv })).body, { added: 13_000, known: 0, faults: [] })
  assert.deepEqual((await post('/certificates/people', { csv })).body, { added: 0, known: 13_000, faults: [] })
  const odd = 'phone;name\nnonsense'
  assert.deepEqual((await post('/certificates/people', { csv: odd })).body.faults, [
    { line: 1, field: 'name', code: 'missing' },
  ])
  const faulty = 'name,phone\n,13800000000\n林美,not a number\n=1+1,13900000001\n陈明,13900000001\n'
  const { body } = await post('/certificates/people', { csv: faulty })
  assert.deepEqual(body.faults, [
    { line: 2, field: 'name', code: 'missing' },
    { line: 3, field: 'phone', code: 'malformed' },
    { line: 5, field: 'phone', code: 'twice' },
  ])
  assert.equal(body.added, 1)
  assert.equal((await post('/nothing/people', { csv })).body.code, 'no_such_campaign')
})

test('a batch is invited; only who is invited books its times, once; who does not come is seen', async () => {
  assert.deepEqual((await post('/certificates/batches', { size: 200 })).body, { batch: 1, invited: 200 })
  assert.deepEqual((await post('/certificates/batches', { size: 100 })).body, { batch: 2, invited: 100 })
  const people = await batch(1)
  assert.equal(people.length, 200)
  const saturday = at('09:00', '2026-11-28')
  const take = (n: number, more = {}) => book(server, person(n), saturday, { service: 'deed', ...more })
  assert.equal(refused(await take(1)), 'invitation_needed invitation')
  const invitation = (i: number) => (people[i]?.link ?? '').split('invitation=')[1] ?? ''
  assert.equal(
    refused(await take(1, { invitation: `certificates-1.${'x'.repeat(27)}` })),
    'invitation_needed invitation',
  )
  booked(await take(1, { invitation: invitation(0) }))
  assert.equal(
    refused(await take(1, { invitation: invitation(0) })),
    'already_booked invitation',
    'one place a household',
  )
  booked(await take(2, { invitation: invitation(1) }))
  assert.deepEqual(await progress(), ['1: 200 2 0 0', '2: 100 0 0 0', 'null: 12701 0 0 0'])
  const log = await ask(server.url, 'GET', `/api/v1/halls/${server.hall}/events?after=0&records=true`, {
    token: server.token,
  })
  const text = JSON.stringify(log.body)
  assert.ok(text.includes('campaign-changed') && text.includes('data-read') && !text.includes(people[0]?.name ?? '-'))
})

test('the link of an invitation leads on a phone to the times of the campaign alone; the manager sees how far it is', async () => {
  const [first] = await batch(2)
  const phone = await (await browser.newContext({ viewport: { width: 390, height: 844 }, locale: 'en' })).newPage()
  await phone.goto((first?.link ?? '').replace('/appointment#', '/appointment?lang=en#'))
  await phone.locator('.session-times h3', { hasText: 'Certificates for all' }).waitFor()
  assert.equal(await phone.locator('.session-times').count(), 1)
  await phone.click(`[data-start="${at('10:00', '2026-11-28')}"]`)
  await phone.fill('#who-name', 'Huang')
  await phone.fill('#who-phone', '13800000031')
  await phone.click('.take')
  await phone.locator('.code-digits').waitFor()
  await moveTo(server, at('13:00', '2026-11-28'))
  assert.deepEqual(await progress(), ['1: 200 0 0 2', '2: 100 0 0 1', 'null: 12701 0 0 0'])
  const page = await openConsole(browser, server, server.token, { path: '#appointments' })
  await page.getByRole('button', { name: 'Campaigns' }).click()
  await page.locator('[data-batch="1"] td').nth(3).getByText('2').waitFor()
  assert.deepEqual(await violations(page), [])
  await page.fill('input[name=size]', '50')
  await page.getByRole('button', { name: 'Invite the next' }).click()
  await page.locator('[data-batch="3"]').waitFor()
  const list = { name: 'more.csv', mimeType: 'text/csv', buffer: Buffer.from('姓名,手机号\n吴芳,13700000001\n') }
  await page.setInputFiles('input[type=file]', list)
  await page.locator('[data-batch=waiting] td', { hasText: '12652' }).waitFor()
  await phone.context().close()
})

test('ninety days after the last day of a campaign nobody of its list is known any more; its figures stay', async () => {
  const kept = async () => {
    const path = `/api/v1/halls/${server.hall}/retention`
    const { body } = await ask(server.url, 'GET', path, { token: server.token })
    return (body.kept as { type: string; count: number }[]).find(({ type }) => type === 'bookings')?.count
  }
  const file = `/api/v1/halls/${server.hall}/file`
  const { body, headers } = await ask(server.url, 'GET', file, { token: server.token })
  const openings = (body.openings as HallFile['openings']).map((one) =>
    one.id === 'certificates' ? { ...one, to: '2027-02-27' } : one,
  )
  const before = await progress()
  // Long after they were read in; the campaign has no end yet.
  await moveTo(server, at('12:00', '2027-05-28'))
  assert.equal(await kept(), 0)
  const first = (await batch(1)).map(({ link }) => link)
  assert.equal(first.length, 200)
  const match = { 'if-match': headers.get('etag') ?? '' }
  const put = { body: { ...body, openings }, token: server.token, headers: match }
  assert.equal((await ask(server.url, 'PUT', file, put)).status, 200)
  assert.equal(await kept(), 0)
  await moveTo(server, at('12:00', '2027-05-29'))
  for (const until = performance.now() + 30_000; (await batch(1)).length > 0; )
    assert.ok(performance.now() < until, 'the list is still there')
  assert.deepEqual(
    await progress(),
    before?.filter((line) => !line.startsWith('null')),
  )
  // Whoever is read in now takes nobody's number.
  await post('/certificates/people', { csv: 'name,phone\n新来,13811112222\n' })
  const late = await post('/certificates/batches', { size: 5 })
  assert.equal(late.body.invited, 1, JSON.stringify(late.body))
  const [mine] = await batch(Number(late.body.batch))
  assert.match(mine?.link ?? '', /invitation=/)
  assert.ok(!first.includes(mine?.link ?? ''), 'a link of its own')
})
