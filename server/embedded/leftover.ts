// What an earlier run left in the cluster's folder: a server still ending, or only its note of itself.
import { readFileSync, renameSync, writeFileSync } from 'node:fs'
import { basename, isAbsolute, join, resolve } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { type Account, giveTo } from './account.ts'
import { EmbeddedFault } from './fault.ts'
import { argumentsOf } from './processes.ts'

/** Longer than the guard takes to end a server by the hardest of its three ways (15 s). */
export const LEFTOVER_LIMIT_MS = 20_000
const LOOK_EVERY_MS = 20
/** A number that no process ever has: the largest there is. */
const NOBODY = 2_147_483_647

/** Returns once no server serves the cluster and its note stands in nobody's way. Call it only while holding the folder. */
export async function settleLeftover(cluster: string, account: Account | undefined): Promise<void> {
  const until = Date.now() + LEFTOVER_LIMIT_MS
  let note = readNote(cluster)
  while (note && serves(note.pid, cluster)) {
    if (Date.now() > until) {
      throw new EmbeddedFault(
        'folder_in_use',
        `A PostgreSQL that this program did not start (process ${note.pid}) is running on ${cluster}.`,
      )
    }
    await delay(LOOK_EVERY_MS)
    note = readNote(cluster)
  }
  if (note) disarm(note, cluster, account)
}

/** A postmaster counts as this cluster's unless its command line names another folder. A backend
 * (`postgres: tingxu …`) is no postmaster, whatever its number was before. */
function serves(pid: number, cluster: string): boolean {
  const [program = '', ...words] = argumentsOf(pid)
  if (!/^postgres(\.exe)?$/.test(basename(program))) return false
  const folder = words[words.indexOf('-D') + 1]
  return !folder || !isAbsolute(folder) || resolve(folder) === resolve(cluster)
}

/** PostgreSQL refuses to start while the number in its note belongs to anybody. We do not remove the note, because
 * its last lines let the new server find backends of the old one; we only put nobody's number in. */
function disarm(note: Note, cluster: string, account: Account | undefined) {
  const path = notePath(cluster)
  const draft = `${path}.new`
  writeFileSync(draft, [NOBODY, ...note.rest].join('\n'), { mode: 0o600 })
  giveTo(account, draft)
  renameSync(draft, path)
}

type Note = { pid: number; rest: string[] }

function readNote(cluster: string): Note | undefined {
  try {
    const [first, ...rest] = readFileSync(notePath(cluster), 'utf8').split('\n')
    const pid = Number(first)
    return pid > 0 ? { pid, rest } : undefined
  } catch {
    return undefined
  }
}

function notePath(cluster: string): string {
  return join(cluster, 'postmaster.pid')
}
