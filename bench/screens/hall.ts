// The whole server in a process of its own, with a database of its own.
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { pino } from 'pino'
import { readConfig } from '../../server/config.ts'
import { startPostgres } from '../../server/embedded/start.ts'
import { type Serving, serve } from '../../server/serve.ts'
import { signIn } from '../../test/support/asking.ts'
import { busyHall } from '../one-hall.ts'
import { answerAll } from './child.ts'

const PASSWORD = 'for-the-bench-only'
/** All screens come from this machine, and so from one address. */
const PLENTY = {
  LIMIT_PUBLIC_COMMANDS: '10000000',
  LIMIT_STAFF_COMMANDS: '10000000',
  LIMIT_SOCKETS_OF_ADDRESS: '10000',
}
const COUNTERS = 40

const folder = mkdtempSync(join(tmpdir(), 'tingxu-bench-'))
chmodSync(folder, 0o755) // as root, PostgreSQL runs as another account, which has to enter
const file = busyHall(COUNTERS)
file.policy.devices = 'open'
writeFileSync(join(folder, 'hall.json'), JSON.stringify(file))
const postgres = await startPostgres({ dataDir: join(folder, 'data'), log: (line) => console.error(line) })
const start = (port: string): Promise<Serving> =>
  serve(
    readConfig({ PORT: port, ADMIN_PASSWORD: PASSWORD, HALL_FILE: join(folder, 'hall.json'), ...PLENTY }),
    postgres.connection,
    pino({ level: 'error' }),
  )
let serving = await start('0')
const looking = new pg.Client(postgres.connection)
await looking.connect()

answerAll(
  {
    open: async () => ({ url: serving.url, hall: file.hall, token: await signIn(serving.url, 'admin', PASSWORD) }),
    /** Ends and starts again on the same port; gives the moment from which it is ready. */
    restart: async () => {
      const { port } = serving
      await serving.stop()
      serving = await start(String(port))
      return performance.timeOrigin + performance.now()
    },
    /** Transactions of the database so far. */
    transactions: async () => {
      await looking.query('SELECT pg_stat_force_next_flush()')
      const { rows } = await looking.query(
        'SELECT xact_commit::integer AS count FROM pg_stat_database WHERE datname = current_database()',
      )
      return rows[0].count
    },
  },
  async () => {
    await looking.end()
    await serving.stop()
    await postgres.stop()
    rmSync(folder, { recursive: true, force: true })
  },
)
