// A hall to tell stories in: the whole server on a database of its own, and people who press by HTTP.
import { randomUUID } from 'node:crypto'
import { after } from 'node:test'
import { pino } from 'pino'
import { readConfig } from '../../server/config.ts'
import { migrate } from '../../server/migrate.ts'
import { type Serving, serve } from '../../server/serve.ts'
import { openDatabase } from './database.ts'

export const ADMIN_PASSWORD = 'a-password-for-tests'

export interface HallServer {
  url: string
  hall: string
  serving: Serving
  connection: { connectionString: string }
  /** A signed-in manager's token. */
  token: string
  stop(): Promise<void>
}

export interface Answer {
  status: number
  // What comes back is for the test to judge: it asserts on fields.
  body: Record<string, unknown>
  headers: Headers
}

/** 24 November 2026 is a Tuesday and an ordinary working day. */
export const TUESDAY_MORNING = '2026-11-24T09:00:00+08:00'

/** Starts the program in this process, on a port that is free, on a clock that stands still. Ends with the test file. */
export async function openHallServer(env: Record<string, string> = {}): Promise<HallServer> {
  const { connection } = await openDatabase(migrate)
  const config = readConfig({ PORT: '0', ADMIN_PASSWORD, CLOCK: `manual@${TUESDAY_MORNING}`, ...env })
  const serving = await serve(config, connection, pino({ level: env.LOG_LEVEL ?? 'error' }))
  let stopped = false
  const stop = async () => {
    if (stopped) return
    stopped = true
    await serving.stop()
  }
  stops.push(stop)
  const token = await signIn(serving.url, 'admin', ADMIN_PASSWORD)
  return { url: serving.url, hall: serving.halls.list()[0]?.id ?? '', serving, connection, token, stop }
}

const stops: (() => Promise<void>)[] = []
after(async () => {
  for (const stop of stops) await stop()
})

export async function signIn(url: string, user: string, password: string): Promise<string> {
  const { body } = await ask(url, 'POST', '/api/v1/session', { body: { user, password } })
  return String(body.token)
}

/** One request; `token` for those who are signed in. */
export async function ask(
  url: string,
  method: string,
  path: string,
  { body, token, headers = {} }: { body?: unknown; token?: string | null; headers?: Record<string, string> } = {},
): Promise<Answer> {
  const response = await fetch(url + path, {
    method,
    headers: {
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...(token ? { authorization: `Bearer ${token}` } : {}),
      ...headers,
    },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  })
  const text = await response.text()
  const isJson = response.headers.get('content-type')?.includes('json') ?? false
  return { status: response.status, body: isJson ? JSON.parse(text) : { text }, headers: response.headers }
}

/** Presses: a command with an id of its own unless one is given. */
export function press(
  server: Pick<HallServer, 'url' | 'hall'>,
  command: Record<string, unknown>,
  token: string | null = null,
): Promise<Answer> {
  return ask(server.url, 'POST', `/api/v1/halls/${server.hall}/commands`, {
    body: { id: randomUUID(), ...command },
    token,
  })
}

/** Moves the manual clock. */
export function moveTo(server: Pick<HallServer, 'url' | 'token'>, now: string): Promise<Answer> {
  return ask(server.url, 'PUT', '/api/v1/clock', { body: { now }, token: server.token })
}
