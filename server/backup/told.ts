// What backing up and restoring say on the command line.
import { iso } from '../../core/time.ts'
import type { Manifest } from './manifest.ts'

const MEGA = 1024 * 1024

/** `12.3 MB` */
export function megabytes(bytes: number): string {
  return `${(bytes / MEGA).toFixed(1)} MB`
}

/** One line a hall: what is in it, to be compared with the log. */
export function hallLines({ at, halls }: Manifest): string[] {
  return [
    `as of ${iso(at, 'UTC')}`,
    ...halls.map(({ id, seq, hash }) => `${id}: ${seq} events, the last one's hash is ${hash}`),
  ]
}
