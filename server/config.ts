// The settings of the program, from the environment; each is checked here and named when it is wrong.
import { resolve } from 'node:path'
import { parseInstant } from '../core/time.ts'
import { isAmong } from './addresses.ts'
import { type BackupSettings, readBackupSettings } from './backup/settings.ts'
import { messageOf, StartFault } from './fault.ts'
import type { SenderSettings } from './messages/senders.ts'
import { readMessages } from './messages/settings.ts'
import { PASSWORD_LEAST, PASSWORD_MOST } from './passwords.ts'

export interface Config {
  port: number
  host: string
  databaseUrl: string | null
  dataDir: string
  adminPassword: string | null
  hallFile: string
  clock: { kind: 'system' | 'running' | 'manual'; from: number | null }
  /** Address under which phones reach the hall; null: the one a kiosk itself used. */
  publicUrl: string | null
  messages: SenderSettings
  /** A program that speaks: a sentence comes in, a WAV goes out. */
  speechCommand: string | null
  backup: BackupSettings
  /** For so long the program says that it is ending before it takes no more requests. */
  drainSeconds: number
  /** Ends the program that has the data folder, and goes on in its place. */
  takeOver: boolean
  /** Addresses and networks of proxies that are believed when they say who asks. */
  trustedProxies: string[]
  /** Addresses and networks behind which many people are: the hall's own, a carrier's. */
  sharedAddresses: string[]
  limits: Limits
}

/** Most of them a minute; see docs/overload.md. */
export interface Limits {
  publicCommands: number
  staffCommands: number
  signIns: number
  /** Codes that screens of one address may ask for. */
  deviceRequests: number
  /** Codes that one account may type. */
  pairings: number
  /** Presses of one address behind which many people are. */
  sharedCommands: number
  /** Requests of the public that are answered at the same time. */
  publicAtOnce: number
  sockets: number
  socketsOfAddress: number
  bodyBytes: number
}

const DRAIN_SECONDS_MOST = 300

export const SAMPLE_HALL = resolve(import.meta.dirname, '..', 'halls', 'zhangzhou.json')

export function readConfig(env: NodeJS.ProcessEnv): Config {
  const dataDir = resolve(env.DATA_DIR ?? 'data')
  return {
    port: whole(env, 'PORT', 3000, 65_535),
    host: env.HOST ?? '127.0.0.1',
    databaseUrl: readDatabaseUrl(env.DATABASE_URL || null),
    dataDir,
    adminPassword: readPassword(env.ADMIN_PASSWORD || null),
    hallFile: resolve(env.HALL_FILE || SAMPLE_HALL),
    clock: readClock(env.CLOCK ?? 'system'),
    publicUrl: env.PUBLIC_URL?.replace(/\/$/, '') || null,
    messages: readMessages(env),
    speechCommand: env.SPEECH_COMMAND?.trim() || null,
    backup: readBackupSettings(env, dataDir),
    drainSeconds: whole(env, 'DRAIN_SECONDS', 0, DRAIN_SECONDS_MOST),
    takeOver: yes(env, 'TAKE_OVER'),
    trustedProxies: networks(env, 'TRUSTED_PROXIES', 'loopback'),
    sharedAddresses: networks(env, 'SHARED_ADDRESSES', ''),
    limits: {
      publicCommands: whole(env, 'LIMIT_PUBLIC_COMMANDS', 60),
      staffCommands: whole(env, 'LIMIT_STAFF_COMMANDS', 6_000),
      signIns: whole(env, 'LIMIT_SIGN_INS', 20),
      deviceRequests: whole(env, 'LIMIT_DEVICE_REQUESTS', 60),
      pairings: whole(env, 'LIMIT_PAIRINGS', 20),
      sharedCommands: whole(env, 'LIMIT_SHARED_COMMANDS', 3_000),
      publicAtOnce: whole(env, 'LIMIT_PUBLIC_AT_ONCE', 500),
      sockets: whole(env, 'LIMIT_SOCKETS', 10_000),
      socketsOfAddress: whole(env, 'LIMIT_SOCKETS_OF_ADDRESS', 2_000),
      bodyBytes: whole(env, 'LIMIT_BODY_BYTES', 64 * 1024),
    },
  }
}

/** With commas: `10.0.1.1, 10.2.0.0/16, loopback`. */
function networks(env: NodeJS.ProcessEnv, name: string, otherwise: string): string[] {
  const named = (env[name] ?? otherwise).split(',').map((one) => one.trim())
  const list = named.filter((one) => one !== '')
  try {
    isAmong(list)
  } catch (error) {
    throw new StartFault(
      'bad_setting',
      `${name} must be addresses or networks with commas between: ${messageOf(error)}.`,
    )
  }
  return list
}

function yes(env: NodeJS.ProcessEnv, name: string): boolean {
  const text = env[name] || 'no'
  if (text === 'yes' || text === 'no') return text === 'yes'
  throw new StartFault('bad_setting', `${name} must be yes or no, not "${text}".`)
}

function whole(env: NodeJS.ProcessEnv, name: string, otherwise: number, most = 1_000_000_000): number {
  const text = env[name]
  if (text === undefined || text === '') return otherwise
  const value = Number(text)
  if (!Number.isInteger(value) || value < 0 || value > most)
    throw new StartFault('bad_setting', `${name} must be a whole number from 0 to ${most}, not "${text}".`)
  return value
}

/** Held to the length that everybody else's is held to. */
function readPassword(text: string | null): string | null {
  if (text === null || (text.length >= PASSWORD_LEAST && text.length <= PASSWORD_MOST)) return text
  throw new StartFault('bad_setting', `ADMIN_PASSWORD must have ${PASSWORD_LEAST} to ${PASSWORD_MOST} characters.`)
}

function readDatabaseUrl(text: string | null): string | null {
  if (text === null || (/^postgres(ql)?:\/\//.test(text) && !/\s/.test(text))) return text
  // It may hold a password, so it is not repeated.
  throw new StartFault('bad_setting', 'DATABASE_URL must look like postgresql://user:password@host:5432/name.')
}

/** `running@…` begins at that moment and goes on at the usual pace: for trying a hall out at midnight. */
function readClock(text: string): Config['clock'] {
  if (text === 'system' || text === 'manual') return { kind: text, from: null }
  const [, kind, moment = ''] = text.match(/^(manual|running)@(.+)$/) ?? []
  const from = parseInstant(moment)
  if ((kind !== 'manual' && kind !== 'running') || Number.isNaN(from))
    throw new StartFault(
      'bad_setting',
      `CLOCK must be "system", "manual", "manual@2026-12-01T08:00:00+08:00" or "running@…", not "${text}".`,
    )
  return { kind, from }
}
