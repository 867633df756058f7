// Makes a database cluster that is whole or absent, and writes its settings.
import { spawn } from 'node:child_process'
import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { type Account, giveTo, identity } from './account.ts'
import type { Address } from './address.ts'
import type { Binaries } from './binaries.ts'
import { EmbeddedFault } from './fault.ts'

export type ClusterPlan = {
  cluster: string
  binaries: Binaries
  account: Account | undefined
  address: Address
  durable: boolean
  settings: Record<string, string>
}

/** Settings that fit a hall: a few dozen connections, small tables, the log in one file. */
const SETTINGS = {
  max_connections: '40',
  shared_buffers: '64MB',
  max_wal_size: '512MB',
  wal_level: 'replica',
  jit: 'off', // compiling costs more than it saves on queries of a few milliseconds
  max_parallel_workers_per_gather: '0', // would need more of /dev/shm than a container usually gives
  timezone: 'UTC',
  log_timezone: 'UTC',
  log_line_prefix: '%m [%p] ',
}
/** For tests: nothing is worth keeping, so nothing waits for the disk. */
const CARELESS = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }

/** Makes the cluster when there is none, refuses one of another major version, and brings its settings up to date. */
export async function ensureCluster(plan: ClusterPlan): Promise<void> {
  sweepHalfMade(plan.cluster)
  if (existsSync(plan.cluster)) refuseOtherVersion(plan)
  else await create(plan)
  writeSettings(plan)
}

function sweepHalfMade(cluster: string) {
  const half = `${basename(cluster)}.new-`
  for (const name of readdirSync(dirname(cluster))) {
    if (!name.startsWith(half)) continue
    // The initdb of a program that was killed may still be writing there for a moment.
    rmSync(join(dirname(cluster), name), { recursive: true, force: true, maxRetries: 20, retryDelay: 100 })
  }
}

/** PostgreSQL reads no files of another of its major versions. */
export function refuseOtherVersion({ cluster, binaries }: Pick<ClusterPlan, 'cluster' | 'binaries'>) {
  const made = readFileSync(join(cluster, 'PG_VERSION'), 'utf8').trim()
  if (made === binaries.major) return
  throw new EmbeddedFault(
    'other_version',
    `The database in ${cluster} was made by PostgreSQL ${made}, this program brings ${binaries.major}: ` +
      'restore a backup into an empty data folder.',
  )
}

async function create(plan: ClusterPlan) {
  const draft = `${plan.cluster}.new-${process.pid}`
  mkdirSync(draft, { mode: 0o700 })
  giveTo(plan.account, draft)
  const options = [
    ['-D', draft],
    ['--username', plan.address.user],
    ['--encoding', 'UTF8'],
    // The built-in provider sorts alike on every system and for ever; the C library's order changes with its version.
    ['--locale-provider', 'builtin', '--builtin-locale', 'C.UTF-8', '--locale', 'C'],
    ['--data-checksums', '--no-instructions'],
    plan.address.passwordFile
      ? ['--auth', 'scram-sha-256', '--pwfile', plan.address.passwordFile]
      : ['--auth', 'trust'],
    plan.durable ? [] : ['--no-sync'],
  ].flat()
  try {
    await run(plan.binaries.initdb, options, plan.account)
    renameSync(draft, plan.cluster)
    if (plan.durable && process.platform !== 'win32') syncFolder(dirname(plan.cluster))
  } catch (error) {
    rmSync(draft, { recursive: true, force: true })
    throw error
  }
}

/** A new name lasts only once its folder has reached the disk. */
function syncFolder(path: string) {
  const folder = openSync(path, 'r')
  fsyncSync(folder)
  closeSync(folder)
}

function run(program: string, options: string[], account: Account | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    const env = { PATH: process.env.PATH, SystemRoot: process.env.SystemRoot, LC_ALL: 'C', TZ: 'UTC' }
    const stdio: ['ignore', 'pipe', 'pipe'] = ['ignore', 'pipe', 'pipe']
    // From `/`, because the folder we were started in may be closed to the account.
    const child = spawn(program, options, { ...identity(account), cwd: '/', env, stdio, windowsHide: true })
    let said = ''
    const hear = (part: Buffer) => {
      said = (said + part).slice(-2000)
    }
    child.stdout.on('data', hear)
    child.stderr.on('data', hear)
    child.on('error', (cause) => reject(failed(program, cause.message, cause)))
    child.on('close', (code) => (code === 0 ? resolve() : reject(failed(program, said))))
  })
}

function failed(program: string, said: string, cause?: unknown): EmbeddedFault {
  const words = said.split('\n').find((line) => /error|fatal/i.test(line)) ?? said.trim()
  return new EmbeddedFault('postgres_failed', `${basename(program)} failed: ${words}`, cause)
}

/** Rewritten at every start. What a person sets with ALTER SYSTEM lies in another file and wins over these. */
function writeSettings({ cluster, account, durable, settings, address }: ClusterPlan) {
  const all = { ...SETTINGS, ...(durable ? {} : CARELESS), ...settings }
  const lines = Object.entries(all).map(([name, value]) => `${name} = '${value.replaceAll("'", "''")}'`)
  replace(join(cluster, 'postgresql.conf'), `# Written by Tingxu at each start.\n${lines.join('\n')}\n`, account)
  replace(join(cluster, 'pg_hba.conf'), `# Written by Tingxu at each start.\n${address.access}\n`, account)
}

function replace(path: string, content: string, account: Account | undefined) {
  if (existsSync(path) && readFileSync(path, 'utf8') === content) return
  const draft = `${path}.new`
  writeFileSync(draft, content, { mode: 0o600 })
  giveTo(account, draft)
  renameSync(draft, path)
}
