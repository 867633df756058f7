// "Why was somebody called before me?" for whoever holds a ticket of today.
import Type from 'typebox'
import { type DayCall, dayCallOf, PASSED_REASONS, passedBefore } from '../../core/passed.ts'
import { Problem } from '../../core/protocol.ts'
import { iso, MINUTE } from '../../core/time.ts'
import type { OpenHall } from '../halls.ts'
import { dayStarts } from '../store/days.ts'
import { eventsAfter } from '../store/events.ts'
import { sendProblem } from './problem.ts'
import { findTicket } from './tickets.ts'
import type { Api, Tools } from './tools.ts'

const PAGE = 1_000
/** A page on a phone; the latest are kept. */
const LISTED = 50

const PassedView = Type.Object({
  count: Type.Integer(),
  passed: Type.Array(
    Type.Object({
      at: Type.String({ description: 'to the minute' }),
      reason: Type.Enum(PASSED_REASONS),
      minutes: Type.Integer({ description: 'how long after you they came' }),
    }),
  ),
})

/** Today's calls of a hall, read as far as `seq`. */
interface Today {
  day: string
  seq: number
  calls: DayCall[]
  reading: Promise<void>
}

export function passedRoutes(api: Api, tools: Tools): void {
  const known = new Map<string, Today>()

  async function callsOf(hall: OpenHall): Promise<DayCall[]> {
    const { day } = hall.board
    let today = known.get(hall.id)
    if (today?.day !== day) {
      today = { day, seq: 0, calls: [], reading: Promise.resolve() }
      known.set(hall.id, today)
    }
    const own = today
    // One after the other: who asks meanwhile waits for the same reading.
    own.reading = own.reading.catch(() => {}).then(() => readOn(own, hall, tools))
    await own.reading
    return own.calls
  }

  api.get(
    '/api/v1/tickets/:key/passed',
    {
      schema: {
        summary: 'Who was called before this ticket though they came later, and why; names nobody',
        params: Type.Object({ key: Type.String({ maxLength: 64 }) }),
        response: { 200: PassedView, 404: Problem },
      },
      config: { who: 'all' },
    },
    async (request, reply) => {
      const found = await findTicket(request.params.key, tools)
      if (found === undefined) return sendProblem(reply, 404, 'no_such_ticket', { field: 'key' })
      const { hall, ticket } = found
      const { file, day } = hall.board
      const passed = ticket.day === day ? passedBefore(ticket, await callsOf(hall), file) : []
      const list = passed.slice(-LISTED).map((one) => ({
        ...one,
        at: iso(Math.floor(one.at / MINUTE) * MINUTE, file.timeZone),
      }))
      return reply.header('cache-control', 'no-store').send({ count: passed.length, passed: list })
    },
  )
}

async function readOn(today: Today, hall: OpenHall, { pool }: Tools): Promise<void> {
  if (today.seq === 0) today.seq = ((await dayStarts(pool, hall.id)).at(-1)?.seq ?? 1) - 1
  while (today.seq < hall.board.seq) {
    const events = await eventsAfter(pool, hall.id, today.seq, PAGE)
    for (const event of events) {
      today.seq = event.seq
      const call = dayCallOf(event)
      if (call !== undefined) today.calls.push(call)
    }
    if (events.length < PAGE) return
  }
}
