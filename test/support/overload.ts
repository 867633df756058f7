// A hall to which far more people come at once than can be answered, while two clerks and a kiosk do their work; and what
// must be true of it.
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { setTimeout as delay } from 'node:timers/promises'
import { pressName } from '../../server/keys.ts'
import { type Answer, ask } from './asking.ts'
import type { FloodTold } from './flood.ts'
import { startCrowd } from './flood-process.ts'
import { pressOnce } from './patient.ts'
import { type At, readLog } from './truth.ts'
import { until } from './until.ts'

export interface Overload {
  callers: number
  /** Connections that send or read almost nothing, of each kind. */
  slow: number
  forMs: number
  /** And until so many of the public were refused, on a machine that is busy with other things. */
  refused: number
  counters: readonly string[]
  service: string
  /** A paired kiosk's. */
  kiosk: string
}

interface Served {
  id: string
  did: string
  answer: Answer
  tookMs: number
}

const KIOSK_RESTS_MS = 20
const FLOODED_WITHIN_MS = 30_000
/** Of ten requests so many only read. */
const READS = 4
/** What a clerk may hear besides yes: nobody waits, or the visitor has left. */
const FINE = ['nobody_waiting', 'not_allowed_now']

export interface Overloaded {
  told: FloodTold
  served: Served[]
}

export async function overload(at: At, { callers, slow, forMs, refused, counters, service, kiosk }: Overload) {
  // They were here before the crowd, each with a line of its own; a new one stands in line with all others.
  const first = counters.map((counter) => pressOnce(at, { id: randomUUID(), do: 'open', counter }, at.token))
  await Promise.all([...first, pressOnce(at, { id: randomUUID(), do: 'take', service }, kiosk)])
  const crowd = await startCrowd({ url: at.url, hall: at.hall, service, callers, reads: READS, slow })
  const work = { on: true }
  const served: Served[] = []
  const press = async (command: Record<string, unknown>, token: string) => {
    const id = randomUUID()
    const since = performance.now()
    const answer = await pressOnce(at, { id, ...command }, token)
    assert.ok(answer, `${command.do}: the line broke`)
    served.push({ id, did: String(command.do), answer, tookMs: performance.now() - since })
    return answer
  }
  const clerks = counters.map(async (counter) => {
    while (work.on) {
      const called = await press({ do: 'call-next', counter }, at.token)
      const ticket = (called.body.ticket as { id: string } | undefined)?.id
      if (ticket !== undefined) for (const step of ['serve', 'finish']) await press({ do: step, ticket }, at.token)
      else await delay(KIOSK_RESTS_MS)
    }
  })
  const kiosks = [kiosk].map(async (token) => {
    for (; work.on; await delay(KIOSK_RESTS_MS)) await press({ do: 'take', service }, token)
  })
  await delay(forMs)
  await until(
    'the public is refused',
    async () => ((await crowd.look()).statuses[503] ?? 0) >= refused,
    FLOODED_WITHIN_MS,
  )
  work.on = false
  await Promise.all([...clerks, ...kiosks])
  return { told: await crowd.stop(), served } satisfies Overloaded
}

/** A kiosk of the hall's own; its token. */
export async function pairKiosk({ url, hall, token }: At): Promise<string> {
  const { body } = await ask(url, 'POST', '/api/v1/devices', { body: { kind: 'kiosk' } })
  const { id, code, secret } = body as { id: string; code: string; secret: string }
  const paired = { code, name: '东门取号机', hall, scope: { kind: 'kiosk' } }
  const { status } = await ask(url, 'POST', '/api/v1/devices/pair', { body: paired, token })
  assert.equal(status, 201)
  const { headers } = await ask(url, 'GET', `/api/v1/devices/${id}/token`, { headers: { 'x-device-secret': secret } })
  return headers.get('set-cookie')?.match(/tingxu_device=([^;]+)/)?.[1] ?? ''
}

/** Whatever was refused was refused in words, no desk and no kiosk was, and every yes is in the log. */
export async function checkOverloaded(at: At, { told, served }: Overloaded): Promise<void> {
  assert.deepEqual(told.wrong, [])
  const odd = Object.keys(told.statuses).filter((status) => !['200', '429', '503'].includes(status))
  assert.deepEqual(odd, [], JSON.stringify(told.statuses))
  const refused = served.filter(({ answer: { status, body } }) => status !== 200 && !FINE.includes(String(body.code)))
  assert.deepEqual(
    refused.map(({ did, answer }) => `${did}: ${answer.status} ${answer.body.code}`),
    [],
    'a desk or a kiosk was turned away',
  )
  const log = await readLog(at)
  const yes = served.filter(({ answer }) => answer.status === 200)
  const answered = [...told.done, ...yes.map(({ id, answer }) => ({ id, seq: Number(answer.body.seq) }))]
  for (const { id, seq } of answered)
    assert.equal(log[seq - 1]?.command, pressName(id), `the answer ${seq} is not what the log says`)
  assert.equal(new Set(answered.map(({ seq }) => seq)).size, answered.length, 'two answers with the same number')
}
