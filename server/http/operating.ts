// For those who operate the program: health, metrics, the OpenAPI document, and the manual clock of training and tests.

import { setTimeout as delay } from 'node:timers/promises'
import { Counter, collectDefaultMetrics, Gauge, Registry } from 'prom-client'
import Type from 'typebox'
import { isOnNetwork } from '../../core/paper.ts'
import { Problem } from '../../core/protocol.ts'
import { iso, parseInstant } from '../../core/time.ts'
import { backupsIn } from '../backup/folder.ts'
import { moveClock } from '../clock.ts'
import { countMessages } from '../store/messages.ts'
import { printersOf } from '../store/prints.ts'
import { sendProblem } from './problem.ts'
import type { Api, Tools } from './tools.ts'
import { allow } from './who.ts'

/** Whoever collects them on the same machine needs no account. */
const METRICS = { who: ['operator', 'manager'], orLoopback: true } as const
/** Whoever collects metrics waits for some seconds. */
const COUNTED_WITHIN_MS = 1_000
const ClockView = Type.Object({ now: Type.String() })

export function operatingRoutes(api: Api, tools: Tools): void {
  const all = { who: 'all' } as const
  api.get('/health/live', { schema: { summary: 'The process answers' }, config: all }, async () => ({ status: 'ok' }))
  const readiness = asked(tools.answers)
  api.get('/health/ready', { schema: { summary: 'Presses work' }, config: all }, async (_, reply) => {
    // Whoever spreads the requests over several programs sends no more here; those on their way are answered.
    if (tools.ending()) return sendProblem(reply, 503, 'ending')
    await readiness()
    return reply.send({ status: 'ok', halls: tools.halls.list().length })
  })

  // Made once: it is long, and everybody may ask for it.
  let document: string | null = null
  const metrics = openMetrics(tools)
  api.get(
    '/metrics',
    { schema: { summary: 'Prometheus metrics; nothing personal, nothing per ticket' }, config: METRICS },
    async (_, reply) => reply.type(metrics.contentType).send(await metrics.metrics()),
  )

  api.get('/openapi.json', { schema: { hide: true }, config: all }, async (_, reply) => {
    document ??= JSON.stringify(api.swagger())
    return reply.type('application/json; charset=utf-8').send(document)
  })

  api.put(
    '/api/v1/clock',
    {
      schema: {
        summary: 'Move the manual clock forward; what falls due on the way happens',
        body: Type.Object({ now: Type.String({ maxLength: 40 }) }, { additionalProperties: false }),
        response: { 200: ClockView, 400: Problem, 401: Problem, 403: Problem, 404: Problem, 409: Problem },
      },
      config: { who: ['manager'] },
    },
    async (request, reply) => {
      if (!tools.clock.manual) return sendProblem(reply, 404, 'no_manual_clock')
      // Time is one for all halls of the server.
      if (!allow(request, reply, ['manager'])) return reply
      const to = parseInstant(request.body.now)
      if (Number.isNaN(to))
        return sendProblem(reply, 400, 'malformed', { field: 'now', detail: 'an ISO 8601 time with offset is needed' })
      if (!(await moveClock(tools, to)))
        return sendProblem(reply, 409, 'clock_backwards', { field: 'now', detail: 'the clock moves forward only' })
      return reply.send({ now: iso(tools.clock.now(), 'UTC') })
    },
  )
}

/** Asked once, however many want to know at the same time. */
function asked(question: () => Promise<unknown>): () => Promise<unknown> {
  let under: Promise<unknown> | null = null
  return () => {
    under ??= question().finally(() => {
      under = null
    })
    return under
  }
}

function openMetrics(tools: Tools): Registry {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const events = new Counter({
    name: 'tingxu_events_total',
    help: 'Events by type',
    labelNames: ['hall', 'type'],
    registers: [registry],
  })
  tools.halls.follow(
    (hall, event) => events.inc({ hall: hall.id, type: event.type }),
    () => {},
  )
  const waiting = new Gauge({
    name: 'tingxu_waiting',
    help: 'Tickets that wait',
    labelNames: ['hall'],
    registers: [registry],
    collect() {
      for (const { id, board } of tools.halls.list()) {
        let sum = 0
        for (const line of board.lines.values()) sum += line.length
        this.set({ hall: id }, sum)
      }
    },
  })
  const sockets = new Gauge({
    name: 'tingxu_sockets',
    help: 'Screens and phones that follow',
    registers: [registry],
    collect() {
      this.set(tools.sockets())
    },
  })
  const busy = new Gauge({
    name: 'tingxu_public_turned_away_share',
    help: 'Part of the requests of the public that are told to come again now, 0 to 1',
    registers: [registry],
    collect() {
      this.set(tools.busy.share())
    },
  })
  const turnedAway = new Counter({
    name: 'tingxu_public_turned_away_total',
    help: 'Requests of the public that were told to come again because too many were being answered',
    registers: [registry],
    collect() {
      this.reset()
      this.inc(tools.busy.turnedAway())
    },
  })
  const messages = new Gauge({
    name: 'tingxu_messages',
    help: 'Messages by mail and SMS: waiting to be sent, of these tried in vain, given up, and sent within seven days',
    labelNames: ['hall', 'state'],
    registers: [registry],
    async collect() {
      // Without the database there are no figures of this kind, and all the others.
      this.reset()
      for (const { id } of tools.halls.list()) {
        const counting = countMessages(tools.pool, id).catch(() => null)
        const counts = await Promise.race([counting, delay(COUNTED_WITHIN_MS, null, { ref: false })])
        for (const [state, count] of Object.entries(counts ?? {})) this.set({ hall: id, state }, count)
      }
    },
  })
  void [waiting, sockets, busy, turnedAway, messages, printersGauge(tools, registry), backupGauge(tools, registry)]
  return registry
}

/** By which somebody is warned when the nightly backup stays away. */
function backupGauge({ backupFolder }: Tools, registry: Registry): Gauge | null {
  if (backupFolder === null) return null
  return new Gauge({
    name: 'tingxu_backup_newest_seconds',
    help: 'The moment that the newest backup is of, in seconds since 1970; 0: there is none',
    registers: [registry],
    collect() {
      this.set((backupsIn(backupFolder)[0]?.at ?? 0) / 1_000)
    },
  })
}

function printersGauge(tools: Tools, registry: Registry): Gauge {
  return new Gauge({
    name: 'tingxu_printers',
    help: 'Printers by what they said when they were last asked',
    labelNames: ['hall', 'state'],
    registers: [registry],
    async collect() {
      this.reset()
      for (const { id, board } of tools.halls.list()) {
        // Of one that was taken out of the hall file a row is left, and of a browser's the server knows nothing.
        const printers = board.file.paper?.printers?.filter(isOnNetwork) ?? []
        if (printers.length === 0) continue
        const asking = printersOf(tools.pool, id).catch(() => null)
        const known = await Promise.race([asking, delay(COUNTED_WITHIN_MS, null, { ref: false })])
        if (known === null) continue
        const states = new Map(known.map(({ printer, state }) => [printer, state]))
        for (const one of printers) this.inc({ hall: id, state: states.get(one.id) ?? 'unknown' })
      }
    },
  })
}
