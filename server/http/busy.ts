// When more is asked than can be answered, the public is told early and cheaply to come again; staff, kiosks and screens go on.
import { monitorEventLoopDelay } from 'node:perf_hooks'
import type { FastifyInstance, FastifyRequest, RouteOptions } from 'fastify'
import { Problem } from '../../core/protocol.ts'
import { busyPage } from './busy-page.ts'
import { sendBusy } from './problem.ts'

/** A turn of the event loop that takes longer than this on average is too long: a press at a counter waits for it. */
const TURN_MOST_MS = 100
/** How often it is looked at. */
const LOOK_EVERY_MS = 200
/** The measure's own: it looks for turns longer than this, and counts it in. */
const RESOLUTION_MS = 10
/** So much more of the public is turned away at each look while turns are too long, and so much less when they no longer are. */
const MORE = 0.1
const LESS = 0.05
/** Somebody always comes through, or nobody would learn that it is over. */
const SHARE_MOST = 0.98
/** Requests of the public between two looks that cannot be what makes it slow: a machine may be busy with other things. */
const FEW = 20
/** From this share on not even a page is begun, which would ask for a dozen things more. */
const NO_PAGES_FROM = 0.6

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Also while the public is turned away; it has a bound of its own. */
    evenWhenBusy?: true
  }
}

export interface Busyness {
  /** Requests of the public that are being answered. */
  atOnce(): number
  /** The part of the public that is turned away now, 0 to 1. */
  share(): number
  /** Requests turned away since the start. */
  turnedAway(): number
}

export interface BusyOptions {
  /** Requests of the public that are answered at the same time. */
  publicAtOnce: number
  /** On a clock that stands still a day passes in seconds, and limits mean nothing. */
  off(): boolean
}

/** Goes after the hook that recognises everybody. */
export function turnAwayWhenBusy(app: FastifyInstance, { publicAtOnce, off }: BusyOptions): Busyness {
  const turns = monitorEventLoopDelay({ resolution: RESOLUTION_MS })
  turns.enable()
  const counted = new WeakSet<FastifyRequest>()
  let share = 0
  let atOnce = 0
  let came = 0
  let turnedAway = 0
  const looking = setInterval(() => {
    share = nextShare(share, turns.mean / 1e6 - RESOLUTION_MS, came)
    turns.reset()
    came = 0
  }, LOOK_EVERY_MS)
  looking.unref()

  app.addHook('onRequest', async (request, reply) => {
    if (isKnown(request) || request.is404 || off()) return
    came++
    const isApi = request.url.startsWith('/api/')
    if (isApi ? !mayWait(request) : !isPage(request)) return
    if (isApi ? atOnce < publicAtOnce && !draws(share) : share < NO_PAGES_FROM) return
    turnedAway++
    return isApi ? sendBusy(reply) : busyPage(reply)
  })
  // Only now is the body here: one that comes slowly takes nobody's place.
  app.addHook('preValidation', async (request) => {
    if (isKnown(request)) return
    counted.add(request)
    atOnce++
  })
  // When the answer is made, and not when the line is closed: what was asked by who has left is still being done.
  app.addHook('onSend', async (request) => {
    if (counted.delete(request)) atOnce--
  })
  app.addHook('onClose', async () => {
    clearInterval(looking)
    turns.disable()
  })
  return {
    atOnce: () => atOnce,
    share: () => share,
    turnedAway: () => turnedAway,
  }
}

/** Grows in steps and shrinks in smaller ones, so that it settles where just so many are answered as can be. */
export function nextShare(share: number, turnMs: number, came: number): number {
  const tooLong = turnMs > TURN_MOST_MS && came > FEW
  const next = tooLong ? share + MORE * Math.min(3, turnMs / TURN_MOST_MS) : share - LESS
  return Math.min(SHARE_MOST, Math.max(0, next))
}

function draws(share: number): boolean {
  return share > 0 && Math.random() < share
}

function isKnown({ account, device }: FastifyRequest): boolean {
  return account !== null || device !== null
}

function mayWait({ routeOptions }: FastifyRequest): boolean {
  return routeOptions.config.evenWhenBusy !== true
}

/** What somebody opens in a browser; of a page that was begun the rest is given. */
function isPage({ method, headers }: FastifyRequest): boolean {
  return method === 'GET' && headers.accept?.includes('text/html') === true
}

/** What the OpenAPI document says of every route beside what its own schema says: when one has to come again. */
export function withComeAgain<S extends { response?: unknown }>(
  schema: S,
  { config }: Pick<RouteOptions, 'config'>,
): S {
  const own = (schema.response ?? {}) as Record<string, unknown>
  const more = { ...(config?.rateLimit === undefined ? {} : { 429: Problem }), 503: Problem }
  return { ...schema, response: { ...more, ...own } }
}
