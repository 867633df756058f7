// Numbers that a kiosk holds for when no server answers: leased, given, entered where they belong, each once.
import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import pg from 'pg'
import { pino } from 'pino'
import { recheckDay } from '../core/fair.ts'
import type { HallFile } from '../core/hall.ts'
import { faultsOf } from '../core/hall-faults.ts'
import type { LeaseView } from '../core/protocol.ts'
import { readConfig } from '../server/config.ts'
import { serve } from '../server/serve.ts'
import { setHeld } from './support/alone.ts'
import { type Answer, ask, press } from './support/asking.ts'
import { devicesOf } from './support/devices.ts'
import { type HallServer, moveTo, openHallServer } from './support/hall-server.ts'
import { smallHall } from './support/small-hall.ts'
import { storyTeller } from './support/story.ts'
import { checkBoard, checkTables, readLog, replay } from './support/truth.ts'

const story = storyTeller(after)
const holding = (numbers: number, from?: number): Partial<HallFile> => ({
  policy: { ...smallHall().policy, withoutServer: { numbers, ...(from === undefined ? {} : { from }) } },
})

story(
  'numbers given without the server stand in line from when they were given, among those who came elsewhere',
  `
  08:30  kiosk    lease A=4                              -> A801-A804
  08:40  visitor  take id-card                           -> A001
  # The line to this kiosk is cut; at another door people go on taking numbers.
  08:42  visitor  take id-card                           -> A002
  08:44  visitor  take id-card                           -> A003
  08:45  clerk    open counter=1                         -> open 1
  08:45  clerk    call-next counter=1                    -> called A001
  08:50  kiosk    take-leased id-card number=A801 at=08:41 -> A801
  08:50  kiosk    take-leased id-card number=A802 at=08:43 -> A802
  08:50  kiosk    take-leased deed number=A803 at=08:43    -> A803
  08:50  visitor  sees A801                              -> waiting 0
  08:50  visitor  sees A002                              -> waiting 1
  08:50  visitor  sees A802                              -> waiting 2
  08:50  visitor  sees A003                              -> waiting 3
  08:51  clerk    finish A001                            -> not_allowed_now
  08:51  clerk    serve A001                             -> serving A001
  08:52  clerk    finish A001                            -> done A001
  08:52  clerk    call-next counter=1                    -> called A801
  08:53  visitor  take id-card                           -> A004
  `,
  holding(4),
)

story(
  'a number of a lease is used once, by the kiosk that holds it, on its day; what was not given lapses with the day',
  `
  08:30  kiosk    lease A=4                              -> A801-A804
  08:30  kiosk2   lease A=4                              -> A805-A808
  08:40  kiosk    take-leased id-card number=A801 at=08:35 -> A801
  08:41  kiosk    take-leased id-card number=A801 at=08:35 -> number_used
  08:41  kiosk2   take-leased id-card number=A802 at=08:35 -> not_leased
  08:41  kiosk    take-leased id-card number=A809 at=08:35 -> not_leased
  08:41  kiosk    take-leased id-card number=A001 at=08:35 -> not_leased
  08:41  manager  take-leased id-card number=A802 at=08:35 -> forbidden
  08:41  visitor  lease A=4                              -> unauthorized
  08:42  kiosk    take-leased id-card number=A802 at=08:35 day=2026-11-23 -> wrong_day
  08:42  kiosk    take-leased nothing number=A802 at=08:35 -> no_such_service
  == 2026-11-25
  08:30  kiosk    take-leased id-card number=A803 at=08:29 -> not_leased
  08:30  kiosk2   lease A=2                              -> A801-A802
  08:30  kiosk    lease B=2                              -> B801-B802
  `,
  holding(4),
)

story(
  'who holds the paper waits: neither closing time nor a limit sends them away, and no time is believed that cannot be',
  `
  08:30  kiosk    lease A=4                              -> A801-A804
  11:59  kiosk    take-leased id-card number=A801 at=08:10 -> A801
  11:59  kiosk    take-leased id-card number=A802 at=12:30 -> A802
  12:10  visitor  take id-card                           -> service_closed
  12:10  kiosk    take-leased passport number=A803 at=11:58 -> A803
  12:11  clerk    open counter=2                         -> open 2
  12:11  clerk    call-next counter=2                    -> called A801
  12:11  clerk    serve A801                             -> serving A801
  12:15  clerk    finish A801                            -> done A801
  12:15  inspector reads finished                        -> extended 240
  12:15  clerk    call-next counter=2                    -> called A803
  `,
  holding(4),
)

story(
  'a kiosk is given no more than the hall says, of nothing that has its own count, and what it lost is not given again',
  `
  08:30  kiosk    lease A=5                              -> leases_most
  08:30  kiosk    lease C=2                              -> no_such_service
  08:30  kiosk    lease A=4                              -> A801-A804
  08:31  kiosk    lease A=4                              -> A805-A808
  08:31  kiosk    lease A=4                              -> A809-A812
  08:31  kiosk    lease A=4                              -> A813-A816
  08:31  kiosk    lease A=4                              -> A817-A820
  08:31  kiosk    lease A=1                              -> leases_most
  08:32  kiosk    take-leased id-card number=A820 at=08:31 -> A820
  08:32  kiosk    lease A=1                              -> A821-A821
  `,
  holding(4),
)

story(
  'where the hall says nothing, no kiosk holds anything',
  `
  08:30  kiosk    lease A=1                              -> lease_off
  `,
)

story(
  'a hall that comes so far passes over what its kiosks hold',
  `
  08:30  kiosk    lease A=2                              -> A101-A102
  ${Array.from({ length: 100 }, (_, n) => `08:31  visitor  take id-card  -> A${String(n + 1).padStart(3, '0')}`).join('\n')}
  08:31  visitor  take id-card                           -> A103
  08:32  kiosk    take-leased id-card number=A101 at=08:31 -> A101
  08:32  visitor  take id-card                           -> A104
  08:32  kiosk    lease A=1                              -> A105-A105
  08:33  visitor  take id-card                           -> A106
  `,
  holding(2, 101),
)

const leasing = { do: 'lease', series: [{ prefix: 'A', count: 3 }] }
const given = (number: string, at: string) => ({
  ...{ do: 'take-leased', service: 'id-card', number },
  ...{ day: '2026-11-24', at: `2026-11-24T${at}+08:00` },
})

test('a lease is answered to its kiosk alone, and again with the same keys; it outlives a restart with and without its snapshot', async () => {
  const server = await openHallServer()
  await setHeld(server, { numbers: 5 })
  const { pairedDevice } = devicesOf(server)
  const kiosk = await pairedDevice()
  const id = 'a-lease-of-the-test'
  const first = await press(server, { ...leasing, id }, kiosk.token)
  const { numbers, day, until } = first.body.lease as LeaseView
  assert.deepEqual(
    [day, until, ...numbers.map(({ number }) => number)],
    ['2026-11-24', '2026-11-25T00:00:00+08:00', 'A801', 'A802', 'A803'],
  )
  assert.equal((first.body.events as { type: string }[])[0]?.type, 'hidden')
  const again = await press(server, { ...leasing, id }, kiosk.token)
  assert.equal(again.body.repeated, true)
  assert.deepEqual(again.body.lease, first.body.lease)
  const other = await press(server, { ...leasing, id }, (await pairedDevice()).token)
  assert.equal(other.body.code, 'id_reused')
  assert.equal(other.body.lease, undefined)
  const { body: own } = await ask(server.url, 'GET', '/api/v1/devices/own', { token: kiosk.token })
  assert.deepEqual(own.leases, [{ day: '2026-11-24', prefix: 'A', first: 801, last: 803 }])

  await server.stop()
  const against = async (now: string, run: (at: HallServer) => Promise<void>) => {
    const config = readConfig({ PORT: '0', CLOCK: `manual@2026-11-24T${now}+08:00` })
    const serving = await serve(config, server.connection, pino({ level: 'error' }))
    await run({ ...server, url: serving.url, serving }).finally(() => serving.stop())
  }
  await against('09:20:00', async (at) => {
    const entered = await press(at, given('A801', '09:10:00'), kiosk.token)
    const ticket = entered.body.ticket as { key: string; takenAt: string; enteredAt: string }
    assert.equal(ticket.key, numbers[0]?.key, 'the paper bears the key of the ticket')
    assert.deepEqual([ticket.takenAt, ticket.enteredAt], ['2026-11-24T09:10:00+08:00', '2026-11-24T09:20:00+08:00'])
    const { body: page } = await ask(at.url, 'GET', `/api/v1/tickets/${numbers[0]?.key}`)
    assert.equal((page.ticket as { number: string }).number, 'A801')
    assert.equal((await ask(at.url, 'GET', `/api/v1/tickets/${numbers[1]?.key}`)).body.code, 'no_such_ticket')
  })
  await onDatabase(server, (db) => db.query('DELETE FROM snapshots'))
  await against('09:30:00', async (at) => {
    assert.equal((await press(at, given('A801', '09:10:00'), kiosk.token)).body.code, 'number_used')
    assert.deepEqual(numbersIn(await press(at, leasing, kiosk.token)), ['A804', 'A805', 'A806'])
    assert.equal((await press(at, given('A802', '09:12:00'), kiosk.token)).status, 200)
    assert.equal(numberIn(await press(at, { do: 'take', service: 'id-card' })), 'A001')
    const at3 = { counter: '3' }
    await press(at, { do: 'open', ...at3 }, server.token)
    for (const _ of [1, 2, 3]) {
      const called = await press(at, { do: 'call-next', ...at3 }, server.token)
      const { id } = called.body.ticket as { id: string }
      for (const step of ['serve', 'finish']) await press(at, { do: step, ticket: id }, server.token)
    }
    await moveTo(at, '2026-11-24T09:31:00+08:00')
    await press(at, { do: 'take', service: 'id-card' })
    await press(at, { do: 'call-next', ...at3 }, server.token)
    await moveTo(at, '2026-11-24T09:32:00+08:00')
    const late = await press(at, given('A804', '09:30:30'), kiosk.token)
    const { key } = late.body.ticket as { key: string }
    const { body: passed } = await ask(at.url, 'GET', `/api/v1/tickets/${key}/passed`)
    assert.equal((passed.passed as { reason: string }[])[0]?.reason, 'not-entered', JSON.stringify(passed))
    const log = await readLog({ url: at.url, hall: at.hall, token: server.token })
    assert.deepEqual(
      log.filter(({ type }) => type === 'called').map(({ ticket }) => ticket?.number),
      ['A801', 'A802', 'A001', 'A002'],
    )
    const file = log.findLast((one) => one.file !== undefined)?.file
    assert.ok(file)
    assert.deepEqual(recheckDay(log, file), [], 'the order was fair')
    const replayed = replay(log)
    await onDatabase(server, (db) => checkTables(db, replayed))
    await checkBoard({ url: at.url, hall: at.hall, token: server.token }, replayed.board)
  })
})

test('the database itself promises no number twice', async () => {
  const server = await openHallServer()
  await setHeld(server, { numbers: 5 })
  const kiosk = await devicesOf(server).pairedDevice()
  await press(server, leasing, kiosk.token)
  await onDatabase(server, (db) =>
    assert.rejects(
      db.query(`INSERT INTO leases SELECT hall, day, prefix, first, last, 'another' FROM leases`),
      /duplicate key/,
    ),
  )
})

test('what cannot be held is refused with its place', () => {
  const wrong = (withoutServer: object) =>
    faultsOf({ ...smallHall(), policy: { ...smallHall().policy, withoutServer } }).map(({ path }) => path)
  assert.deepEqual(wrong({ numbers: 20, from: 801 }), [])
  assert.deepEqual(wrong({}), [])
  assert.deepEqual(wrong({ numbers: 201 }), ['/policy/withoutServer/numbers'])
  assert.deepEqual(wrong({ numbers: 20, from: 1 }), ['/policy/withoutServer/from'])
})

function numbersIn({ body }: Answer): string[] {
  return (body.lease as LeaseView).numbers.map(({ number }) => number)
}

function numberIn({ body }: Answer): string {
  return (body.ticket as { number: string }).number
}

async function onDatabase<T>({ connection }: HallServer, run: (db: pg.Client) => Promise<T>): Promise<T> {
  const db = new pg.Client(connection)
  await db.connect()
  return run(db).finally(() => db.end())
}
