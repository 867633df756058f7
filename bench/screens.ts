// `npm run bench:screens`: a press by HTTP until the last of many screens has it, beside fastify, one INSERT and socket.io;
// what a crowd of screens costs, and how soon they are all back after a restart.
import { setTimeout as delay } from 'node:timers/promises'
import { keep, keepRow, machine, median } from './report.ts'
import { openBare, openOurs, type Side } from './screens/sides.ts'

const SECONDS = Number(process.env.SECONDS ?? 4)
const ROUNDS = Number(process.env.ROUNDS ?? 5)
const SETTLE_MS = 500
const STILL_MS = 2_000
const now = () => performance.timeOrigin + performance.now()

async function close(side: Side): Promise<void> {
  await side.crowd.stop()
  await side.server.stop()
}

/** Milliseconds from each press to the last screen, and the server's processor time a call, at so many presses a second. */
async function atRate(side: Side, perSecond: number): Promise<{ times: number[]; cpuMs: number }> {
  const cpu = await side.server.ask<number>('cpu')
  const pressed: Promise<{ at: number; seq: number }>[] = []
  const since = performance.now()
  const count = Math.max(20, perSecond * SECONDS)
  for (let n = 0; n < count; n++) {
    const wait = since + (n * 1_000) / perSecond - performance.now()
    if (wait > 1) await delay(wait)
    const at = now()
    pressed.push(side.call().then((seq) => ({ at, seq })))
  }
  const times: number[] = []
  for (const { at, seq } of await Promise.all(pressed))
    times.push((await side.crowd.ask<number>('arrived', { seq })) - at)
  return { times, cpuMs: (((await side.server.ask<number>('cpu')) - cpu) * 1_000) / count }
}

async function rates(): Promise<void> {
  const [ours, bare] = [await openOurs(200), await openBare(200)]
  try {
    for (const [perSecond, most] of [
      [10, 1.5],
      [100, 1.5],
      [300, 0.25],
      [600, 0.25],
    ] as const) {
      const rounds: { ours: number; bare: number; oursCpu: number; bareCpu: number }[] = []
      for (let n = 0; n < ROUNDS; n++) {
        const one = await atRate(ours, perSecond)
        const other = await atRate(bare, perSecond)
        rounds.push({ ours: median(one.times), bare: median(other.times), oursCpu: one.cpuMs, bareCpu: other.cpuMs })
      }
      const of = (name: keyof (typeof rounds)[number]) => median(rounds.map((round) => round[name]))
      const value = median(rounds.map((round) => round.ours / round.bare))
      const what = `press to the last of 200 screens, p50, at ${perSecond} presses a second`
      const row = {
        what,
        figure: `${of('ours').toFixed(1)} ms`,
        beside: `${of('bare').toFixed(1)} ms`,
        value,
        promised: { most },
      }
      keepRow(`screens-${perSecond}`, row, { rounds })
      if (perSecond !== 300) continue
      const cpu = { figure: `${of('oursCpu').toFixed(2)} ms`, beside: `${of('bareCpu').toFixed(2)} ms` }
      const ratio = median(rounds.map((round) => round.oursCpu / round.bareCpu))
      keepRow('screens-300-cpu', {
        what: 'processor time of the server for a call, at 300 presses a second',
        ...cpu,
        value: ratio,
        promised: { most: 0.7 },
      })
    }
  } finally {
    await close(ours)
    await close(bare)
  }
}

/** One call after another, each when all have the one before. */
async function alone(side: Side, calls: number): Promise<{ last: number; cpuMs: number; pause: number }> {
  const idle = await idleShare(side)
  const cpu = await side.server.ask<number>('cpu')
  const since = performance.now()
  const times: number[] = []
  const pauses: number[] = []
  for (let n = 0; n < calls; n++) {
    await delay(SETTLE_MS)
    await side.server.ask('pause')
    const at = now()
    const seq = await side.call()
    times.push((await side.crowd.ask<number>('arrived', { seq })) - at)
    pauses.push(await side.server.ask<number>('pause'))
  }
  const used = (await side.server.ask<number>('cpu')) - cpu
  const cpuMs = (used * 1_000 - idle * (performance.now() - since)) / calls
  return { last: median(times), cpuMs, pause: median(pauses) }
}

/** The share of a processor that screens cost which are told nothing: theirs, and not the call's. */
async function idleShare(side: Side): Promise<number> {
  const cpu = await side.server.ask<number>('cpu')
  const since = performance.now()
  await delay(STILL_MS)
  return (((await side.server.ask<number>('cpu')) - cpu) * 1_000) / (performance.now() - since)
}

async function thousand(): Promise<void> {
  const [ours, bare] = [await openOurs(1_000), await openBare(1_000)]
  try {
    const rounds: { ours: Awaited<ReturnType<typeof alone>>; bare: Awaited<ReturnType<typeof alone>> }[] = []
    for (let n = 0; n < ROUNDS; n++) rounds.push({ ours: await alone(ours, 5), bare: await alone(bare, 5) })
    for (const [name, title] of [
      ['last', 'a call to 1,000 screens, until the last has it'],
      ['cpuMs', 'processor time of the server for a call to 1,000 screens'],
    ] as const) {
      const of = (side: 'ours' | 'bare') => `${median(rounds.map((round) => round[side][name])).toFixed(1)} ms`
      const value = median(rounds.map((round) => round.ours[name] / round.bare[name]))
      keepRow(`thousand-${name}`, {
        what: title,
        figure: of('ours'),
        beside: of('bare'),
        value,
        promised: { most: 1.2 },
      })
    }
    let left = 10_000
    const taker = async () => {
      while (left-- > 0) await ours.press({ do: 'take', service: 'id-card' })
    }
    await Promise.all(Array.from({ length: 32 }, taker))
    const rss = await ours.server.ask<number>('rssMb')
    const row = {
      what: 'memory of the server with 1,000 screens and 10,000 waiting',
      figure: `${rss.toFixed(0)} MB`,
      beside: '–',
    }
    keepRow('memory', { ...row, value: rss, promised: { most: 250 } })
  } finally {
    await close(ours)
    await close(bare)
  }
}

async function fiveThousand(): Promise<void> {
  const pauses = { ours: 0, bare: 0 }
  const bare = await openBare(5_000)
  pauses.bare = (await alone(bare, 7)).pause
  await close(bare)
  const ours = await openOurs(5_000)
  try {
    pauses.ours = (await alone(ours, 7)).pause
    const beside = `${pauses.bare.toFixed(0)} ms`
    const what = 'longest pause of the event loop at a call to 5,000 screens, ms'
    keepRow('pause', {
      what,
      figure: `${pauses.ours.toFixed(0)} ms`,
      beside,
      value: pauses.ours,
      promised: { most: 30 },
    })
    const before = await ours.server.ask<number>('transactions')
    await ours.crowd.ask('lose')
    const ready = await ours.server.ask<number>('restart')
    const seconds = ((await ours.crowd.ask<number>('all')) - ready) / 1_000
    const transactions = (await ours.server.ask<number>('transactions')) - before
    const back = `${seconds.toFixed(1)} s, ${transactions} transactions of the database, the start among them`
    const title = '5,000 screens back after a restart: until all are current, s'
    keepRow('comeback', { what: title, figure: back, beside: '–', value: seconds, promised: { most: 5 } })
  } finally {
    await close(ours)
  }
}

keep('screens-machine', { machine: machine() })
const wanted = process.argv.slice(2)
for (const [name, part] of Object.entries({ rates, thousand, fiveThousand }))
  if (wanted.length === 0 || wanted.includes(name)) await part()
