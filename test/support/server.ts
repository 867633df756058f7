// The PostgreSQL that tests run on: the embedded one, in the temporary folder, with nothing worth keeping.
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startPostgres } from '../../server/embedded/start.ts'

/** `url` leads to a database from which others can be made. */
export type TestServer = { url: string; stop(): Promise<void> }

export async function startTestServer(): Promise<TestServer> {
  const dataDir = mkdtempSync(join(tmpdir(), 'tingxu-test-'))
  chmodSync(dataDir, 0o755) // as root, PostgreSQL runs as another account, which has to enter
  const settings = { max_connections: '200' }
  const server = await startPostgres({ dataDir, durable: false, settings, log: (line) => console.error(line) })
  const { user, host } = server.connection
  const stop = async () => {
    await server.stop()
    rmSync(dataDir, { recursive: true, force: true })
  }
  return { url: `postgresql://${user}@/postgres?host=${encodeURIComponent(host)}`, stop }
}
