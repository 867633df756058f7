// A server for one replay: in this process, on a temporary database and a clock that stands at the day's beginning.
import { randomUUID } from 'node:crypto'
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pino } from 'pino'
import { type Instant, iso } from '../../core/time.ts'
import { readConfig } from '../../server/config.ts'
import { startPostgres } from '../../server/embedded/start.ts'
import { serve } from '../../server/serve.ts'
import { ZONE } from './recorded.ts'

export interface OwnServer {
  url: string
  password: string
  stop(): Promise<void>
}

/** Nothing that it keeps outlives it, so it need not survive a crash of the machine. */
export async function startOwnServer(now: Instant): Promise<OwnServer> {
  const dataDir = mkdtempSync(join(tmpdir(), 'tingxu-replay-'))
  chmodSync(dataDir, 0o755) // as root, PostgreSQL runs as another account, which has to enter
  const remove = () => rmSync(dataDir, { recursive: true, force: true })
  const postgres = await startPostgres({ dataDir, durable: false, log: () => {} }).catch((error: unknown) => {
    remove()
    throw error
  })
  const password = randomUUID()
  const clock = `manual@${iso(now, ZONE)}`
  const config = readConfig({ PORT: '0', DATA_DIR: dataDir, ADMIN_PASSWORD: password, CLOCK: clock })
  const stopDatabase = async () => {
    await postgres.stop()
    remove()
  }
  try {
    const serving = await serve(config, postgres.connection, pino({ level: 'error' }))
    const stop = async () => {
      await serving.stop()
      await stopDatabase()
    }
    return { url: serving.url, password, stop }
  } catch (error) {
    await stopDatabase()
    throw error
  }
}
