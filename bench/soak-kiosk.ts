// `npm run soak:kiosk [-- 20000 [seed]]`: a kiosk in a real browser gives so many numbers over weeks of hall days, is never
// loaded anew, and tells whether it or the server needs more and more memory. Ends with 1 if one does.
import { spawn } from 'node:child_process'
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { DateTime } from 'luxon'
import type { HallFile } from '../core/hall.ts'
import { ask, press, signIn } from '../test/support/asking.ts'
import { freePort } from '../test/support/free-port.ts'
import { type Random, seeded } from '../test/support/random.ts'
import { keep, machine } from './report.ts'
import { type OnePage, openPage } from './soak/browser.ts'
import { GROWS_FROM, growing, openMeter, type Reading, slope, warmed } from './soak/memory.ts'
import { takeNumbers } from './soak/visits.ts'
import { drawWishes, unlimited } from './soak/wishes.ts'

const [wanted = '20000', seed = '1'] = process.argv.slice(2)
const TAKES = Number(wanted)
const HALL = 'zhangzhou'
const ZONE = 'Asia/Shanghai'
const PASSWORD = 'for-the-soak-only'
const COUNTERS = ['3', '4', '7']
/** At a door without end. */
const TAKES_A_DAY = 800
/** Between two of these somebody is called and served. */
const BATCH = 20
const READINGS = 40
const READY_WITHIN_MS = 300_000
const MIB = 2 ** 20
/** Small, so that the server collects its garbage often: what then still becomes more is held. MiB. */
const SERVER_HEAP_MOST = 160
const PLENTY = { LIMIT_PUBLIC_COMMANDS: '60000', LIMIT_STAFF_COMMANDS: '60000' }

async function main(): Promise<void> {
  if (!Number.isInteger(TAKES) || TAKES < READINGS * 2) throw new Error(`at least ${READINGS * 2} numbers: ${wanted}`)
  const about = machine()
  const folder = mkdtempSync(join(tmpdir(), 'tingxu-soak-'))
  chmodSync(folder, 0o755) // as root, PostgreSQL runs as another account, which has to enter
  const server = await startServer(folder)
  const kiosk = await openPage(`${server.url}/kiosk`)
  try {
    const token = await signIn(server.url, 'admin', PASSWORD)
    const read = await openMeter(kiosk, server.pid)
    const readings = await live({ kiosk, url: server.url, token, random: seeded(Number(seed)) }, read)
    tell(readings, about)
  } finally {
    await kiosk.close()
    await server.stop()
    removeAll(folder)
  }
}

function removeAll(folder: string): void {
  rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 250 })
}

interface Day {
  kiosk: OnePage
  url: string
  token: string
  random: Random
}

async function live(day: Day, read: (takes: number) => Promise<Reading>): Promise<Reading[]> {
  const { url, token } = day
  const { body } = await ask(url, 'GET', `/api/v1/halls/${HALL}/file`, { token })
  const services = unlimited(body as unknown as HallFile)
  const readings: Reading[] = []
  const every = Math.max(BATCH, Math.round(TAKES / READINGS / BATCH) * BATCH)
  let now: DateTime = DateTime.fromISO('2026-11-24T09:00:00', { zone: ZONE })
  await openCounters(day)
  await kioskIsOpen(day)
  for (let takes = 0; takes < TAKES; takes += BATCH) {
    if (takes > 0 && takes % TAKES_A_DAY === 0) now = await nextDay(day, now)
    const given = await takeNumbers(day.kiosk.evaluate, drawWishes(day.random, services, BATCH))
    if (given.length !== BATCH || given.some((number) => number === '')) throw new Error('a number was not given')
    await serveSome(day)
    if ((takes + BATCH) % every === 0) {
      readings.push(await read(takes + BATCH))
      console.log(line(readings.at(-1) as Reading))
    }
  }
  return readings
}

/** To the next day on which the hall gives numbers; whoever still waits is closed by the hall's own rule. */
async function nextDay(day: Day, from: DateTime): Promise<DateTime> {
  for (let ahead = 1; ahead < 15; ahead++) {
    const now = from.plus({ days: ahead })
    await ask(day.url, 'PUT', '/api/v1/clock', { body: { now: now.toISO() }, token: day.token })
    const { body } = await ask(day.url, 'GET', `/api/v1/halls/${HALL}`)
    const open = (body.services as { id: string; open: boolean }[]).filter((one) => one.open)
    if (open.length === 0) continue
    await openCounters(day)
    await kioskIsOpen(day)
    return now
  }
  throw new Error('the hall does not open any more')
}

/** It hears of the new day when it reads the hall again, within fifteen seconds. */
async function kioskIsOpen({ kiosk }: Day): Promise<void> {
  while ((await kiosk.evaluate("document.querySelector('.tile:not(.tile-shut)') !== null")) !== true) await delay(200)
}

async function openCounters({ url, token }: Day): Promise<void> {
  for (const counter of COUNTERS) await press({ url, hall: HALL }, { do: 'open', counter }, token)
}

async function serveSome({ url, token }: Day): Promise<void> {
  for (const counter of COUNTERS) {
    const called = await press({ url, hall: HALL }, { do: 'call-next', counter }, token)
    const ticket = (called.body.ticket as { id: string } | undefined)?.id
    if (ticket === undefined) continue
    for (const step of ['serve', 'finish']) await press({ url, hall: HALL }, { do: step, ticket }, token)
  }
}

async function startServer(folder: string) {
  const port = await freePort()
  const clock = 'manual@2026-11-24T09:00:00+08:00'
  const settings = { PORT: String(port), DATA_DIR: folder, ADMIN_PASSWORD: PASSWORD, CLOCK: clock, LOG_LEVEL: 'error' }
  const child = spawn(
    process.execPath,
    [`--max-old-space-size=${SERVER_HEAP_MOST}`, '--import', 'tsx', 'server/main.ts'],
    {
      cwd: join(import.meta.dirname, '..'),
      env: { PATH: process.env.PATH, HOME: process.env.HOME, ...settings, ...PLENTY },
      stdio: ['ignore', 'ignore', 'inherit'],
    },
  )
  const ended = new Promise((resolve) => child.on('exit', resolve))
  const stop = async () => {
    child.kill('SIGTERM')
    await ended
  }
  // Who stops this one alone leaves neither a server nor its folder behind; the browser ends when its pipe does.
  const leave = async () => {
    await stop()
    removeAll(folder)
    process.exit(1)
  }
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.once(signal, () => void leave())
  const url = `http://127.0.0.1:${port}`
  const until = performance.now() + READY_WITHIN_MS
  const isReady = () =>
    fetch(`${url}/health/ready`).then(
      ({ ok }) => ok,
      () => false,
    )
  while (!(await isReady())) {
    if (child.exitCode !== null || performance.now() > until) throw new Error('the server does not start')
    await delay(200)
  }
  return { url, pid: child.pid ?? 0, stop }
}

function tell(readings: Reading[], about: Record<string, unknown>): void {
  const warm = warmed(readings)
  const each = Object.fromEntries(
    (['heap', 'page', 'server'] as const).map((of) => [`${of} bytes a number`, Math.round(slope(warm, of) * 10) / 10]),
  )
  const grows = growing(readings)
  keep('soak-kiosk', {
    machine: about,
    takes: TAKES,
    seed: Number(seed),
    ...each,
    grows,
    first: warm[0],
    last: warm.at(-1),
  })
  console.log(`${TAKES} numbers, never loaded anew: ${JSON.stringify(each)}; limits ${JSON.stringify(GROWS_FROM)}`)
  console.log(grows.length === 0 ? 'Memory does not grow.' : `Memory grows: ${grows.join('; ')}`)
  if (grows.length > 0) process.exitCode = 1
}

function line({ takes, heap, page, server, nodes, listeners }: Reading): string {
  const mib = (bytes: number) => (bytes / MIB).toFixed(1)
  return `${takes} numbers: kiosk heap ${mib(heap)} MiB, page ${mib(page)}, server ${mib(server)}; ${nodes} nodes, ${listeners} listeners`
}

await main()
