// More people than can be answered: they are told to come again, the hall goes on, and nobody is locked out of what is theirs.
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, test } from 'node:test'
import { setTimeout as delay } from 'node:timers/promises'
import { io, type Socket } from 'socket.io-client'
import { residentBytes } from '../bench/soak/memory.ts'
import { nextShare } from '../server/http/busy.ts'
import { ask, press, signIn } from './support/asking.ts'
import { bigHall } from './support/big-hall.ts'
import { devicesOf } from './support/devices.ts'
import { openHallServer } from './support/hall-server.ts'
import { checkOverloaded, overload, pairKiosk } from './support/overload.ts'
import { freePort, hallFileOf, newFolder, type Program, startProgram, untilReady } from './support/program.ts'
import { ADMIN_PASSWORD, TUESDAY_MORNING } from './support/running.ts'
import type { At } from './support/truth.ts'
import { until } from './support/until.ts'

const MIB = 2 ** 20
/** What the program may hold more when it is over; its heap is not swept at once. */
const GROWS_MOST = 200 * MIB

let program: Program
let at: At
let kiosk: string
const sockets: Socket[] = []
after(() => {
  for (const socket of sockets) socket.disconnect()
})
before(async () => {
  program = startProgram({
    PORT: String(await freePort()),
    DATA_DIR: newFolder(),
    HALL_FILE: hallFileOf(
      bigHall((file) => {
        file.policy.devices = 'paired'
      }),
    ),
    CLOCK: `running@${TUESDAY_MORNING}`,
    LIMIT_PUBLIC_AT_ONCE: '40',
    LIMIT_PUBLIC_COMMANDS: '30',
    SHARED_ADDRESSES: '192.0.2.0/24',
    LIMIT_SHARED_COMMANDS: '90',
    LOG_LEVEL: 'error',
  })
  await untilReady(program)
  at = { url: program.url, hall: 'rush', token: await signIn(program.url, 'admin', ADMIN_PASSWORD) }
  kiosk = await pairKiosk(at)
})

test('three hundred people at once: who is refused hears when to come again, two counters and the kiosk never are, every yes is in the log', async (t) => {
  const before = residentBytes(program.pid)
  const pressure = { callers: 300, slow: 40, forMs: 2_000, refused: 100, counters: ['1', '2'], service: 's0', kiosk }
  const overloaded = await overload(at, pressure)
  const { told, served } = overloaded
  const times = served.map(({ tookMs }) => Math.round(tookMs)).sort((a, b) => a - b)
  t.diagnostic(
    `${JSON.stringify(told.statuses)}; of desks and kiosk ${served.length}, median ${times[times.length >> 1]} ms, longest ${times.at(-1)} ms`,
  )
  await checkOverloaded(at, overloaded)
  assert.ok(told.done.length > 0, 'some of the public came through')
  assert.ok(served.filter(({ did, answer }) => did === 'finish' && answer.status === 200).length > 0)

  // It is over: nobody is turned away any more, and nothing is left behind.
  await untilCalm()
  // What the crowd pressed last, before it left, is still being done for a moment.
  await until('twenty at once are all answered', async () => {
    const again = await Promise.all(Array.from({ length: 20 }, (_, n) => take(`198.51.100.${n + 2}`)))
    return again.every(({ status }) => status === 200) || delay(500, false)
  })
  const grown = residentBytes(program.pid) - before
  assert.ok(grown < GROWS_MOST, `the program grew by ${Math.round(grown / MIB)} MiB`)
  assert.match(await metrics(), /turned_away_total [1-9]/)
})

test('behind one address so many presses a minute; who holds a ticket counts by it, and a network of many people by more', async () => {
  await untilCalm()
  const own = await takeAll(30, '203.0.113.5')
  assert.deepEqual(new Set(own.map(({ status }) => status)), new Set([200]))
  const refused = await take('203.0.113.5')
  assert.equal(refused.status, 429)
  assert.equal(refused.body.code, 'too_many')
  assert.equal(String(refused.body.retryAfterSeconds), refused.headers.get('retry-after'))
  // What is theirs they may still give up, from the same address.
  for (const { body } of own.slice(0, 3)) {
    const { key } = body.ticket as { key: string }
    const from = { 'x-forwarded-for': '203.0.113.5' }
    const path = `/api/v1/halls/${at.hall}/commands`
    const asked = { body: { id: randomUUID(), do: 'cancel', ticket: key }, headers: from }
    assert.equal((await ask(at.url, 'POST', path, asked)).status, 200)
  }
  // One person has a whole network of IPv6 addresses.
  const many = await takeAll(31, (n) => `2001:db8:1:2::${n + 1}`)
  assert.equal(many.at(-1)?.status, 429)
  const shared = await takeAll(60, '192.0.2.77')
  assert.deepEqual(new Set(shared.map(({ status }) => status)), new Set([200]))
})

test('whoever comes to work signs in while all the public is turned away, and works', async () => {
  const full = await openHallServer({ CLOCK: `running@${TUESDAY_MORNING}`, LIMIT_PUBLIC_AT_ONCE: '0' })
  const path = `/api/v1/halls/${full.hall}`
  const refused = await ask(full.url, 'GET', path)
  assert.deepEqual([refused.status, refused.body.code], [503, 'busy'])
  const { status, body } = await ask(full.url, 'GET', path, { headers: { cookie: 'tingxu_session=made-up' } })
  assert.deepEqual([status, body.code], [503, 'busy'])
  assert.equal((await ask(full.url, 'GET', '/console', { headers: { accept: 'text/html' } })).status, 200)
  assert.equal((await ask(full.url, 'GET', '/api/v1/session')).status, 401)
  const token = await signIn(full.url, 'admin', ADMIN_PASSWORD)
  assert.equal((await ask(full.url, 'GET', path, { token })).status, 200)
  assert.equal((await press(full, { do: 'open', counter: '3' }, token)).status, 200)
  assert.equal((await press(full, { do: 'take', service: 'guidance' }, token)).status, 200)
})

test('tokens that are made up neither sign anybody out nor take their place', async () => {
  const junk = Array.from({ length: 400 }, (_, n) =>
    ask(at.url, 'GET', '/api/v1/session', { token: String(n).padStart(43, 'x') }),
  )
  const staff = Array.from({ length: 20 }, () => ask(at.url, 'GET', '/api/v1/session', { token: at.token }))
  assert.deepEqual(new Set((await Promise.all(staff)).map(({ status }) => status)), new Set([200]))
  const told = new Set((await Promise.all(junk)).map(({ status }) => status))
  assert.ok(
    [...told].every((status) => status === 401 || status === 503),
    [...told].join(),
  )
})

test('phones take up no place of a screen or a desk: so many from one address, and the last tenth is for those of the hall', async () => {
  const limits = { LIMIT_SOCKETS: '20', LIMIT_SOCKETS_OF_ADDRESS: '5', SHARED_ADDRESSES: '192.0.2.0/24' }
  const server = await openHallServer(limits)
  const { token } = await devicesOf(server).pairedDevice()
  const connects = async (from: string, cookie = '') => {
    const extraHeaders = { 'x-forwarded-for': from, ...(cookie === '' ? {} : { cookie }) }
    const options = { transports: ['websocket'], reconnection: false, forceNew: true, extraHeaders }
    const socket = io(server.url, options)
    sockets.push(socket)
    return new Promise<boolean>((resolve) => {
      socket.once('connect', () => resolve(true)).once('connect_error', () => resolve(false))
    })
  }
  const all = async (count: number, from: string) => {
    const came: boolean[] = []
    for (let n = 0; n < count; n++) came.push(await connects(from))
    return came.filter(Boolean).length
  }
  assert.equal(await all(7, '203.0.113.1'), 5, 'of one address')
  assert.equal(await all(9, '192.0.2.1'), 9, 'of a network of many people')
  assert.equal(await all(6, '203.0.113.2'), 4, 'until only the places of the hall are left')
  assert.equal(await connects('203.0.113.3', 'tingxu_device=d.made-up'), false)
  assert.equal(await connects('203.0.113.1', `tingxu_device=${token}`), true)
  assert.equal(await connects('203.0.113.1', `tingxu_session=${server.token}`), true)
  assert.equal(await connects('203.0.113.1', `tingxu_device=${token}`), false, 'there are no more than there are')
})

test('the part that is turned away grows while turns take too long, shrinks slower, and is nothing where hardly anybody asks', () => {
  let share = 0
  for (let n = 0; n < 5; n++) share = nextShare(share, 150, 1_000)
  assert.ok(share > 0.5 && share < 1, String(share))
  for (let n = 0; n < 50; n++) share = nextShare(share, 2_000, 1_000)
  assert.ok(share < 1, 'some always come through')
  assert.ok(nextShare(share, 10, 1_000) < share)
  for (let n = 0; n < 50; n++) share = nextShare(share, 10, 1_000)
  assert.equal(share, 0)
  assert.equal(nextShare(0, 5_000, 3), 0, 'a slow machine, and nobody there')
})

async function untilCalm(): Promise<void> {
  await until('nobody is turned away', async () => /turned_away_share 0\n/.test(await metrics()), 10_000)
}

async function metrics(): Promise<string> {
  return String((await ask(at.url, 'GET', '/metrics', { token: at.token })).body.text)
}

function take(from: string) {
  const asked = { body: { id: randomUUID(), do: 'take', service: 's1' }, headers: { 'x-forwarded-for': from } }
  return ask(at.url, 'POST', `/api/v1/halls/${at.hall}/commands`, asked)
}

async function takeAll(count: number, from: string | ((n: number) => string)) {
  const answers: Awaited<ReturnType<typeof take>>[] = []
  for (let n = 0; n < count; n++) answers.push(await take(typeof from === 'string' ? from : from(n)))
  return answers
}
