// `npm run retention -- --dry-run`: per hall and type how many rows would go and up to which day; without the flag they go.
import { pino } from 'pino'
import { openTimes, readCalendars } from '../server/calendars.ts'
import { openDoor } from '../server/commands.ts'
import { readConfig } from '../server/config.ts'
import { openPool } from '../server/db.ts'
import { messageOf } from '../server/fault.ts'
import { openHalls } from '../server/halls.ts'
import { reach } from '../server/reach.ts'
import { letGo, overview } from '../server/retention.ts'
import { secretNamed } from '../server/store/people.ts'
import { openVault } from '../server/vault.ts'

const dryRun = process.argv.includes('--dry-run')
const say = (line: string) => void process.stdout.write(`${line}\n`)

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
