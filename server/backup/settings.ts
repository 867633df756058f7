// The settings of backups, from the environment.
import { join, resolve } from 'node:path'
import type { WallTime } from '../../core/time.ts'
import { StartFault } from '../fault.ts'
import { PASSWORD_LEAST } from './frames.ts'

export interface BackupSettings {
  folder: string
  /** How many of the newest stay in the folder. */
  keep: number
  /** When one is taken each day, by the first hall's clock; none: never by itself. */
  at: WallTime[]
  media: boolean
  /** Encrypts what is written, opens what is read. */
  password: string | null
}

const KEEP = 14
const KEEP_MOST = 1_000
const TIMES_MOST = 48
const WALL_TIME = /^([01]\d|2[0-3]):[0-5]\d$/

export function readBackupSettings(env: NodeJS.ProcessEnv, dataDir: string): BackupSettings {
  return {
    folder: env.BACKUP_DIR ? resolve(env.BACKUP_DIR) : join(dataDir, 'backups'),
    keep: readKeep(env.BACKUP_KEEP || String(KEEP)),
    at: readTimes(env.BACKUP_AT ?? ''),
    media: readYes('BACKUP_MEDIA', env.BACKUP_MEDIA || 'yes'),
    password: readPassword(env.BACKUP_PASSWORD || null),
  }
}

function readKeep(text: string): number {
  const keep = Number(text)
  if (Number.isInteger(keep) && keep >= 1 && keep <= KEEP_MOST) return keep
  throw new StartFault('bad_setting', `BACKUP_KEEP must be a whole number from 1 to ${KEEP_MOST}, not "${text}".`)
}

function readTimes(text: string): WallTime[] {
  const times = text.split(',').map((one) => one.trim())
  if (times.length === 1 && times[0] === '') return []
  if (times.length <= TIMES_MOST && times.every((one) => WALL_TIME.test(one))) return [...new Set(times)].sort()
  throw new StartFault('bad_setting', `BACKUP_AT must be times of the day such as 03:30 or 12:15,18:00, not "${text}".`)
}

function readYes(name: string, text: string): boolean {
  if (text === 'yes' || text === 'no') return text === 'yes'
  throw new StartFault('bad_setting', `${name} must be yes or no, not "${text}".`)
}

function readPassword(text: string | null): string | null {
  if (text === null || text.length >= PASSWORD_LEAST) return text
  throw new StartFault('bad_setting', `BACKUP_PASSWORD must have at least ${PASSWORD_LEAST} characters.`)
}
