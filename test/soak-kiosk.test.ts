// A kiosk gives ninety numbers in a row and holds no more than before; weeks of it: `npm run soak:kiosk`.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openPage } from '../bench/soak/browser.ts'
import { growing, openMeter, type Reading, slope } from '../bench/soak/memory.ts'
import { takeNumbers } from '../bench/soak/visits.ts'
import { drawWishes, unlimited } from '../bench/soak/wishes.ts'
import type { HallFile } from '../core/hall.ts'
import { ask } from './support/asking.ts'
import { openHallServer } from './support/hall-server.ts'
import { seeded } from './support/random.ts'

const WARM = 30
const TAKES = 60
const BATCH = 30
/** What is made once and what the engine learns are no leak, and so few numbers do not get past them. Bytes. */
const HEAP_MOST = 1_000_000
const NODES_MOST = 150

test('elements, listeners and heap do not become more with each visitor', async (context) => {
  const server = await openHallServer({ LIMIT_PUBLIC_COMMANDS: '10000' })
  const { body } = await ask(server.url, 'GET', `/api/v1/halls/${server.hall}/file`, { token: server.token })
  const services = unlimited(body as unknown as HallFile)
  const random = seeded(7)
  const kiosk = await openPage(`${server.url}/kiosk`)
  try {
    const read = await openMeter(kiosk, null)
    const take = (count: number) => takeNumbers(kiosk.evaluate, drawWishes(random, services, count))
    await take(WARM)
    const before = await read(0)
    for (let taken = 0; taken < TAKES; taken += BATCH) assert.equal(new Set(await take(BATCH)).size, BATCH)
    const after = await read(TAKES)
    context.diagnostic(JSON.stringify({ before, after }))
    assert.ok(after.heap - before.heap < HEAP_MOST, `heap: ${before.heap} → ${after.heap}`)
    for (const of of ['nodes', 'listeners'] as const)
      assert.ok(after[of] - before[of] < NODES_MOST, `${of}: ${before[of]} → ${after[of]}`)
  } finally {
    await kiosk.close()
  }
})

test('what grows is told from what goes up and down', () => {
  const readings = (heap: (takes: number) => number): Reading[] =>
    Array.from({ length: 20 }, (_, n) => ({
      takes: n * 500,
      heap: 3e6 + heap(n * 500),
      nodes: 500 + (n % 3),
      listeners: 50,
      page: 2e8 + (n % 4) * 1e6,
      server: 2e8,
    }))
  assert.deepEqual(growing(readings((takes) => Math.sin(takes) * 1e5)), [])
  assert.deepEqual(growing(readings((takes) => (takes < 2_000 ? takes * 200 : 400_000))), [], 'only at first')
  const leak = readings((takes) => takes * 160 + Math.sin(takes) * 1e5)
  assert.ok(Math.abs(slope(leak, 'heap') - 160) < 40)
  assert.match(growing(leak).join(), /^heap: 1\d\d bytes a number/)
})
