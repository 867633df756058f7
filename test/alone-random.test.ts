// Kiosks that are cut off, come back, lose answers and are pressed twice, beside people who take at other doors: no number
// twice, nobody lost, and everybody in line from when they were given their number. The kiosk's own code, its database in memory.
import 'fake-indexeddb/auto'
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { test } from 'node:test'
import pg from 'pg'
import { pino } from 'pino'
import { recheckDay } from '../core/fair.ts'
import { compareNumbers, readNumber } from '../core/numbers.ts'
import { comparePlaces } from '../core/order.ts'
import type { HallView } from '../core/protocol.ts'
import { SECOND } from '../core/time.ts'
import { enterAll, type Send } from '../kiosk/alone/enter.ts'
import { refill } from '../kiosk/alone/hold.ts'
import { type AloneStore, openStore } from '../kiosk/alone/store.ts'
import { readConfig } from '../server/config.ts'
import { serve } from '../server/serve.ts'
import type { Sent } from '../ui/send.ts'
import { setHeld } from './support/alone.ts'
import { ask, press } from './support/asking.ts'
import { stopFirst } from './support/database.ts'
import { devicesOf } from './support/devices.ts'
import { type HallServer, moveTo, openHallServer, TUESDAY_MORNING } from './support/hall-server.ts'
import { oneOf, type Random, seeded } from './support/random.ts'
import { checkBoard, checkTables, readLog, replay } from './support/truth.ts'

const STEPS = 160
const KIOSKS = 3
const HELD = 6
const SERVICES = 3
const COUNTERS = 3
const OFFLINE = { type: 'about:blank', title: 'offline', status: 0, code: 'offline' }

interface Kiosk {
  id: string
  token: string
  store: AloneStore
  /** Its line to the hall. */
  up: boolean
  /** A lease that had no answer. */
  under: object
  /** The number that each of its visitors went away with, and when. */
  told: { number: string; at: number }[]
}

interface Scene {
  random: Random
  servers: HallServer[]
  kiosks: Kiosk[]
  hall: HallView
  services: string[]
  counters: string[]
  now: number
  /** Presses that got lost on the way and may still arrive. */
  late: (() => Promise<unknown>)[]
}

test('a morning of cuts, by seed: nobody twice, nobody lost, each from when they came', async () => {
  const scene = await openScene(seeded(20_261_124))
  for (let step = 0; step < STEPS; step++) await anyStep(scene)
  const [first] = scene.servers as [HallServer]
  for (const arrive of scene.late) await arrive()
  for (const kiosk of scene.kiosks) {
    const send = sender(whole(scene), kiosk)
    assert.equal(await enterAll({ store: kiosk.store, send, newId: randomUUID }), true)
  }
  for (const kiosk of scene.kiosks) assert.deepEqual(await kiosk.store.given(), [], 'nothing is left to be sent')
  await checkAll(scene, first)
})

test('what the hall refuses stays at the kiosk for staff, and keeps nobody else out', async () => {
  const { servers, kiosks, hall, services } = await openScene(seeded(1))
  const [server] = servers as [HallServer]
  const [kiosk] = kiosks as [Kiosk]
  const [service = ''] = services
  const send: Send = async (_, wanted, id) => {
    const { status, body } = await press(server, { id, ...wanted }, kiosk.token)
    return (status === 200 ? { ok: true, answer: body } : { ok: false, problem: body }) as never
  }
  const holding = { store: kiosk.store, send, newId: randomUUID, hall, device: kiosk.id, day: '2026-11-24' }
  assert.equal(await refill(holding, {}), 'had')
  assert.equal(await refill(holding, {}), 'full')
  const prefix = hall.services.find(({ id }) => id === service)?.prefix ?? ''
  const give = (take: string, at: string) =>
    kiosk.store.give({
      ...{ hall: hall.id, prefix, now: Date.parse(`2026-11-${at}+08:00`), id: randomUUID(), asked: false },
      take: { do: 'take', service: take },
    })
  await give('no-such-service', '24T09:01:00')
  await give(service, '24T09:02:00')
  const codes = async () => {
    assert.equal(await enterAll({ store: kiosk.store, send, newId: randomUUID }), true)
    return (await kiosk.store.given()).map(({ number, state, code }) => `${number.slice(1)} ${state} ${code}`)
  }
  const asManager: Send = async (_, wanted, id) =>
    ({ ok: false, problem: (await press(server, { id, ...wanted }, server.token)).body }) as never
  assert.equal(await enterAll({ store: kiosk.store, send: asManager, newId: randomUUID }), false)
  assert.equal((await kiosk.store.given()).length, 2, 'a manager who is signed in there for a moment spoils nothing')
  assert.deepEqual(await codes(), ['801 refused no_such_service'])
  await give(service, '24T17:20:00')
  await moveTo(server, '2026-11-25T09:00:00+08:00')
  assert.deepEqual(await codes(), ['801 refused no_such_service', '803 refused wrong_day'])
  assert.equal(await give(service, '25T09:00:00'), null, 'the day is over, and with it its numbers')
  await kiosk.store.drop((one) => one.day > '2026-11-24')
  assert.equal((await kiosk.store.counts(hall.id, '2026-11-24')).size, 0)
})

async function openScene(random: Random): Promise<Scene> {
  const one = await openHallServer()
  await setHeld(one, { numbers: HELD })
  const config = readConfig({ PORT: '0', CLOCK: `manual@${TUESDAY_MORNING}` })
  const serving = await serve(config, one.connection, pino({ level: 'error' }))
  stopFirst(serving.stop)
  const two = { ...one, serving, url: serving.url }
  const hall = (await ask(one.url, 'GET', `/api/v1/halls/${one.hall}`)).body as unknown as HallView
  const kiosks: Kiosk[] = []
  for (let n = 0; n < KIOSKS; n++) {
    const { id, token } = await devicesOf(one).pairedDevice({ name: `kiosk ${n}` })
    kiosks.push({ id, token, store: await openStore(`${id}`), up: true, under: {}, told: [] })
  }
  const services = hall.services
    .filter((one) => one.alone && one.open)
    .slice(0, SERVICES)
    .map(({ id }) => id)
  const able = hall.counters.filter(({ serves }) => serves.some((one) => services.includes(one.service)))
  const counters = able.slice(0, COUNTERS).map(({ id }) => id)
  for (const counter of counters) await press(one, { do: 'open', counter }, one.token)
  return { random, servers: [one, two], kiosks, hall, services, counters, now: Date.parse(TUESDAY_MORNING), late: [] }
}

async function anyStep(scene: Scene): Promise<void> {
  const { random, servers, kiosks } = scene
  scene.now += Math.floor(random() * 9 * SECOND) + 1
  // The clocks of two machines are never quite the same.
  for (const server of servers) await moveTo(server, new Date(scene.now + Math.floor(random() * 3)).toISOString())
  const kiosk = oneOf(random, kiosks)
  const dice = random()
  if (dice < 0.12) kiosk.up = !kiosk.up
  else if (dice < 0.5) await comeTo(scene, kiosk)
  else if (dice < 0.62) await press(oneOf(random, servers), { do: 'take', service: oneOf(random, scene.services) })
  else if (dice < 0.72) await refillAt(scene, kiosk)
  else if (dice < 0.86) {
    // Two windows of one browser send at once.
    const again = () => enterAll({ store: kiosk.store, send: sender(scene, kiosk), newId: randomUUID })
    await Promise.all([again(), ...(random() < 0.3 ? [again()] : [])])
  } else if (dice < 0.9) await scene.late.shift()?.()
  else await serveOne(scene)
}

/** Somebody takes a number at a kiosk: with patience, and from what it holds if there is no answer. */
async function comeTo(scene: Scene, kiosk: Kiosk): Promise<void> {
  const { hall, random } = scene
  const service = oneOf(random, scene.services)
  const take = { do: 'take' as const, service, language: 'en' }
  const id = randomUUID()
  const asked = kiosk.up || random() < 0.3
  const ordinary = async (as: Scene) => {
    const sent = await sender(as, kiosk)(hall.id, take, id)
    if (!sent.ok && sent.problem.status === 0) return false
    assert.ok(sent.ok, JSON.stringify(sent))
    kiosk.told.push({ number: sent.answer.ticket?.number ?? '', at: Date.parse(sent.answer.ticket?.takenAt ?? '') })
    return true
  }
  const patience = random() < 0.5 ? 1 : 2
  for (let tries = 0; asked && tries < patience; tries++) if (await ordinary(scene)) return
  const prefix = hall.services.find((one) => one.id === service)?.prefix ?? ''
  const wanted = { hall: hall.id, prefix, now: scene.now, take, id, asked }
  // Two at once, in two windows, are given two numbers.
  const twice = random() < 0.1 ? [kiosk.store.give({ ...wanted, id: randomUUID(), asked: false })] : []
  const given = await Promise.all([kiosk.store.give(wanted), ...twice])
  for (const one of given) if (one !== null) kiosk.told.push({ number: one.number, at: one.at })
  // Where none is left, people wait until the line is back, and are answered what their press came to.
  if (given[0] === null) await ordinary(whole({ ...scene, kiosks: [kiosk] }))
}

/** The same hall, and nothing gets lost. */
function whole(scene: Scene): Scene {
  for (const kiosk of scene.kiosks) kiosk.up = true
  return { ...scene, random: () => 0.99 }
}

async function refillAt(scene: Scene, kiosk: Kiosk): Promise<void> {
  const { hall } = scene
  const send = sender(scene, kiosk)
  const holding = { store: kiosk.store, send, newId: randomUUID, hall, device: kiosk.id, day: '2026-11-24' }
  await refill(holding, kiosk.under)
}

/** As lines are: presses get lost, arrive late, arrive twice, and answers do not come. */
function sender(scene: Scene, kiosk: Kiosk): Send {
  const { random, servers, hall } = scene
  return async (_, wanted, id): Promise<Sent> => {
    const arrive = async (): Promise<Sent> => {
      const { status, body } = await press(
        { url: oneOf(random, servers).url, hall: hall.id },
        { id, ...wanted },
        kiosk.token,
      )
      assert.ok(status < 500, JSON.stringify(body))
      return status === 200 ? ({ ok: true, answer: body } as never) : ({ ok: false, problem: body } as never)
    }
    const lost: Sent = { ok: false, problem: OFFLINE }
    const fate = random()
    if (!kiosk.up || fate < 0.1) {
      if (fate < 0.05) scene.late.push(arrive)
      return lost
    }
    if (fate < 0.35) {
      await arrive()
      return lost
    }
    if (fate < 0.4) scene.late.push(arrive)
    return arrive()
  }
}

async function serveOne({ random, servers, counters }: Scene): Promise<void> {
  const server = oneOf(random, servers)
  const counter = oneOf(random, counters)
  const { body } = await press(server, { do: 'call-next', counter }, server.token)
  const ticket = (body.ticket as { id: string } | undefined)?.id
  if (ticket !== undefined) await press(server, { do: 'miss', ticket }, server.token)
}

async function checkAll({ kiosks, servers, hall }: Scene, server: HallServer): Promise<void> {
  const log = await readLog(server)
  const replayed = replay(log)
  const db = new pg.Client(server.connection)
  await db.connect()
  await checkTables(db, replayed).finally(() => db.end())
  for (const one of servers) await checkBoard({ ...one, hall: hall.id }, replayed.board)
  const file = log.findLast((one) => one.file !== undefined)?.file
  assert.deepEqual(file && recheckDay(log, file), [], 'each call was in order')

  const told = kiosks.flatMap((one) => one.told)
  assert.equal(new Set(told.map(({ number }) => number)).size, told.length, 'nobody shares a number')
  const tickets = new Map([...replayed.tickets.values()].map((one) => [one.number, one]))
  const alone = told.filter(({ number }) => tickets.get(number)?.enteredAt !== undefined)
  assert.ok(alone.length > STEPS / 20, `${alone.length} were given alone`)
  for (const { number, at } of told) {
    const ticket = tickets.get(number)
    assert.ok(ticket !== undefined && ticket.state !== 'cancelled', `${number} was lost`)
    // A clock of the hall may be a hair behind the kiosk's: nobody is entered later than now.
    assert.ok(ticket.takenAt <= at && ticket.takenAt >= at - 10, `${number} counts from when it was given`)
  }
  for (const { told: one } of kiosks) {
    const own = one.filter(({ number }) => tickets.get(number)?.enteredAt !== undefined)
    assert.equal(new Set(own.map(({ at }) => at)).size, own.length, 'no two at one moment')
    const byTime = [...own].sort((a, b) => a.at - b.at).map(({ number }) => number)
    for (const prefix of new Set(byTime.map((number) => readNumber(number).prefix))) {
      const series = byTime.filter((number) => readNumber(number).prefix === prefix)
      assert.deepEqual(series, [...series].sort(compareNumbers), 'a kiosk gives its numbers in their order')
    }
  }
  const held = new Set(told.map(({ number }) => number))
  const fromKiosks = log.filter(({ type, by }) => type === 'taken' && by.role === 'kiosk').map(({ ticket }) => ticket)
  const ghosts = fromKiosks.filter((one) => one !== undefined && !held.has(one.number))
  assert.ok(ghosts.length > 0, 'some answers were lost')
  for (const ghost of ghosts) {
    const now = tickets.get(ghost?.number ?? '')
    assert.ok(
      now?.state === 'cancelled' || now?.calledAt !== null,
      `${ghost?.number} stands there, and nobody holds it`,
    )
  }
  for (const line of replayed.board.lines.values()) assert.deepEqual(line, [...line].sort(comparePlaces))
}
