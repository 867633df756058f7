// What every route is given: the program's parts, and a fastify that reads types from schemas.
import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import type { RateLimitOptions } from '@fastify/rate-limit'
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox'
import type { FastifyBaseLogger, FastifyInstance } from 'fastify'
import type { Accounts } from '../accounts.ts'
import type { OpenTimes } from '../calendars.ts'
import type { CalledNames } from '../called-names.ts'
import type { Clock } from '../clock.ts'
import type { Codes } from '../codes.ts'
import type { Door } from '../commands.ts'
import type { Pool } from '../db.ts'
import type { Devices } from '../devices.ts'
import type { Halls } from '../halls.ts'
import type { Senders } from '../messages/senders.ts'
import type { Printing } from '../print/start.ts'
import type { Sessions } from '../sessions.ts'
import type { StatesFollower } from '../states.ts'
import type { Vault } from '../vault.ts'
import type { CallVoice } from '../voice/calls.ts'
import type { Speech } from '../voice/speech.ts'
import type { VoiceWatch } from '../voice/watch.ts'
import type { Busyness } from './busy.ts'

/** What the routes are given. */
export interface Tools {
  pool: Pool
  halls: Halls
  door: Door
  clock: Clock
  times: OpenTimes
  sessions: Sessions
  accounts: Accounts
  codes: Codes
  devices: Devices
  secret: Buffer
  vault: Vault
  publicUrl: string | null
  senders: Senders
  speech: Speech
  printing: Printing
  states: StatesFollower
  calledNames: CalledNames
  /** Rejects when the database does not answer. Not by the share of those who read: a crowd of them is no reason to be sent away. */
  answers(): Promise<void>
  /** Asked to end, and still answering. */
  ending(): boolean
  /** Where backups lie that are taken by the clock; null: none are. */
  backupFolder: string | null
  /** Where pictures and videos for the screens lie. */
  mediaDir: string
  calls: CallVoice
  voiceWatch: VoiceWatch
  /** Of the program and its screens; see server/version. */
  version: string
  sockets(): number
  busy: Busyness
  limits: Record<
    'commands' | 'screens' | 'deviceRequests' | 'pairings' | 'heartbeats' | 'notices' | 'previews',
    RateLimitOptions
  >
}

export type Api = FastifyInstance<Server, IncomingMessage, ServerResponse, FastifyBaseLogger, TypeBoxTypeProvider>
