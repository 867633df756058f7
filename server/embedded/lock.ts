// One program a data folder: `tingxu.pid` names who has it, so that a second start is told instead of left to guess.
import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { EmbeddedFault, systemCode } from './fault.ts'
import { identityOf } from './processes.ts'

const TRIES = 5

/** Takes the folder or refuses (`folder_in_use`, `data_dir_unwritable`); the answer gives it back. */
export function takeFolder(dataDir: string): () => void {
  const path = join(dataDir, 'tingxu.pid')
  const mine = `${process.pid}\n${identityOf(process.pid)}\n`
  const draft = `${path}.${process.pid}`
  try {
    writeFileSync(draft, mine)
    for (let tries = 0; tries < TRIES; tries++) {
      // A link appears whole or not at all; a file opened and then written could be read while still empty.
      if (linked(draft, path)) return () => giveBack(path, mine)
      clearStale(path, dataDir)
    }
  } catch (error) {
    if (error instanceof EmbeddedFault) throw error
    throw unwritable(dataDir, error)
  } finally {
    rmSync(draft, { force: true })
  }
  throw new EmbeddedFault('folder_in_use', `Several programs are starting on ${dataDir} at once; try again.`)
}

export function unwritable(dataDir: string, error: unknown): EmbeddedFault {
  const why = error instanceof Error ? error.message : String(error)
  return new EmbeddedFault('data_dir_unwritable', `The folder ${dataDir} cannot be written (${why}).`, error)
}

function linked(draft: string, path: string): boolean {
  try {
    linkSync(draft, path)
    return true
  } catch (error) {
    if (systemCode(error) === 'EEXIST') return false
    throw error
  }
}

function clearStale(path: string, dataDir: string) {
  const found = read(path)
  refuseIfLiving(found, dataDir)
  // Between reading and removing, another start may have cleared it and taken the folder:
  // what was moved aside is looked at once more, and put back if it is a living one.
  const aside = `${path}.old.${process.pid}`
  try {
    renameSync(path, aside)
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return
    throw error
  }
  const moved = read(aside)
  if (moved !== found) linked(aside, path)
  rmSync(aside, { force: true })
  refuseIfLiving(moved, dataDir)
}

/** The number of the program that has the folder now; null when nobody has. */
export function holderOf(dataDir: string): number | null {
  return livingIn(read(join(dataDir, 'tingxu.pid')))
}

function refuseIfLiving(content: string, dataDir: string) {
  const pid = livingIn(content)
  if (pid === null) return
  throw new EmbeddedFault('folder_in_use', `Another program (process ${pid}) is already running on ${dataDir}.`)
}

function livingIn(content: string): number | null {
  const [pid, identity] = content.split('\n')
  return pid && identity && identityOf(Number(pid)) === identity ? Number(pid) : null
}

function giveBack(path: string, mine: string) {
  if (read(path) === mine) rmSync(path, { force: true })
}

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return ''
    throw error
  }
}
