// How an operator's tool ends: with 0, or with 1 and one sentence; a stack only for what nobody foresaw.
import pg from 'pg'
import { BackupFault } from '../server/backup/fault.ts'
import { isAway, isUnwelcome } from '../server/db.ts'
import { EmbeddedFault } from '../server/embedded/fault.ts'
import { messageOf, StartFault } from '../server/fault.ts'

export function say(line: string): void {
  process.stdout.write(`${line}\n`)
}

export async function run(main: (words: readonly string[]) => Promise<void>): Promise<void> {
  try {
    await main(process.argv.slice(2))
  } catch (error) {
    process.exitCode = 1
    if (error instanceof BackupFault || error instanceof EmbeddedFault || error instanceof StartFault)
      process.stderr.write(`${error.message}\n`)
    else if (isAway(error) || isUnwelcome(error))
      process.stderr.write(`The database does not answer: ${messageOf(error)}.\n`)
    else if (error instanceof pg.DatabaseError) process.stderr.write(`The database refuses: ${messageOf(error)}.\n`)
    else console.error(error)
  }
}
