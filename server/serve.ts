// Puts the program together on a database that is there: reads top to bottom, wires by hand.
import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { setTimeout as delay } from 'node:timers/promises'
import type { FastifyBaseLogger } from 'fastify'
import type { HallFile } from '../core/hall.ts'
import { faultsOf } from '../core/hall-faults.ts'
import { type Instant, iso } from '../core/time.ts'
import { openAccounts, recordChanges } from './accounts.ts'
import { addressReader, isAmong } from './addresses.ts'
import { startBroadcast } from './broadcast.ts'
import { type OpenTimes, openTimes, readCalendars } from './calendars.ts'
import { openCalledNames } from './called-names.ts'
import { type Clock, manualClock, runningClock, startTicking, systemClock } from './clock.ts'
import { openCodes } from './codes.ts'
import { openDoor } from './commands.ts'
import type { Config } from './config.ts'
import { whoConnects } from './connecting.ts'
import { createHall } from './create.ts'
import { type Connection, isAway, openPool, type Pool } from './db.ts'
import { openDevices } from './devices.ts'
import { messageOf, StartFault } from './fault.ts'
import { type Halls, openHalls } from './halls.ts'
import { startHints } from './hints.ts'
import { buildApp } from './http/app.ts'
import { watchConnections } from './http/closing.ts'
import { mediaFolder } from './http/media.ts'
import { openSenders } from './messages/senders.ts'
import { startMessages } from './messages/start.ts'
import { migrate } from './migrate.ts'
import { isSameOrigin } from './origin.ts'
import { hashPassword, madeUpPassword } from './passwords.ts'
import { startPrinting } from './print/start.ts'
import { startRetention } from './retention.ts'
import { IDLE_MINUTES, openSessions } from './sessions.ts'
import { shareOf } from './sharing.ts'
import { followStates } from './states.ts'
import { ping } from './store/line.ts'
import { secretNamed } from './store/people.ts'
import { sweepSessions } from './store/sessions.ts'
import { addStaff, countStaff } from './store/staff.ts'
import { openThrottle } from './throttle.ts'
import { openVault } from './vault.ts'
import { programVersion } from './version.ts'
import { openCallVoice } from './voice/calls.ts'
import { openClipVoice } from './voice/clips.ts'
import { openSpeech } from './voice/speech.ts'
import { startVoiceWatch } from './voice/watch.ts'

export interface Serving {
  port: number
  url: string
  /** The first manager's password, if it was made up now. */
  madeUp: string | null
  halls: Halls
  clock: Clock
  /** ISO time of the next opening when the hall is closed now. */
  closedUntil: string | null
  /** Says for so long that it is ending, lets every press under way be answered, then closes. */
  stop(drainMs?: number): Promise<void>
}

export async function serve(config: Config, connection: Connection, log: FastifyBaseLogger): Promise<Serving> {
  await migrate(connection)
  const onError = (error: unknown) => {
    if (!isAway(error)) log.error({ err: error }, 'fault')
  }
  // A connection that breaks is not a fault of the program: the pool opens another.
  const pool = openPool(connection, (error) => log.warn(`database connection: ${error.message}`))
  const secret = await secretNamed(pool, 'keys', randomBytes(32))
  const vault = openVault(secret)
  const halls = openHalls(pool, secret, onError)
  await halls.refresh()
  const clock = chooseClock(config.clock, halls)
  warnOfClock(halls, clock, log)
  if (halls.list().length === 0) await loadHallFile(pool, config.hallFile, clock)
  await halls.refresh()
  const madeUp = await firstManager(pool, config.adminPassword)
  await sweepSessions(pool, IDLE_MINUTES)

  const times = openTimes(readCalendars())
  const codes = openCodes(pool, secret)
  const sessions = openSessions(pool, codes, openThrottle(config.limits.signIns), onError)
  const devices = await openDevices(pool, halls, onError)
  const version = programVersion()
  const senders = openSenders(config.messages, (line) => log.warn(line))
  let working = true
  let ending = false
  const hints = startHints({
    pool,
    connection,
    halls,
    onError,
    onWorking: (now) => {
      working = now
      broadcast.sayWorking(now)
      log.warn(now ? 'the database answers again' : 'the database does not answer')
    },
  })
  const door = openDoor({
    pool,
    halls,
    secret,
    now: clock.now,
    times,
    committed: hints.announce,
    onError,
  })
  const states = followStates(pool, halls, onError)
  /** What is asked by HTTP leaves connections to those who press. */
  const reads = shareOf(pool)
  const accountTools = { pool: reads, halls, door, onError }
  // What was noted before a fall is in no log yet.
  await recordChanges(accountTools)
  const publicUrl = config.publicUrl ?? ''
  const printing = startPrinting({ pool, halls, clock, devices, secret, publicUrl, onError })
  const speech = openSpeech(config.speechCommand)
  const voiceWatch = startVoiceWatch({ pool, halls, devices, tell: (...told) => broadcast.say(...told) })
  const app = await buildApp(
    {
      pool: reads,
      halls,
      door,
      clock,
      times,
      sessions,
      accounts: openAccounts(accountTools),
      codes,
      devices,
      secret,
      version,
      vault,
      publicUrl: config.publicUrl,
      senders,
      speech,
      calls: openCallVoice(openClipVoice(reads), speech),
      voiceWatch,
      printing,
      states,
      calledNames: openCalledNames({ pool: reads, halls, vault }),
      backupFolder: config.backup.at.length === 0 ? null : config.backup.folder,
      mediaDir: mediaFolder(config.dataDir),
      sockets: () => broadcast.sockets(),
      answers: () => ping(pool),
      ending: () => ending,
    },
    config,
    log,
  )
  const closing = watchConnections(app.server)
  const broadcast = startBroadcast(app.server, {
    halls,
    whoConnects: (headers, token) => whoConnects(headers, token, sessions, devices),
    devices,
    version,
    sameOrigin: isSameOrigin,
    limits: { all: config.limits.sockets, ofAddress: config.limits.socketsOfAddress },
    addressOf: addressReader(config.trustedProxies),
    isShared: isAmong(config.sharedAddresses),
    working: () => working,
    silentIn: voiceWatch.silentIn,
  })
  sessions.follow(() => broadcast.recheck())
  const stopTicking = startTicking(halls, door, clock, times)
  const stopRetention = startRetention({ pool, halls, door, clock, vault }, onError)
  const stopMessages = startMessages({ pool, halls, clock, times, vault, secret, senders, publicUrl, onError })
  await listen(app.listen.bind(app), config)
  const port = (app.server.address() as AddressInfo).port

  return {
    port,
    url: `http://${config.host.includes(':') ? `[${config.host}]` : config.host}:${port}`,
    madeUp,
    halls,
    clock,
    closedUntil: closedUntil(halls, times, clock),
    stop: async (drainMs = 0) => {
      ending = true
      await delay(drainMs)
      stopTicking()
      voiceWatch.stop()
      await stopRetention()
      await stopMessages()
      sessions.stop()
      // Requests under way are answered before the screens and the database go. What is being printed is printed
      // meanwhile: a printer that hangs would else let numbers be taken all the while whose papers nobody prints.
      const closed = Promise.all([closing(() => app.close()), printing.stop()])
      await broadcast.stop()
      await closed
      await door.settled()
      await states.stop()
      await devices.stop()
      await hints.stop()
      await halls.saveSnapshots().catch(() => {})
      await pool.end()
    },
  }
}

/** A clock that is set never begins before what has already happened: time in a hall does not run back. */
function chooseClock({ kind, from }: Config['clock'], halls: Halls): Clock {
  if (kind === 'system') return systemClock()
  const latest = Math.max(0, ...halls.list().map((hall) => hall.board.at))
  const start: Instant = Math.max(from ?? (latest === 0 ? Date.now() : latest), latest)
  return kind === 'manual' ? manualClock(start) : runningClock(start)
}

const CLOCK_BEHIND_MS = 60_000

/** A clock that is behind what has happened lets a hall's time creep: better to hear of it than to wonder. */
function warnOfClock(halls: Halls, clock: Clock, log: FastifyBaseLogger): void {
  for (const { id, board } of halls.list())
    if (board.at - clock.now() > CLOCK_BEHIND_MS)
      log.warn(
        `the clock is behind: hall ${id} is at ${iso(board.at, board.file.timeZone)}, its time stands until then`,
      )
}

/** When the first hall's doors open again, if no number can be taken there now. */
function closedUntil(halls: Halls, times: OpenTimes, clock: Clock): string | null {
  const board = halls.list()[0]?.board
  if (board === undefined) return null
  const windows = board.file.services.map(({ id }) => times.walkIn(board, id, clock.now()))
  if (windows.some(({ open }) => open)) return null
  const next = Math.min(...windows.map(({ nextOpening }) => nextOpening ?? Number.POSITIVE_INFINITY))
  return Number.isFinite(next) ? iso(next, board.file.timeZone) : null
}

async function loadHallFile(pool: Pool, path: string, clock: Clock): Promise<void> {
  await createHall(pool, readHallFile(path), clock.now(), { role: 'operator', staff: null })
}

const FAULTS_PRINTED = 20

function readHallFile(path: string): HallFile {
  if (!existsSync(path)) throw new StartFault('bad_hall_file', `There is no hall file at ${path}.`)
  let file: unknown
  try {
    file = JSON.parse(readFileSync(path, 'utf8'))
  } catch (error) {
    const why = error instanceof SyntaxError ? 'is not JSON' : 'cannot be read'
    throw new StartFault('bad_hall_file', `The hall file ${path} ${why}: ${messageOf(error)}.`)
  }
  const faults = faultsOf(file)
  if (faults.length > 0) {
    const lines = faults.slice(0, FAULTS_PRINTED).map(({ path: at, code, detail }) => `  ${at}: ${code} (${detail})`)
    throw new StartFault('bad_hall_file', `${path} has ${faults.length} fault(s):\n${lines.join('\n')}`)
  }
  return file as HallFile
}

/** On a database without accounts: user admin, with the password given or one made up, which is returned to be shown once. */
async function firstManager(pool: Pool, given: string | null): Promise<string | null> {
  if ((await countStaff(pool)) > 0) return null
  const password = given ?? madeUpPassword()
  const account = { user: 'admin', name: 'admin', role: 'manager', hall: null, mail: null } as const
  const added = await addStaff(pool, account, await hashPassword(password))
  return added && given === null ? password : null
}

/** One connection is taken up in each turn of the event loop; beyond Node's own 511, those who come back after a restart would be dropped, and try again ever later. */
const WAITING_LINES = 4_096

async function listen(
  start: (address: { port: number; host: string; backlog: number }) => Promise<string>,
  config: Config,
) {
  try {
    await start({ port: config.port, host: config.host, backlog: WAITING_LINES })
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : ''
    if (code === 'EADDRINUSE')
      throw new StartFault('port_taken', `Port ${config.port} is taken by another program: set PORT to a free one.`)
    throw new StartFault('bad_setting', `Cannot listen on ${config.host}:${config.port} (${code}): see HOST and PORT.`)
  }
}
