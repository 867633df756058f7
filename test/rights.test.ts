// Who may what: every route with every role, and every command with every role, against the tables that stand here.
import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { COMMAND_NAMES } from '../core/command.ts'
import { ask, press, signIn } from './support/asking.ts'
import { type HallServer, openHallServer } from './support/hall-server.ts'
import { ROUTES } from './support/routes.ts'
import { smallHall } from './support/small-hall.ts'

const ROLES = ['clerk', 'host', 'manager', 'inspector', 'operator'] as const
type Asker = 'visitor' | (typeof ROLES)[number] | 'stranger' | 'ended'
const ASKERS: readonly Asker[] = ['visitor', ...ROLES, 'stranger', 'ended']
const PASSWORD = 'a-password-of-the-test'

/** A press that is well formed and acts on nothing, and who may press it. A visitor's own steps need the ticket's key. */
const TICKET = { ticket: 'nothing' }
const COUNTER = { counter: 'nothing' }
const BOOKED = { appointment: 'b999999' }
const SESSION = { session: 'nothing@2026-12-01' }
const PLANNED = {
  kind: 'evening',
  date: '2020-01-01',
  start: '18:00',
  end: '20:00',
  services: '*',
  walkIn: false,
  slotMinutes: 15,
  online: 1,
  desk: 1,
}
const COMMANDS: Record<string, { who: string; body: Record<string, unknown> }> = {
  take: { who: 'all', body: { service: 'nothing' } },
  // A paired kiosk's alone, whoever is signed in: see test/lease.test.ts.
  lease: { who: '', body: { series: [{ prefix: 'A', count: 1 }] } },
  'take-leased': {
    who: '',
    body: { service: 'nothing', number: 'A801', day: '2026-12-01', at: '2026-12-01T09:00:00+08:00' },
  },
  'call-next': { who: 'clerk manager', body: COUNTER },
  call: { who: 'clerk manager', body: { ...TICKET, ...COUNTER, reason: 'asked for' } },
  recall: { who: 'clerk manager', body: TICKET },
  serve: { who: 'clerk manager', body: TICKET },
  finish: { who: 'clerk manager', body: TICKET },
  'finish-step': { who: 'clerk manager', body: { ...TICKET, service: 'nothing' } },
  miss: { who: 'clerk manager', body: TICKET },
  park: { who: 'clerk manager', body: TICKET },
  resume: { who: 'clerk host manager', body: TICKET },
  transfer: { who: 'clerk host manager', body: { ...TICKET, service: 'nothing' } },
  undo: { who: 'clerk manager', body: TICKET },
  yield: { who: 'host manager', body: TICKET },
  cancel: { who: 'host manager', body: TICKET },
  grant: { who: 'host manager', body: { ...TICKET, priority: { class: 'senior', reason: 'aged 72' } } },
  reprint: { who: 'clerk host manager', body: TICKET },
  'turn-away': { who: 'manager', body: { ...TICKET, reason: 'closed' } },
  open: { who: 'clerk manager', body: COUNTER },
  pause: { who: 'clerk manager', body: COUNTER },
  close: { who: 'clerk manager', body: COUNTER },
  'take-over': { who: 'clerk manager', body: COUNTER },
  'help-out': { who: 'clerk manager', body: { ...COUNTER, on: true } },
  summon: { who: 'host manager', body: { ...COUNTER, reason: 'asked for' } },
  attend: { who: 'clerk host manager', body: COUNTER },
  hold: { who: 'all', body: { service: 'nothing', start: '2026-12-01T09:00:00+08:00' } },
  book: { who: 'all', body: { service: 'nothing', start: '2026-12-01T09:00:00+08:00', name: 'Lin' } },
  // Without its key, only the desk speaks of somebody's appointment.
  'confirm-appointment': { who: 'clerk host manager', body: { ...BOOKED, code: '123456' } },
  rebook: { who: 'clerk host manager', body: { ...BOOKED, start: '2026-12-01T09:00:00+08:00' } },
  'cancel-appointment': { who: 'clerk host manager', body: BOOKED },
  'undo-appointment': { who: 'clerk host manager', body: BOOKED },
  'check-in': { who: 'clerk host manager', body: BOOKED },
  'start-visit': { who: 'clerk host manager', body: BOOKED },
  'finish-visit': { who: 'clerk host manager', body: BOOKED },
  appeal: { who: 'clerk host manager', body: { ...BOOKED, note: 'the bus broke down' } },
  'lift-ban': { who: 'manager', body: { ...BOOKED, reason: 'the bus broke down' } },
  'join-waiting-list': {
    who: 'all',
    body: { service: 'nothing', from: '2026-12-01', to: '2026-12-02', phone: '13800000000' },
  },
  'leave-waiting-list': { who: 'clerk host manager', body: { wish: 'w999' } },
  'plan-session': { who: 'manager', body: PLANNED },
  'confirm-session': { who: 'manager', body: SESSION },
  'call-off-session': { who: 'manager', body: { ...SESSION, reason: 'a burst pipe' } },
  'staff-session': { who: 'manager', body: { ...SESSION, staff: [] } },
  'ask-swap': { who: 'clerk host manager', body: { ...SESSION, reason: 'a wedding' } },
  'offer-swap': { who: 'clerk host manager', body: { ...SESSION, staff: 'nobody' } },
  'approve-swap': { who: 'manager', body: { ...SESSION, staff: 'nobody', accept: true } },
}

let server: HallServer
const tokens = new Map<Asker, string | null>([['visitor', null]])
before(async () => {
  server = await openHallServer({ LIMIT_SIGN_INS: '100000' })
  const put = { body: smallHall(), token: server.token }
  assert.equal((await ask(server.url, 'PUT', '/api/v1/halls/small/file', put)).status, 201)
  const add = async (asker: Asker, role: string, hall: string) => {
    const body = { user: `u-${asker}`, name: asker, role, hall, password: PASSWORD }
    assert.equal((await ask(server.url, 'POST', '/api/v1/staff', { body, token: server.token })).status, 201)
    tokens.set(asker, await signIn(server.url, `u-${asker}`, PASSWORD))
  }
  for (const role of ROLES) await add(role, role, server.hall)
  await add('stranger', 'manager', 'small')
  await add('ended', 'manager', server.hall)
  await ask(server.url, 'DELETE', '/api/v1/session', { token: tokens.get('ended') ?? null })
})

test('every route is in the table, and the document says whom it is for', async () => {
  const { body } = await ask(server.url, 'GET', '/openapi.json')
  const said = new Map<string, string>()
  for (const [path, operations] of Object.entries(body.paths as Record<string, Record<string, { 'x-who': unknown }>>))
    for (const [method, operation] of Object.entries(operations))
      said.set(`${method.toUpperCase()} ${path}`, [operation['x-who']].flat().sort().join(' '))
  assert.deepEqual([...said.keys()].sort(), Object.keys(ROUTES).sort())
  for (const [route, who] of said) assert.equal(who, rolesOf(route).sort().join(' '), route)
})

function rolesOf(route: string): string[] {
  return (ROUTES[route] ?? '').replace(/,.*/, '').split(' ')
}

for (const asker of ASKERS)
  test(`${asker}: every route lets in whom it should and nobody else`, async () => {
    // What ends the session that asks comes last.
    const routes = Object.keys(ROUTES).sort((a, b) => Number(endsSession(a)) - Number(endsSession(b)))
    for (const route of routes) {
      const [method = '', path = ''] = route.split(' ')
      const answer = await ask(server.url, method, addressOf(path, asker), {
        token: tokens.get(asker) ?? null,
        // Says nothing that any route could act on.
        ...(['POST', 'PUT', 'PATCH'].includes(method) ? { body: { nothing: true } } : {}),
      })
      const wanted = expected(route, asker)
      const got = [401, 403].includes(answer.status) ? answer.status : 'in'
      assert.equal(got, wanted, `${asker} ${route}: ${answer.status} ${JSON.stringify(answer.body)}`)
    }
    if (asker !== 'visitor' && asker !== 'ended') tokens.set(asker, await signIn(server.url, `u-${asker}`, PASSWORD))
  })

function endsSession(route: string): boolean {
  return route === 'DELETE /api/v1/session'
}

/** Accounts that are not there: nothing is changed, whoever is let in. */
function addressOf(path: string, asker: Asker): string {
  return path
    .replace('{hall}', server.hall)
    .replace('{key}', 'x'.repeat(27))
    .replace('{appointment}', 'b999999')
    .replace('{campaign}', 'nothing')
    .replace('{batch}', '1')
    .replace('{user}', asker === 'manager' ? 'nobody' : 'u-clerk')
    .replace('{id}', '00000000-0000-4000-8000-000000000000')
}

function expected(route: string, asker: Asker): 'in' | 401 | 403 {
  const roles = rolesOf(route)
  // A token that was good once is told so, wherever the program asks who somebody is; health is asked of everybody.
  if (asker === 'ended') return route.startsWith('GET /health') ? 'in' : 401
  if (route === 'GET /metrics' || roles.includes('all')) return 'in'
  if (asker === 'visitor') return 401
  // The clock is one for all halls, and everybody here belongs to one.
  if (route === 'PUT /api/v1/clock') return asker === 'manager' || asker === 'stranger' ? 'in' : 403
  // A hall that is not there yet is nobody's: it takes an account of all halls, and everybody here belongs to one.
  if (ROUTES[route]?.endsWith(', of all halls')) return 403
  if (asker === 'stranger') return path(route).includes('{hall}') || !roles.includes('manager') ? 403 : 'in'
  return roles.includes(asker) ? 'in' : 403
}

function path(route: string): string {
  return route.split(' ')[1] ?? ''
}

test('metrics are open on the same machine; from elsewhere, to operators and managers', async () => {
  const from = (asker: Asker) =>
    ask(server.url, 'GET', '/metrics', { token: tokens.get(asker) ?? null, headers: { 'x-forwarded-for': '10.1.2.3' } })
  assert.equal((await from('visitor')).status, 401)
  assert.equal((await from('clerk')).status, 403)
  assert.equal((await from('operator')).status, 200)
  assert.equal((await ask(server.url, 'GET', '/metrics')).status, 200)
})

test('the manager of another hall sees and changes nobody here', async () => {
  const token = await signIn(server.url, 'u-stranger', PASSWORD)
  const { body } = await ask(server.url, 'GET', '/api/v1/staff', { token })
  assert.deepEqual(
    (body.staff as { user: string }[]).map(({ user }) => user),
    ['u-stranger'],
  )
  for (const [method, rest] of [
    ['PATCH', ''],
    ['DELETE', ''],
    ['POST', '/password'],
    ['DELETE', '/code'],
    ['DELETE', '/sessions'],
  ] as const) {
    const answer = await ask(server.url, method, `/api/v1/staff/u-clerk${rest}`, {
      token,
      ...(method === 'PATCH' ? { body: { name: 'x' } } : {}),
    })
    assert.deepEqual([answer.status, answer.body.code], [404, 'no_such_user'], `${method} ${rest}`)
  }
  const { body: sessions } = await ask(server.url, 'GET', '/api/v1/staff/sessions', { token })
  assert.ok((sessions.sessions as { user: string }[]).every(({ user }) => user === 'u-stranger'))
  const add = { user: 'new', name: 'new', role: 'clerk', hall: server.hall }
  assert.equal((await ask(server.url, 'POST', '/api/v1/staff', { body: add, token })).status, 403)
  const move = { body: { hall: 'small' }, token: server.token }
  assert.equal((await ask(server.url, 'PATCH', '/api/v1/staff/u-host', move)).status, 200)
  const back = await ask(server.url, 'PATCH', '/api/v1/staff/u-host', { body: { hall: server.hall }, token })
  assert.deepEqual([back.status, back.body.field], [403, 'hall'])
  const home = { body: { hall: server.hall }, token: server.token }
  assert.equal((await ask(server.url, 'PATCH', '/api/v1/staff/u-host', home)).status, 200)
})

test('every command with every role, against the table', async () => {
  assert.deepEqual([...COMMAND_NAMES].sort(), Object.keys(COMMANDS).sort())
  const wrong: string[] = []
  for (const asker of ASKERS)
    for (const [name, { who, body }] of Object.entries(COMMANDS)) {
      const { status, body: said } = await press(server, { do: name, ...body }, tokens.get(asker) ?? null)
      assert.notEqual(status, 400, `${asker} ${name}: ${JSON.stringify(said)}`)
      const mayPress = status !== 401 && status !== 403
      const wanted = asker !== 'ended' && (who === 'all' || who.split(' ').includes(asker))
      if (mayPress !== wanted) wrong.push(`${asker} ${name}: ${status} ${said.code}`)
    }
  assert.deepEqual(wrong, [])
})
