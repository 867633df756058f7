// Plays one recorded day on a running server: a hall is made, people take numbers, counters call, screens watch.
import { setTimeout as delay } from 'node:timers/promises'
import type { TicketView } from '../../core/protocol-board.ts'
import { addDays, type Instant, iso, MINUTE, startOfDay } from '../../core/time.ts'
import { ask, type Client, press } from './client.ts'
import { ReplayFault } from './fault.ts'
import { hallFor } from './hall.ts'
import { type Oracle, openOracle } from './oracle.ts'
import { planDay, type Step } from './plan.ts'
import { type RecordedDay, ZONE } from './recorded.ts'
import { closeScreens, compare, followTicket, openScreens, reached, type Screen } from './screens.ts'

export interface PlayOptions {
  screens: number
  /** So many times as fast as the day itself; null: as fast as it goes. */
  speed: number | null
  onProgress?: (done: number, of: number) => void
}

export interface Played {
  hall: string
  taken: number
  called: number
  /** Still open at midnight. */
  closed: number
  cancelled: number
  violations: number
  screens: number
  behind: number
  /** From each call's press to the last screen, in milliseconds, rising. */
  delays: number[]
  commands: number
  seconds: number
}

interface Playing {
  client: Client
  hall: string
  oracle: Oracle
  screens: Screen[]
  /** As they were taken, by their place in the recorded day. */
  tickets: Map<number, TicketView>
  calls: { seq: number; pressedAt: number }[]
  /** Presses of *serve* under way, by place: nobody waits for them before the person's *finish*. */
  serving: Map<number, Promise<Error | null>>
  played: Played
}

const VISITOR = ''
/** How often the screens are compared on the way. */
const COMPARISONS = 5

export async function playDay(client: Client, day: RecordedDay, options: PlayOptions): Promise<Played> {
  const hall = `${day.hall.toLowerCase()}-${day.date}`
  const moments = momentsOf(planDay(day))
  await makeHall(client, hall, day)
  const screens = await openScreens(client.url, hall, options.screens)
  const playing: Playing = {
    client,
    hall,
    oracle: openOracle(),
    screens,
    tickets: new Map(),
    calls: [],
    serving: new Map(),
    played: emptyPlayed(hall, screens.length),
  }
  try {
    const startedAt = performance.now()
    await playAll(playing, moments, options)
    playing.played.seconds = (performance.now() - startedAt) / 1_000
    await endDay(playing, day)
  } finally {
    closeScreens(screens)
  }
  return playing.played
}

/** Just before the first step, and not at midnight: a server of one's own may be looked at while it waits. */
export function beginning(day: RecordedDay): Instant {
  return (planDay(day)[0]?.at ?? startOfDay(day.date, ZONE)) - MINUTE
}

function emptyPlayed(hall: string, screens: number): Played {
  const none = { taken: 0, called: 0, closed: 0, cancelled: 0, violations: 0, behind: 0, commands: 0, seconds: 0 }
  return { hall, ...none, screens, delays: [] }
}

async function makeHall(client: Client, hall: string, day: RecordedDay): Promise<void> {
  await moveClock(client, beginning(day))
  const { status, body } = await ask(client, 'PUT', `/api/v1/halls/${hall}/file`, hallFor(hall, [day]))
  if (status === 201) return
  if (status === 200) throw new ReplayFault(`${client.url} has a hall ${hall} already: play on an empty database.`)
  throw new ReplayFault(`${client.url} does not take the hall ${hall}: ${JSON.stringify(body)}`)
}

async function moveClock(client: Client, to: Instant): Promise<void> {
  const { status } = await ask(client, 'PUT', '/api/v1/clock', { now: iso(to, ZONE) })
  if (status === 200) return
  if (status === 404)
    throw new ReplayFault(`The clock of ${client.url} is not manual: start it with CLOCK=manual@${iso(to, ZONE)}.`)
  if (status === 409)
    throw new ReplayFault(`The clock of ${client.url} is past ${iso(to, ZONE)} already, and it moves forward only.`)
  throw new ReplayFault(`${client.url} does not move its clock (${status}).`)
}

/** Steps of one moment, by service: services do not wait for one another, and within one the order is kept. */
interface PlanMoment {
  at: Instant
  chains: Step[][]
}

function momentsOf(steps: readonly Step[]): PlanMoment[] {
  const moments: PlanMoment[] = []
  for (const step of steps) {
    let moment = moments.at(-1)
    if (moment?.at !== step.at) {
      moment = { at: step.at, chains: [] }
      moments.push(moment)
    }
    const chain = moment.chains.find((one) => one[0]?.service === step.service)
    if (chain === undefined) moment.chains.push([step])
    else chain.push(step)
  }
  return moments
}

async function playAll(playing: Playing, moments: readonly PlanMoment[], options: PlayOptions): Promise<void> {
  const { client } = playing
  const pace = options.speed === null ? null : wallPace(moments[0]?.at ?? 0, options.speed)
  const compareAfter = Math.ceil(moments.length / COMPARISONS)
  for (const [i, { at, chains }] of moments.entries()) {
    if (pace !== null) await pace(client, at)
    await moveClock(client, at)
    await Promise.all(chains.map((chain) => playChain(playing, chain)))
    options.onProgress?.(i + 1, moments.length)
    if ((i + 1) % compareAfter === 0) await compareAll(playing)
  }
  await compareAll(playing)
}

async function compareAll(playing: Playing): Promise<void> {
  for (const place of [...playing.serving.keys()]) await served(playing, place)
  await compare(playing.screens, playing.client)
}

const TICK_MS = 1_000

/** Waits until the wall clock allows `at`; the hall's clock goes on meanwhile, for those who watch. */
function wallPace(from: Instant, speed: number): (client: Client, at: Instant) => Promise<void> {
  const startedAt = performance.now()
  const now = () => from + (performance.now() - startedAt) * speed
  return async (client, at) => {
    while (now() < at) {
      await delay(Math.min(TICK_MS, (at - now()) / speed))
      if (now() < at) await moveClock(client, Math.floor(now()))
    }
  }
}

async function playChain(playing: Playing, chain: readonly Step[]): Promise<void> {
  for (const step of chain) await playStep(playing, step)
}

async function playStep(playing: Playing, step: Step): Promise<void> {
  const { client, hall, played, oracle } = playing
  played.commands++
  switch (step.do) {
    case 'open':
    case 'close':
      await press(client, hall, { do: step.do, counter: step.counter })
      return
    case 'take':
      return take(playing, step)
    case 'call-next':
      return call(playing, step)
    case 'cancel': {
      const ticket = ticketAt(playing, step.ticket)
      await press({ ...client, token: VISITOR }, hall, { do: 'cancel', ticket: ticket.key ?? '' })
      oracle.left(ticket.id)
      played.cancelled++
      return
    }
    case 'serve':
      playing.serving.set(
        step.ticket,
        failureOf(press(client, hall, { do: 'serve', ticket: idAt(playing, step.ticket) })),
      )
      return
    case 'finish':
      await served(playing, step.ticket)
      await press(client, hall, { do: 'finish', ticket: idAt(playing, step.ticket) })
      return
    default:
      step satisfies never
  }
}

async function take(playing: Playing, { service, ticket: place }: Step & { do: 'take' }): Promise<void> {
  const { client, hall, oracle, screens, tickets, played } = playing
  const { ticket } = await press({ ...client, token: VISITOR }, hall, { do: 'take', service })
  if (ticket === undefined) throw new ReplayFault(`${hall}: the answer to take holds no ticket.`)
  tickets.set(place, ticket)
  oracle.taken(ticket)
  played.taken++
  followTicket(screens, ticket.key)
}

async function call(playing: Playing, { counter, service, ticket: place }: Step & { do: 'call-next' }): Promise<void> {
  const { client, hall, oracle, tickets, played } = playing
  const pressedAt = performance.now()
  const { seq, ticket } = await press(client, hall, { do: 'call-next', counter })
  if (ticket === undefined) throw new ReplayFault(`${hall}: the answer to call-next holds no ticket.`)
  playing.calls.push({ seq, pressedAt })
  played.called++
  if (!oracle.called(ticket.id, [service])) played.violations++
  // Whoever was called is served and finished, also when the oracle says that it should have been another.
  tickets.set(place, ticket)
}

async function served({ serving }: Playing, place: number): Promise<void> {
  const failure = await serving.get(place)
  serving.delete(place)
  if (failure) throw failure
}

/** A promise that may be left alone: what went wrong is its value. */
function failureOf(work: Promise<unknown>): Promise<Error | null> {
  return work.then(
    () => null,
    (error: unknown) => (error instanceof Error ? error : new Error(String(error))),
  )
}

function idAt(playing: Playing, place: number): string {
  return ticketAt(playing, place).id
}

function ticketAt({ tickets, hall }: Playing, place: number): TicketView {
  const ticket = tickets.get(place)
  if (ticket === undefined) throw new ReplayFault(`${hall}: the plan speaks of a person who never came.`)
  return ticket
}

/** At midnight the day closes: who is still open is closed by the clock. */
async function endDay(playing: Playing, { date }: RecordedDay): Promise<void> {
  const { client, hall, played, screens, calls } = playing
  const seq = await lastSeq(playing)
  await moveClock(client, startOfDay(addDays(date, 1), ZONE))
  await compare(screens, client)
  played.closed = await countClosed(client, hall, seq)
  played.behind = screens.filter(({ behind }) => behind).length
  const delays = calls.map((one) => reached(screens, one.seq, one.pressedAt))
  played.delays = delays.filter((one) => one !== null).sort((a, b) => a - b)
}

async function lastSeq({ client, hall }: Playing): Promise<number> {
  const { body } = await ask(client, 'GET', `/api/v1/halls/${hall}/board?audience=lobby`)
  return (body as { seq: number }).seq
}

async function countClosed(client: Client, hall: string, after: number): Promise<number> {
  let closed = 0
  for (let seen = after; ; ) {
    const { body } = await ask(client, 'GET', `/api/v1/halls/${hall}/events?after=${seen}`)
    const { events } = body as { events: { seq: number; type: string }[] }
    closed += events.filter(({ type }) => type === 'closed').length
    const last = events.at(-1)
    if (last === undefined) return closed
    seen = last.seq
  }
}
