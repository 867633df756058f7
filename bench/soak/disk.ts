// A small disk of its own for a hall's data, and somebody who fills it. Only root may mount one.
import { execFileSync } from 'node:child_process'
import { chmodSync, closeSync, mkdirSync, openSync, rmSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import type { Random } from '../../test/support/random.ts'
import { newFolder } from '../../test/support/running.ts'
import type { Place } from './place.ts'

const SIZE = '192m'
const FULL_LEAST_MS = 1_000
const FULL_MORE_MS = 6_000
const mounted = new Set<string>()
const PIECE = Buffer.alloc(64 * 1024)

export interface SmallDisk {
  dataDir: string
  remove(): void
}

/** Null where a disk may not be mounted. */
export function mountSmallDisk(): SmallDisk | null {
  const folder = newFolder()
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${SIZE},mode=755`, 'tmpfs', folder], { stdio: 'ignore' })
  } catch {
    return null
  }
  const dataDir = join(folder, 'data')
  mkdirSync(dataDir)
  chmodSync(dataDir, 0o755) // as root, PostgreSQL runs as another account, which has to enter
  mounted.add(folder)
  return { dataDir, remove: () => unmount(folder) }
}

/** For an end in the middle. */
export function unmountAll(): void {
  for (const folder of mounted) unmount(folder)
}

/** Lazily: somebody who is just ending may still stand in it. */
function unmount(folder: string): void {
  if (mounted.delete(folder)) execFileSync('umount', ['-l', folder])
}

export async function fillDisk(place: Place, random: Random): Promise<void> {
  const filler = join(place.env.DATA_DIR ?? '', 'filler')
  const file = openSync(filler, 'w')
  const until = performance.now() + FULL_LEAST_MS + random() * FULL_MORE_MS
  try {
    // Whatever becomes free meanwhile is taken too.
    for (; performance.now() < until; await delay(20)) fill(file)
  } finally {
    closeSync(file)
    rmSync(filler)
  }
}

function fill(file: number): void {
  try {
    for (;;) writeSync(file, PIECE)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error
  }
}
