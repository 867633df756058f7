// When more is asked than can be answered, the public is told early and cheaply to come again; staff, kiosks and screens go on.
import type { IncomingMessage, ServerResponse } from 'node:http'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import type { FastifyInstance, FastifyRequest, RouteOptions } from 'fastify'
import { Problem } from '../../core/protocol.ts'
import { writeBusyPage } from './busy-page.ts'
import { sendBusy, writeBusy } from './problem.ts'

/** A turn of the event loop that takes longer than this on average is too long: a press at a counter takes five of them. */
const TURN_MOST_MS = 40
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
/** Where so many are turned away between two looks, each of them hears it a little later: who asks again at once waits then. */
const REFUSED_AT_ONCE = 50
const HOLD_MS = 1_000
/** From this share on not even a page is begun, which would ask for a dozen things more. */
const NO_PAGES_FROM = 0.6

/** Also while the public is turned away: whoever comes to work signs in. How many passwords are tried has a bound of its own. */
const STAY = ['POST /api/v1/session', 'GET /api/v1/session']
const WORK = '/console'

export interface Busyness {
  /** Before anything else is done for a request: true when it was told to come again. */
  turnedAwayEarly(request: IncomingMessage, response: ServerResponse): boolean
  /** The same for those who might have been known. Goes after the hook that recognises everybody. */
  guard(app: FastifyInstance): void
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

export function openBusyness({ publicAtOnce, off }: BusyOptions): Busyness {
  const turns = monitorEventLoopDelay({ resolution: RESOLUTION_MS })
  turns.enable()
  const counted = new WeakSet<FastifyRequest>()
  /** The average turn between the last two looks. */
  let latest = 0
  let share = 0
  let atOnce = 0
  let came = 0
  let turnedAway = 0
  /** Turned away since the last look, and whether that is so many that they wait for it. */
  let lately = 0
  let holds = false
  const looking = setInterval(() => {
    const before = latest
    if (turns.count > 0) latest = turns.mean / 1e6 - RESOLUTION_MS
    // One long turn alone is none of the public's doing: twice in a row it is.
    share = nextShare(share, Math.min(before, latest), came)
    turns.reset()
    holds = lately > REFUSED_AT_ONCE
    came = 0
    lately = 0
  }, LOOK_EVERY_MS)
  looking.unref()

  function mustGo(isPage: boolean): boolean {
    came++
    const goes = isPage ? share >= NO_PAGES_FROM : atOnce >= publicAtOnce || (share > 0 && Math.random() < share)
    if (!goes) return false
    turnedAway++
    lately++
    return true
  }

  /**
   * A turn of the event loop takes up every request that is there, and one new connection: people who ask again as soon as
   * they are refused would keep everybody else from even being heard.
   */
  function say(tell: () => void): void {
    if (holds) setTimeout(tell, HOLD_MS).unref()
    else tell()
  }

  function guard(app: FastifyInstance): void {
    app.addHook('onRequest', async (request, reply) => {
      // Who shows nothing was asked about before, and pages are for all.
      if (isKnown(request) || !showsSomething(request) || !isApi(request.url) || off()) return
      if (STAY.includes(`${request.method} ${request.url}`) || !mustGo(false)) return
      return sendBusy(reply)
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
  }

  return {
    guard,
    turnedAwayEarly: (request, response) => {
      const { method = '', url = '' } = request
      const isPage = opensPage(request)
      if (showsSomething(request) || !(isPage || isApi(url)) || STAY.includes(`${method} ${url}`) || off()) return false
      if (!mustGo(isPage)) return false
      say(() => (isPage ? writeBusyPage(response) : writeBusy(response)))
      return true
    },
    share: () => share,
    turnedAway: () => turnedAway,
  }
}

/**
 * Grows in steps and shrinks in smaller ones, so that it settles where just so many are answered as can be; at once where
 * hardly anybody comes any more.
 */
export function nextShare(share: number, turnMs: number, came: number): number {
  if (came <= FEW) return share / 2 < LESS ? 0 : share / 2
  const next = turnMs > TURN_MOST_MS ? share + MORE * Math.min(3, turnMs / TURN_MOST_MS) : share - LESS
  return Math.min(SHARE_MOST, Math.max(0, next))
}

function isApi(url: string): boolean {
  return url.startsWith('/api/')
}

function isKnown({ account, device }: FastifyRequest): boolean {
  return account !== null || device !== null
}

/** Who shows nothing at all is nobody, and need not be looked up. */
function showsSomething({ headers }: Pick<IncomingMessage, 'headers'>): boolean {
  return headers.authorization !== undefined || headers.cookie !== undefined
}

/** What somebody opens in a browser; of a page that was begun the rest is given. */
function opensPage({ method, url = '', headers }: IncomingMessage): boolean {
  const isOfPublic = !isApi(url) && !url.startsWith(WORK)
  return method === 'GET' && isOfPublic && headers.accept?.includes('text/html') === true
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
