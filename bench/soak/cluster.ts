// Two PostgreSQL servers on loopback, one following the other synchronously, as a hall has them that wants to outlive its host.
import { spawn, spawnSync } from 'node:child_process'
import { appendFileSync, chownSync, existsSync, mkdirSync, openSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type pg from 'pg'
import { identity, serverAccount } from '../../server/embedded/account.ts'
import { freePort } from '../../test/support/free-port.ts'
import { connectTo, newFolder } from '../../test/support/running.ts'
import { until } from '../../test/support/until.ts'
import { signalAll } from './processes.ts'

const BINARIES = process.env.PG_BIN ?? '/usr/lib/postgresql/15/bin'
const USER = 'tingxu'
const STEP_WITHIN_MS = 60_000

export interface Node {
  name: string
  folder: string
  port: number
  pid: number
}

export function clusterIsPossible(): boolean {
  return existsSync(join(BINARIES, 'pg_basebackup'))
}

export async function firstNode(): Promise<Node> {
  const node = await emptyNode('a')
  run('initdb', ['-D', node.folder, `--username=${USER}`, '--auth=trust', '--encoding=UTF8', '--locale=C.UTF-8', '-k'])
  settle(node, {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    wal_level: 'replica',
    max_wal_size: '512MB',
    shared_buffers: '64MB',
    // So that pg_rewind finds where their ways parted.
    wal_keep_size: '512MB',
    // How long a primary that was cut off believes in its standby; nothing is acknowledged meanwhile.
    wal_sender_timeout: '5s',
    wal_receiver_timeout: '5s',
    // A standby that lost its primary looks for it again so often; promoted in between, it sleeps to the end of the pause.
    wal_retrieve_retry_interval: '500ms',
  })
  await start(node)
  const admin = await connect(node, 'postgres')
  await admin.query(`CREATE DATABASE ${USER}`)
  await admin.end()
  return node
}

/** A copy of the primary that follows it. */
export async function secondNode(primary: Node): Promise<Node> {
  const node = await emptyNode('b')
  run('pg_basebackup', [
    '-D',
    node.folder,
    '-X',
    'stream',
    '-c',
    'fast',
    '-h',
    '127.0.0.1',
    '-p',
    String(primary.port),
    '-U',
    USER,
  ])
  await follow(node, primary)
  return node
}

/** Starts it as the other's standby, and resolves when the primary waits for it at each commit. */
export async function follow(node: Node, primary: Node): Promise<void> {
  settle(node, { primary_conninfo: `host=127.0.0.1 port=${primary.port} user=${USER} application_name=${node.name}` })
  writeFileSync(join(node.folder, 'standby.signal'), '')
  giveAway(join(node.folder, 'standby.signal'))
  await start(node)
  await waitFor(primary, node.name)
  const db = await connect(primary)
  const isSync = async () =>
    (await db.query("SELECT FROM pg_stat_replication WHERE sync_state = 'sync'")).rowCount === 1
  await until('the standby is synchronous', isSync, STEP_WITHIN_MS)
  await db.end()
}

/** Whose word the primary waits for; empty: nobody's. */
export async function waitFor(primary: Node, standby: string): Promise<void> {
  const db = await connect(primary)
  await db.query(`ALTER SYSTEM SET synchronous_standby_names = '${standby === '' ? '' : `FIRST 1 (${standby})`}'`)
  await db.query('SELECT pg_reload_conf()')
  await db.end()
}

/** By hand, as an operator would without Patroni: it leads, and waits for nobody until there is a standby again. */
export async function promote(node: Node): Promise<void> {
  run('pg_ctl', ['promote', '-w', '-D', node.folder])
  await waitFor(node, '')
}

/** A server that died or was left behind follows the other from where their ways parted. */
export async function rejoin(node: Node, primary: Node): Promise<void> {
  // Rewinding reads the control file, which the new primary writes at its first checkpoint.
  const db = await connect(primary)
  await db.query('CHECKPOINT')
  await db.end()
  const source = `host=127.0.0.1 port=${primary.port} user=${USER} dbname=postgres`
  run('pg_rewind', ['--target-pgdata', node.folder, '--source-server', source])
  settle(node, { port: String(node.port) })
  await follow(node, primary)
}

export function killNode(node: Node): void {
  signalAll(node.pid, 'SIGKILL')
}

export async function stopNode(node: Node): Promise<void> {
  run('pg_ctl', ['stop', '-w', '-m', 'fast', '-D', node.folder])
}

export function connect(node: Node, database = USER): Promise<pg.Client> {
  return connectTo({ host: '127.0.0.1', port: node.port, user: USER, database, connectionTimeoutMillis: 5_000 })
}

async function emptyNode(name: string): Promise<Node> {
  const folder = join(newFolder(), name)
  mkdirSync(folder, { mode: 0o700 })
  giveAway(folder)
  return { name, folder, port: await freePort(), pid: 0 }
}

async function start(node: Node): Promise<void> {
  settle(node, { port: String(node.port) })
  const log = openSync(join(node.folder, '..', 'log'), 'a')
  const child = spawn(join(BINARIES, 'postgres'), ['-D', node.folder], {
    ...identity(serverAccount(undefined)),
    cwd: '/',
    stdio: ['ignore', log, log],
  })
  node.pid = child.pid ?? 0
  const answers = async () => {
    if (child.exitCode !== null) throw new Error(`PostgreSQL ${node.name} ended: see ${node.folder}/../log`)
    const db = await connect(node, 'postgres').catch(() => null)
    await db?.end()
    return db !== null
  }
  await until(`PostgreSQL ${node.name} answers`, answers, STEP_WITHIN_MS)
}

/** What stands later wins. */
function settle({ folder }: Node, settings: Record<string, string>): void {
  const lines = Object.entries(settings).map(([name, value]) => `${name} = '${value}'\n`)
  appendFileSync(join(folder, 'postgresql.conf'), lines.join(''))
}

function giveAway(path: string): void {
  const account = serverAccount(undefined)
  if (account !== undefined) chownSync(path, account.uid, account.gid)
}

function run(program: string, words: string[]): void {
  const { status, stderr } = spawnSync(join(BINARIES, program), words, {
    ...identity(serverAccount(undefined)),
    cwd: '/',
    timeout: STEP_WITHIN_MS,
    // A server that is started by it writes on, and would be waited for.
    stdio: ['ignore', 'ignore', 'pipe'],
    encoding: 'utf8',
    env: { PATH: process.env.PATH, LC_ALL: 'C' },
  })
  if (status !== 0) throw new Error(`${program} failed (${status}): ${stderr}`)
}
