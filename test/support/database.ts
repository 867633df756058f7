// A real database for each test file: one server a run, one template with all migrations, a copy a file (some 20 ms).
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { after } from 'node:test'
import pg from 'pg'
import { startTestServer, type TestServer } from './server.ts'

export type TestDatabase = {
  url: string
  /** For `pg`: the same database as `url`. */
  connection: { connectionString: string }
  /** Removes it at once; otherwise it goes when the file that opened it ends. */
  drop(): Promise<void>
}

/** Brings an empty database to the state that tests begin with, and closes its connections. */
export type Prepare = (connection: { connectionString: string }) => Promise<void>

const MIGRATIONS = new URL('../../migrations/', import.meta.url)
/** Any number, the same in all processes of a run: it makes them wait for one another while one builds the template. */
const TEMPLATE_LOCK = 7_340_021

let ownServer: Promise<TestServer> | undefined
let made = 0
const drops: (() => Promise<void>)[] = []
const users: (() => Promise<void>)[] = []

// Registered for the whole file: a hook asked for inside `before` would run as soon as that has ended.
after(async () => {
  for (const stop of users) await stop()
  await Promise.all(drops.map((drop) => drop()))
  await (await ownServer)?.stop()
})

/** For what works on a database until the file ends: it is stopped before the database goes. */
export function stopFirst(stop: () => Promise<void>): void {
  users.push(stop)
}

/** A database of one's own, made by `prepare` or empty without it. */
export async function openDatabase(prepare?: Prepare): Promise<TestDatabase> {
  const server = await serverUrl()
  const name = `tingxu_test_${process.pid}_${++made}`
  await asAdmin(server, async (admin) => {
    const template = prepare ? await ensureTemplate(admin, server, prepare) : 'template0'
    await admin.query(`CREATE DATABASE ${name} TEMPLATE ${template}`)
  })
  const drop = () => asAdmin(server, (admin) => admin.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`))
  drops.push(drop)
  const url = onDatabase(server, name)
  return { url, connection: { connectionString: url }, drop }
}

/** For a look behind the server's back, until the database goes with the file. */
export async function connectTo(where: pg.ClientConfig): Promise<pg.Client> {
  const client = new pg.Client(where)
  client.on('error', () => {})
  await client.connect()
  return client
}

/** The run's server, which `npm test` starts; a file run alone starts one itself. */
async function serverUrl(): Promise<string> {
  if (process.env.TEST_DATABASE_URL) return process.env.TEST_DATABASE_URL
  ownServer ??= startTestServer()
  return (await ownServer).url
}

/** The same server's address with another database in it. */
function onDatabase(url: string, name: string): string {
  return url.replace(/\/[^/?]*(\?|$)/, `/${name}$1`)
}

async function ensureTemplate(admin: pg.Client, server: string, prepare: Prepare): Promise<string> {
  const name = `tingxu_template_${templateHash(prepare)}`
  await admin.query('SELECT pg_advisory_lock($1)', [TEMPLATE_LOCK])
  try {
    const found = await admin.query('SELECT 1 FROM pg_database WHERE datname = $1', [name])
    if (found.rowCount) return name
    const draft = `${name}_draft`
    await admin.query(`DROP DATABASE IF EXISTS ${draft} WITH (FORCE)`)
    await admin.query(`CREATE DATABASE ${draft} TEMPLATE template0`)
    await prepare({ connectionString: onDatabase(server, draft) })
    await admin.query(`ALTER DATABASE ${draft} RENAME TO ${name}`)
    return name
  } finally {
    await admin.query('SELECT pg_advisory_unlock($1)', [TEMPLATE_LOCK])
  }
}

function templateHash(prepare: Prepare): string {
  const hash = createHash('sha256').update(prepare.toString())
  const files = existsSync(MIGRATIONS) ? readdirSync(MIGRATIONS).sort() : []
  for (const file of files) hash.update(file).update(readFileSync(new URL(file, MIGRATIONS)))
  return hash.digest('hex').slice(0, 12)
}

async function asAdmin(url: string, work: (admin: pg.Client) => Promise<unknown>) {
  const admin = new pg.Client({ connectionString: url })
  await admin.connect()
  try {
    await work(admin)
  } finally {
    await admin.end()
  }
}
