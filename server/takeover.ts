// Takes the place of the program that has the data folder: everything that takes time first, then that one is asked to end.
import { setTimeout as delay } from 'node:timers/promises'
import pg from 'pg'
import type { Connection } from './db.ts'
import { EmbeddedFault, systemCode } from './embedded/fault.ts'
import { holderOf } from './embedded/lock.ts'
import { prepareStart, runningPostgres } from './embedded/start.ts'
import { migrate } from './migrate.ts'
import { checkpoint } from './store/schema.ts'

/** Requests under way, then its PostgreSQL; and for so long it may have been told to drain. */
const GONE_WITHIN_MS = 360_000
const LOOK_EVERY_MS = 10

/** Returns when the folder is free. Whatever would keep this program from starting is thrown before the other one is asked. */
export async function takeOver(dataDir: string, say: (line: string) => void): Promise<void> {
  const pid = holderOf(dataDir)
  if (pid === null) return
  if (process.platform === 'win32')
    throw new EmbeddedFault(
      'folder_in_use',
      'On Windows no program can ask another to end: end it, then start this one.',
    )
  prepareStart(dataDir, say)
  const running = runningPostgres(dataDir)
  if (running !== null) {
    // The other one goes on working on the new tables; the pause is shorter by it.
    await migrate(running)
    await writeOut(running)
  }
  say(`Process ${pid} is asked to end`)
  ask(pid, dataDir)
  for (const until = Date.now() + GONE_WITHIN_MS; holderOf(dataDir) === pid; await delay(LOOK_EVERY_MS))
    if (Date.now() > until)
      throw new EmbeddedFault(
        'folder_in_use',
        `The program (process ${pid}) on ${dataDir} was asked to end and did not.`,
      )
}

async function writeOut(connection: Connection): Promise<void> {
  const client = new pg.Client({ ...connection })
  await client.connect()
  try {
    await checkpoint(client)
  } finally {
    await client.end()
  }
}

function ask(pid: number, dataDir: string): void {
  try {
    process.kill(pid, 'SIGTERM')
  } catch (error) {
    if (systemCode(error) === 'ESRCH') return // it ended by itself just now
    throw new EmbeddedFault(
      'folder_in_use',
      `The program (process ${pid}) on ${dataDir} belongs to another account and cannot be asked to end.`,
    )
  }
}
