// Three programs on one database behind a plain proxy: whoever comes to whichever of them sees the same hall, each call once.
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { before, describe, test } from 'node:test'
import pg from 'pg'
import { checkScreens, type Followed, followScreen } from '../bench/soak/screens.ts'
import { ask } from './support/asking.ts'
import { bigHall } from './support/big-hall.ts'
import { openBalancer } from './support/cut-line.ts'
import type { HallServer } from './support/hall-server.ts'
import { type Line, openLine } from './support/line.ts'
import { endLater, freshDatabase, serveOn } from './support/processes.ts'
import { hallFileOf } from './support/program.ts'
import { checkAnswers, checkBoard, checkTables, readLog, replay } from './support/truth.ts'

const PROCESSES = 3
const VISITS_EACH = 8
const COUNTERS = 18
const RATED_MS = 1_500
/** Two processes that press into one hall by turns take the careful way most of the time; this is far from crawling. */
const RATIO_LEAST = 0.2

describe('three programs behind a proxy', () => {
  let url: string
  let servers: HallServer[]
  let door: HallServer
  before(async () => {
    url = await freshDatabase()
    const file = bigHall((hall) => {
      hall.policy = { ...hall.policy, devices: 'open' }
    })
    const first = await serveOn(url, { HALL_FILE: hallFileOf(file), LIMIT_PUBLIC_COMMANDS: '1000000' })
    servers = [first]
    while (servers.length < PROCESSES) servers.push(await serveOn(url, { LIMIT_PUBLIC_COMMANDS: '1000000' }))
    const proxy = await openBalancer(servers.map((one) => one.url))
    endLater(proxy.close)
    door = { ...first, url: `http://127.0.0.1:${proxy.port}` }
  })

  test('a crowd presses wherever the proxy leads: one order, no number twice, and every screen shows every call once', async () => {
    const screens: Followed[] = [...servers, door].flatMap((one) => [
      followScreen(one, 'lobby'),
      followScreen(one, 'staff'),
    ])
    endLater(async () => {
      for (const screen of screens) screen.close()
    })
    const line = openLine(door, PROCESSES * 8)
    await Promise.all(Array.from({ length: COUNTERS }, (_, n) => workThrough(line, String(n + 1), n, door.token)))
    line.close()
    const log = await readLog(door)
    const replayed = replay(log)
    checkAnswers(log, line.history)
    const calls = log.filter(({ type }) => type === 'called').map(({ seq }) => seq)
    assert.ok(calls.length > (COUNTERS * VISITS_EACH) / 2, `only ${calls.length} calls`)
    for (const server of servers) await checkScreens(screens, server, replayed.board.seq)
    for (const [n, screen] of screens.entries()) {
      // A screen that was behind by very much was given a board instead of events, and told nothing twice.
      const missed = calls.filter((seq) => !screen.calls.has(seq))
      assert.deepEqual(missed, [], `screen ${n} did not show a call`)
    }
    for (const server of servers) await checkBoard(server, replayed.board)
    const db = new pg.Client(url)
    await db.connect()
    await checkTables(db, replayed).finally(() => db.end())
  })

  test('one screen speaks, whichever program it asks', async () => {
    const turns = await Promise.all(servers.flatMap((server) => [asksToSpeak(server), asksToSpeak(server)]))
    assert.equal(turns.filter(Boolean).length, 1, 'one of six')
  })

  test('two programs that press into one hall by turns do not crawl', async (t) => {
    const [one, two] = servers as [HallServer, HallServer]
    const alone = await rateOf([one])
    const both = await rateOf([one, two])
    t.diagnostic(`${Math.round(alone)} presses a second by one, ${Math.round(both)} by two in turn`)
    assert.ok(both > alone * RATIO_LEAST, `${both} beside ${alone}`)
  })
})

/** Takes, calls whoever is next, serves and finishes them. */
async function workThrough(line: Line, counter: string, n: number, token: string): Promise<void> {
  assert.equal((await line.press({ do: 'open', counter }, token)).status, 200)
  for (let visit = 0; visit < VISITS_EACH; visit++) {
    // One of the services that the counter serves first, so that somebody waits for it.
    assert.equal((await line.press({ do: 'take', service: `s${n % 12}` })).status, 200)
    const { status, body } = await line.press({ do: 'call-next', counter }, token)
    // Another counter that serves the same was faster.
    if (status === 409) continue
    assert.equal(status, 200, JSON.stringify(body))
    const ticket = (body.ticket as { id: string }).id
    for (const step of ['serve', 'finish']) assert.equal((await line.press({ do: step, ticket }, token)).status, 200)
  }
}

async function asksToSpeak({ url, hall }: HallServer): Promise<boolean> {
  const speaker = randomUUID().replaceAll('-', '')
  const { status, body } = await ask(url, 'POST', `/api/v1/halls/${hall}/voice`, { body: { speaker } })
  assert.equal(status, 200, JSON.stringify(body))
  return body.speaks === true
}

/** Presses a second, sixteen callers, each pressing at the programs by turns. */
async function rateOf(servers: readonly HallServer[]): Promise<number> {
  const lines = servers.map((server) => openLine(server, 16))
  const until = performance.now() + RATED_MS
  let pressed = 0
  const caller = async () => {
    for (let n = 0; performance.now() < until; n++) {
      const { status } = await (lines[n % lines.length] as Line).press({ do: 'take', service: 's7' })
      assert.equal(status, 200)
      pressed++
    }
  }
  await Promise.all(Array.from({ length: 16 }, caller))
  for (const line of lines) line.close()
  return (pressed / RATED_MS) * 1_000
}
