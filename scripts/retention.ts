// `npm run retention -- --dry-run`: per hall and type how many rows would go and up to which day; without the flag they go.
import { resolve } from 'node:path'
import { pino } from 'pino'
import { openTimes, readCalendars } from '../server/calendars.ts'
import { openDoor } from '../server/commands.ts'
import { readConfig } from '../server/config.ts'
import { type Connection, openPool } from '../server/db.ts'
import { EmbeddedFault } from '../server/embedded/fault.ts'
import { startPostgres } from '../server/embedded/start.ts'
import { messageOf } from '../server/fault.ts'
import { openHalls } from '../server/halls.ts'
import { letGo, overview } from '../server/retention.ts'
import { secretNamed } from '../server/store/people.ts'
import { openVault } from '../server/vault.ts'

interface Reached {
  connection: Connection
  leave(): Promise<void>
}

const dryRun = process.argv.includes('--dry-run')
const say = (line: string) => void process.stdout.write(`${line}\n`)

/** The outside database, the running program's own, or the one of a program that is not running. */
async function reach({ databaseUrl, dataDir }: { databaseUrl: string | null; dataDir: string }): Promise<Reached> {
  if (databaseUrl !== null) return { connection: { connectionString: databaseUrl }, leave: async () => {} }
  try {
    const postgres = await startPostgres({ dataDir, log: () => {} })
    return { connection: postgres.connection, leave: () => postgres.stop() }
  } catch (error) {
    if (!(error instanceof EmbeddedFault) || error.code !== 'folder_in_use' || process.platform === 'win32') throw error
    // It runs: its socket lies where only its own account and the system's may enter.
    const connection = { host: resolve(dataDir, 'run'), port: 5432, user: 'tingxu', database: 'tingxu' }
    return { connection, leave: async () => {} }
  }
}

async function main(): Promise<void> {
  const config = readConfig(process.env)
  const { connection, leave } = await reach(config)
  const log = pino({ level: 'error' })
  const onError = (error: unknown) => log.error(messageOf(error))
  const pool = openPool(connection, onError)
  try {
    const secret = await secretNamed(pool, 'keys', Buffer.alloc(0))
    if (secret.length === 0) throw new Error('this database has no halls yet')
    const halls = openHalls(pool, secret, onError)
    await halls.refresh()
    // A hall whose clock was set for training is never behind what has happened in it.
    const latest = Math.max(0, ...halls.list().map(({ board }) => board.at))
    const now = () => (config.clock.kind === 'system' ? Date.now() : Math.max(config.clock.from ?? latest, latest))
    const times = openTimes(readCalendars())
    const door = openDoor({ pool, halls, secret, now, times, committed: () => {}, onError })
    const tools = { pool, halls, door, clock: { now }, vault: openVault(secret) }
    for (const hall of halls.list()) {
      const leaving = dryRun ? await overview(pool, hall, now()) : await letGo(tools, hall, now())
      for (const { type, days, before, count } of leaving)
        say(
          [hall.id, type, `kept ${days} days`, `before ${before}`, `${count} ${dryRun ? 'would go' : 'gone'}`].join(
            '\t',
          ),
        )
    }
    await door.settled()
  } finally {
    await pool.end()
    await leave()
  }
}

main().catch((error) => {
  process.stderr.write(`${messageOf(error)}\n`)
  process.exitCode = 1
})
