// The folder of backups: their names, which is the newest, and which are let go.
import { chmodSync, existsSync, mkdirSync, readdirSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { type Instant, parseInstant } from '../../core/time.ts'
import { systemCode } from '../embedded/fault.ts'
import { BackupFault } from './fault.ts'

export interface Kept {
  path: string
  /** The moment that it is of. */
  at: Instant
  bytes: number
}

const NAME = /^tingxu-(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z\.backup$/
/** What a run that was killed left; one that goes on writes more often than that. */
const HALF_MADE = /^tingxu-\w+\.backup\.part$/
const ABANDONED_MS = 60 * 60_000

export function fileIn(folder: string, stamp: string): string {
  return join(folder, `tingxu-${stamp}.backup`)
}

export function openFolder(folder: string): void {
  try {
    if (existsSync(folder)) return
    mkdirSync(folder, { recursive: true })
    // Who has a backup has everything that is in the hall, whatever mask we were started with.
    chmodSync(folder, 0o700)
  } catch (error) {
    throw new BackupFault('no_file', `The folder ${folder} cannot be made (${systemCode(error)}): see BACKUP_DIR.`)
  }
}

/** Newest first. */
export function backupsIn(folder: string): Kept[] {
  if (!existsSync(folder)) return []
  return readdirSync(folder)
    .flatMap((name) => {
      const [, year, month, day, hour, minute, second] = name.match(NAME) ?? []
      if (year === undefined) return []
      const path = join(folder, name)
      const at = parseInstant(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`)
      return [{ path, at, bytes: statSync(path).size }]
    })
    .sort((a, b) => b.at - a.at)
}

/** Lets go of all but the newest `keep`; returns what went. */
export function letGoOfOld(folder: string, keep: number): string[] {
  for (const name of readdirSync(folder)) {
    const path = join(folder, name)
    if (HALF_MADE.test(name) && Date.now() - statSync(path).mtimeMs > ABANDONED_MS) rmSync(path, { force: true })
  }
  const old = backupsIn(folder).slice(keep)
  for (const { path } of old) rmSync(path, { force: true })
  return old.map(({ path }) => path)
}
