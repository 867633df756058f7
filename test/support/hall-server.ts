// A hall to tell stories in: the whole server on a database of its own, and people who press by HTTP.
import { pino } from 'pino'
import { readConfig } from '../../server/config.ts'
import { migrate } from '../../server/migrate.ts'
import { type Serving, serve } from '../../server/serve.ts'
import { type Answer, ask, signIn } from './asking.ts'
import { openDatabase, stopFirst } from './database.ts'
import { ADMIN_PASSWORD, TUESDAY_MORNING } from './running.ts'

export { ADMIN_PASSWORD, TUESDAY_MORNING } from './running.ts'

export interface HallServer {
  url: string
  hall: string
  serving: Serving
  connection: { connectionString: string }
  /** A signed-in manager's token. */
  token: string
  stop(): Promise<void>
}

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
  stopFirst(stop)
  const token = await signIn(serving.url, 'admin', ADMIN_PASSWORD)
  return { url: serving.url, hall: serving.halls.list()[0]?.id ?? '', serving, connection, token, stop }
}

/** Moves the manual clock. */
export function moveTo(server: Pick<HallServer, 'url' | 'token'>, now: string): Promise<Answer> {
  return ask(server.url, 'PUT', '/api/v1/clock', { body: { now }, token: server.token })
}
