// A person gives phone and card, is served, and asks to be forgotten: nothing of them is left, and the hall's figures stay.
import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { before, test } from 'node:test'
import type pg from 'pg'
import { pino } from 'pino'
import { readConfig } from '../server/config.ts'
import { serve } from '../server/serve.ts'
import { ask, press, signIn } from './support/asking.ts'
import { ADMIN_PASSWORD, type HallServer, moveTo, openHallServer, TUESDAY_MORNING } from './support/hall-server.ts'
import { connectTo } from './support/running.ts'
import { smallHall } from './support/small-hall.ts'

const PHONE = '13987650123'
const CARD = '11010519491231002X'
const NAME = '欧阳静怡'
const PLANTED = [PHONE, '139 8765 0123', '0123', CARD, '002X', NAME]

const DAY = 'from=2026-11-24&to=2026-11-24'
/** Everything that takes data out of the hall. */
const EXPORTS = [
  ...['hour', 'service', 'counter', 'clerk', 'channel'].flatMap((by) =>
    ['json', 'csv', 'xlsx'].map((format) => `/reports/figures?${DAY}&by=${by}&format=${format}`),
  ),
  ...['json', 'csv', 'xlsx'].map((format) => `/reports/fairness?${DAY}&format=${format}`),
  ...['/events?after=0&records=true', '/file', '/changes', '/setup', '/staff/names'],
]

let server: HallServer
let db: pg.Client

before(async () => {
  server = await openHallServer()
  db = await connectTo(server.connection)
  const file = smallHall({ hall: 'small' })
  const services = file.services.map((one) => (one.id === 'id-card' ? { ...one, onePerPerson: true } : one))
  const made = await ask(server.url, 'PUT', '/api/v1/halls/small/file', {
    body: { ...file, services },
    token: server.token,
  })
  assert.equal(made.status, 201, JSON.stringify(made.body))
  server.hall = 'small'
  await moveTo(server, '2026-11-24T09:30:00+08:00')
})

/** Every row of every table, as text; what is stored as bytes stands there in hexadecimal. */
async function dump(): Promise<string> {
  const { rows } = await db.query<{ name: string }>(
    `SELECT quote_ident(table_name) AS name FROM information_schema.tables
     WHERE table_schema = 'public' AND table_type = 'BASE TABLE' ORDER BY 1`,
  )
  assert.ok(rows.length > 8)
  const all: string[] = []
  for (const { name } of rows) {
    const table = await db.query<{ row: string }>(`SELECT t::text AS row FROM ${name} AS t`)
    all.push(...table.rows.map(({ row }) => `${name} ${row}`))
  }
  return all.join('\n')
}

async function takeFor(given: Record<string, string>, service = 'id-card') {
  const { status, body } = await press(server, { do: 'take', service, ...given })
  return { status, body, ticket: body.ticket as { id: string; key: string; number: string } }
}

const inHall = (path: string) => `/api/v1/halls/small${path}`
const say = (body: object, token = server.token) => press(server, body as Record<string, unknown>, token)

test('a person holds one waiting ticket of a service that wants it so, however the number is written', async () => {
  const first = await takeFor({ phone: '138 0000 1111' })
  assert.equal(first.status, 200)
  const again = await takeFor({ phone: '+8613800001111' })
  assert.equal(again.status, 409)
  assert.equal(again.body.code, 'already_waiting')
  assert.equal(again.body.detail, first.ticket.number)
  assert.equal((await takeFor({ phone: '13800001111' }, 'deed')).status, 200)
  assert.equal((await takeFor({})).body.code, 'person_needed')
  await say({ do: 'cancel', ticket: first.ticket.id })
  assert.equal((await takeFor({ phone: '13800001111' })).status, 200)
})

test('two doors at the same instant give one person one ticket', async () => {
  const other = await serve(
    readConfig({ PORT: '0', ADMIN_PASSWORD, CLOCK: `manual@${TUESDAY_MORNING}` }),
    server.connection,
    pino({ level: 'error' }),
  )
  try {
    const doors = [server.url, other.url]
    for (let person = 0; person < 8; person++) {
      const phone = `1380000222${person}`
      const pressed = Array.from({ length: 6 }, (_, i) =>
        press({ url: doors[i % 2] ?? '', hall: 'small' }, { do: 'take', service: 'id-card', phone }),
      )
      const answers = (await Promise.all(pressed)).map(({ status }) => status).sort()
      assert.deepEqual(answers, [200, 409, 409, 409, 409, 409])
    }
  } finally {
    await other.stop()
  }
})

test('a wrong card number is refused by its field, and not repeated', async () => {
  const wrong = await takeFor({ card: '110105194912310021' })
  assert.equal(wrong.status, 400)
  assert.equal(wrong.body.field, 'card')
  assert.ok(!JSON.stringify(wrong.body).includes('1949'))
})

test('a reason, a place or a priority with a number in it is refused by its field; a note may hold it', async () => {
  const { ticket } = await takeFor({ phone: '13800003333' })
  const grant = { do: 'grant', ticket: ticket.id, priority: { class: 'senior', reason: `call ${PHONE}` } }
  const refused = await say(grant)
  assert.equal(refused.body.code, 'personal_data')
  assert.equal(refused.body.field, 'priority.reason')
  const summon = await say({ do: 'summon', counter: '1', reason: `证件 ${CARD}` })
  assert.equal(summon.body.code, 'personal_data')
  assert.ok(!(await dump()).includes(PHONE))
})

test('what is kept is masked for the desk; the whole number is given for a reason, which stays on record', async () => {
  const taken = await takeFor({ phone: '13800004321', card: CARD }, 'deed')
  const path = inHall(`/tickets/${taken.ticket.id}`)
  const seen = await ask(server.url, 'GET', `${path}/data`, { token: server.token })
  assert.deepEqual(seen.body, { ticket: taken.ticket.id, phone: '****4321', card: '****002X', notes: [] })
  assert.equal((await ask(server.url, 'GET', `${path}/data`)).status, 401)
  await ask(server.url, 'POST', '/api/v1/staff', {
    body: { user: 'clerk-1', name: 'Clerk', role: 'clerk', password: 'a-clerks-password', hall: 'small' },
    token: server.token,
  })
  const clerk = await signIn(server.url, 'clerk-1', 'a-clerks-password')
  const reason = { reason: 'left an umbrella' }
  assert.equal((await ask(server.url, 'POST', `${path}/contact`, { body: reason, token: clerk })).status, 403)
  assert.equal((await ask(server.url, 'POST', `${path}/contact`, { body: {}, token: server.token })).status, 400)
  const read = await ask(server.url, 'POST', `${path}/contact`, { body: reason, token: server.token })
  assert.deepEqual(read.body, { ticket: taken.ticket.id, phone: '13800004321' })
  const { rows } = await db.query(`SELECT body FROM events WHERE hall = 'small' AND type = 'data-read'`)
  assert.equal(rows.length, 1)
  assert.deepEqual(rows[0].body.change, {
    what: 'data',
    id: taken.ticket.id,
    before: null,
    after: { read: true, reason: 'left an umbrella' },
  })
})

test('forgotten on request: no table, board, answer or event holds the person; figures and chain stay whole', async () => {
  const { ticket } = await takeFor({ phone: '+86 139-8765-0123', card: CARD.toLowerCase() }, 'deed')
  await say({ do: 'open', counter: '3' })
  await say({ do: 'call', counter: '3', ticket: ticket.id, reason: 'photo was missing' })
  const note = `${NAME} (${PHONE}) brings a photo, card ${CARD}`
  const parked = await say({ do: 'park', ticket: ticket.id, note, where: 'photo booth' })
  assert.equal(parked.status, 200, JSON.stringify(parked.body))
  assert.ok(!JSON.stringify(parked.body).includes(NAME))
  await say({ do: 'resume', ticket: ticket.id })
  await say({ do: 'call', counter: '3', ticket: ticket.id, reason: 'is back' })
  await say({ do: 'serve', ticket: ticket.id })
  await say({ do: 'finish', ticket: ticket.id })
  const kept = await ask(server.url, 'GET', inHall(`/tickets/${ticket.id}/data`), { token: server.token })
  assert.deepEqual(
    (kept.body.notes as { text: string; by: string }[]).map(({ text, by }) => [text, by]),
    [[note, 'admin']],
  )
  // Sealed: the database itself, looked into, tells nothing but four digits.
  const before = await dump()
  for (const text of [PHONE, CARD, NAME]) assert.ok(!before.includes(text), text)
  const { rows: hashes } = await db.query<{ hash: string }>(
    `SELECT unnest(ARRAY[phone_person, card_person, phone])::text AS hash FROM people_data WHERE ticket = $1`,
    [ticket.id],
  )
  assert.equal(hashes.length, 3)
  const figures = await countAll()

  const gone = await ask(server.url, 'POST', inHall('/people/forget'), {
    body: { phone: PHONE },
    token: server.token,
  })
  // The card leads to the visit of the morning, when the person had given another phone.
  assert.deepEqual(gone.body, { tickets: 2, contacts: 2, notes: 1, bookings: 0 })
  const again = await ask(server.url, 'POST', inHall('/people/forget'), {
    body: { phone: PHONE },
    token: server.token,
  })
  assert.deepEqual(again.body, { tickets: 0, contacts: 0, notes: 0, bookings: 0 })
  const after = await dump()
  for (const text of [PHONE, CARD, NAME, ...hashes.map(({ hash }) => hash.slice(2))])
    assert.ok(!after.includes(text), text)
  const { rows: left } = await db.query('SELECT 1 FROM people_data WHERE phone_last = $1', ['0123'])
  assert.equal(left.length, 0)
  for (const audience of ['lobby', 'staff']) {
    const board = await ask(server.url, 'GET', inHall(`/board?audience=${audience}`), { token: server.token })
    for (const text of PLANTED.slice(0, 2)) assert.ok(!JSON.stringify(board.body).includes(text))
  }
  for (const path of EXPORTS) {
    const response = await fetch(server.url + inHall(path), { headers: { authorization: `Bearer ${server.token}` } })
    assert.equal(response.status, 200, path)
    // A sheet is a packed file: its texts are looked for unpacked by the CSV beside it, which holds the same cells.
    const text = await response.text()
    for (const one of [PHONE, '139 8765 0123', CARD, NAME]) assert.ok(!text.includes(one), `${one} in ${path}`)
  }
  const now = await countAll()
  assert.equal(now.events, figures.events + 1)
  assert.equal(now.tickets, figures.tickets)
  assert.equal(now.served, figures.served)
  await assertChain()
})

async function countAll(): Promise<{ events: number; tickets: number; served: number }> {
  const { rows } = await db.query(
    `SELECT (SELECT count(*)::int FROM events) AS events, (SELECT count(*)::int FROM tickets) AS tickets,
       (SELECT count(*)::int FROM events WHERE type = 'served') AS served`,
  )
  return rows[0]
}

async function assertChain(): Promise<void> {
  const { rows } = await db.query<{ text: string; hash: Buffer }>(
    `SELECT body::text AS text, hash FROM events WHERE hall = 'small' ORDER BY seq`,
  )
  let hash: Buffer = Buffer.alloc(32)
  for (const row of rows) {
    hash = createHash('sha256').update(hash).update(row.text).digest()
    assert.deepEqual(row.hash, hash)
  }
}

test('the holder of a ticket has it forgotten with its key, and nobody else’s', async () => {
  const mine = await takeFor({ phone: '13800005555' }, 'deed')
  const other = await takeFor({ phone: '13800006666' }, 'deed')
  const gone = await ask(server.url, 'DELETE', `/api/v1/tickets/${mine.ticket.key}/data`)
  assert.deepEqual(gone.body, { tickets: 1, contacts: 1, notes: 0, bookings: 0 })
  assert.equal((await ask(server.url, 'DELETE', `/api/v1/tickets/${'x'.repeat(27)}/data`)).status, 404)
  const seen = await ask(server.url, 'GET', inHall(`/tickets/${other.ticket.id}/data`), { token: server.token })
  assert.equal(seen.body.phone, '****6666')
  const still = await ask(server.url, 'GET', `/api/v1/tickets/${mine.ticket.key}`)
  assert.equal((still.body.ticket as { state: string }).state, 'waiting')
})

test('a press’s stored hash is keyed, and the press repeated is still the same press', async () => {
  const body = { id: 'a-press-with-a-phone', do: 'take', service: 'deed', phone: '13800007777' }
  const path = inHall('/commands')
  const first = await ask(server.url, 'POST', path, { body })
  const { rows } = await db.query<{ body_hash: Buffer }>('SELECT body_hash FROM commands WHERE id = $1', [body.id])
  const sorted = Object.entries(body).sort(([a], [b]) => (a < b ? -1 : 1))
  const plain = createHash('sha256')
    .update(`public\0${JSON.stringify(sorted)}`)
    .digest()
  assert.ok(rows[0] && !rows[0].body_hash.equals(plain.subarray(0, rows[0].body_hash.length)))
  // As a program of the version before wrote it while this one was starting.
  await db.query('UPDATE commands SET body_hash = $1 WHERE id = $2', [plain, body.id])
  const again = await ask(server.url, 'POST', path, { body })
  assert.equal(again.body.repeated, true)
  assert.deepEqual(again.body.ticket, first.body.ticket)
  const changed = await ask(server.url, 'POST', path, { body: { ...body, phone: '13800007778' } })
  assert.equal(changed.body.code, 'id_reused')
})
