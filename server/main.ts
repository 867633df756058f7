// The program: settings, database, server, addresses; and a clean end.
import { iso } from '../core/time.ts'
import { startBackups } from './backup/nightly.ts'
import { type Config, readConfig } from './config.ts'
import { type Connection, isAway, isUnwelcome } from './db.ts'
import { EmbeddedFault } from './embedded/fault.ts'
import { startPostgres } from './embedded/start.ts'
import { EXIT_CODES, messageOf, StartFault } from './fault.ts'
import { openLog } from './log.ts'
import { type Serving, serve } from './serve.ts'
import { takeOver } from './takeover.ts'

/** Requests under way, then PostgreSQL, which alone may take 15 s when it hangs. */
const END_WITHIN_MS = 30_000
/** What has reached this machine and was not read yet is still answered; each answer closes its line. */
const DRAIN_LEAST_MS = 300

interface Program {
  serving: Serving
  stopBackups(): Promise<void>
  stopDatabase(): Promise<void>
  drainMs: number
}

async function start(config: Config): Promise<Program> {
  const log = openLog(process.env.LOG_LEVEL ?? 'warn')
  const database = await startDatabase(config)
  try {
    const serving = await serve(config, database.connection, log)
    const stopBackups = startBackups(config.backup, serving.halls, log)
    return {
      serving,
      stopBackups,
      stopDatabase: database.stop,
      drainMs: Math.max(config.drainSeconds * 1_000, DRAIN_LEAST_MS),
    }
  } catch (error) {
    await database.stop()
    if (isAway(error) || isUnwelcome(error))
      throw new StartFault('database_unreachable', `The database does not answer: ${messageOf(error)}.`)
    throw error
  }
}

async function startDatabase(config: Config): Promise<{ connection: Connection; stop(): Promise<void> }> {
  if (config.databaseUrl !== null) return { connection: { connectionString: config.databaseUrl }, stop: async () => {} }
  if (config.takeOver) await takeOver(config.dataDir, say)
  const postgres = await startPostgres({
    dataDir: config.dataDir,
    log: say,
  })
  return { connection: postgres.connection, stop: () => postgres.stop() }
}

function welcome({ url, madeUp, clock, halls, closedUntil }: Serving, startedAt: number): void {
  const seconds = ((performance.now() - startedAt) / 1_000).toFixed(1)
  say(`厅序 Tingxu is ready (${seconds} s)`)
  say('')
  say(`  ${url}/          what is here`)
  say(`  ${url}/kiosk     take a number`)
  say(`  ${url}/display   lobby screen`)
  say(`  ${url}/booking   on the phone`)
  say(`  ${url}/console   clerks and managers`)
  say('')
  if (madeUp !== null) say(`  Sign in as admin with the password ${madeUp} (shown only now).`)
  const first = halls.list()[0]
  if (first !== undefined && clock.manual)
    say(`  The clock stands at ${iso(clock.now(), first.board.file.timeZone)} until it is moved.`)
  if (closedUntil !== null) {
    say(`  The hall is closed now; it opens at ${closedUntil}. To try it out at any hour:`)
    say(`  CLOCK=running@${closedUntil} DATA_DIR=./data-trial npm start`)
  }
}

function say(line: string): void {
  process.stdout.write(`${line}\n`)
}

/** One sentence and an exit code for each thing that can be wrong; a stack only for what nobody foresaw. */
function giveUp(error: unknown): never {
  const fault = error instanceof EmbeddedFault ? ofEmbedded(error) : error
  if (fault instanceof StartFault) {
    process.stderr.write(`${fault.message}\n`)
    process.exit(EXIT_CODES[fault.code])
  }
  console.error(error)
  process.exit(1)
}

function ofEmbedded(fault: EmbeddedFault): StartFault {
  switch (fault.code) {
    case 'data_dir_unwritable':
    case 'data_dir_unreachable':
      return new StartFault('data_dir_unwritable', fault.message)
    case 'folder_in_use':
      return new StartFault('folder_in_use', fault.message)
    case 'other_version':
      return new StartFault('database_newer', fault.message)
    case 'no_binaries':
    case 'no_account':
    case 'postgres_failed':
      return new StartFault('embedded_postgres', fault.message)
  }
}

async function stop({ serving, stopBackups, stopDatabase, drainMs }: Program): Promise<void> {
  const late = setTimeout(() => process.exit(1), drainMs + END_WITHIN_MS)
  await stopBackups()
  await serving.stop(drainMs)
  await stopDatabase()
  clearTimeout(late)
}

const startedAt = performance.now()
let stopping = false
const program = Promise.resolve().then(() => start(readConfig(process.env)))
for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  process.on(signal, () => {
    if (stopping) return
    stopping = true
    program.then(stop).then(() => process.exit(0), giveUp)
  })
}
program.then(({ serving }) => welcome(serving, startedAt), giveUp)
