// One run of the PostgreSQL server: started under its guard, asked until it answers, ended by ever firmer means.
import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { closeSync, openSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs'
import type { Writable } from 'node:stream'
import { setTimeout as delay } from 'node:timers/promises'
import pg from 'pg'
import { type Account, giveTo, identity } from './account.ts'
import type { Address } from './address.ts'
import type { Binaries } from './binaries.ts'
import { EmbeddedFault, systemCode } from './fault.ts'
import { DONE, ENDINGS, GUARDED, WINDOWS_GUARD } from './guard.ts'

export type Setup = {
  cluster: string
  logFile: string
  binaries: Binaries
  account: Account | undefined
  address: Address
}

export type Postmaster = {
  pid: number
  /** How it ended, in words; never rejects. */
  ended: Promise<string>
  hasEnded(): boolean
  end(): Promise<void>
  /** What it wrote to its log since it was started. */
  said(): string
}

const ASK_EVERY_MS = 15
const ANSWER_LIMIT_MS = 5_000
/** Recovery after a crash reads back at most max_wal_size, which a slow disk does in well under this. */
const READY_LIMIT_MS = 120_000
const LOG_LIMIT_BYTES = 8 * 1024 * 1024
const WINDOWS = process.platform === 'win32'

export function spawnPostmaster(setup: Setup): Postmaster {
  const from = openLog(setup.logFile)
  const log = openSync(setup.logFile, 'a', 0o600)
  giveTo(setup.account, setup.logFile) // the next start may be the account's own
  const options = Object.entries(setup.address.options).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  const words = [setup.binaries.postgres, '-D', setup.cluster, '-p', String(setup.address.port), ...options]
  const [program = '', ...rest] = WINDOWS ? words : ['/bin/sh', '-c', GUARDED, 'sh', ...words]
  const child = spawn(program, rest, {
    ...identity(setup.account),
    cwd: setup.cluster,
    // Nothing of our own environment: PGPORT, PGOPTIONS and their like would change what we asked for.
    env: { PATH: process.env.PATH, SystemRoot: process.env.SystemRoot, LC_ALL: 'C', TZ: 'UTC' },
    // A session of its own, so that Ctrl-C reaches us alone and open requests can end before the database does.
    detached: true,
    stdio: ['ignore', log, log, 'pipe'],
    windowsHide: true,
  })
  closeSync(log)
  const guard = WINDOWS ? windowsGuard(setup, child) : (child.stdio[3] as Writable) // stdio names a pipe there
  return watched(setup, child, guard, () => readFileSync(setup.logFile).subarray(from).toString())
}

/** Resolves when the server answers to its user; rejects with its own words when it ends before. */
export async function untilReady(postmaster: Postmaster, address: Address, database: string): Promise<void> {
  const until = Date.now() + READY_LIMIT_MS
  for (;;) {
    if (postmaster.hasEnded()) {
      const why = reason(postmaster.said()) || (await postmaster.ended)
      throw new EmbeddedFault('postgres_failed', `PostgreSQL could not start: ${why}`)
    }
    const answer = await ask(address, database)
    if (answer === 'ready') return
    if (answer === '3D000') return createDatabase(address, database)
    if (Date.now() > until) throw new EmbeddedFault('postgres_failed', `PostgreSQL does not answer (${answer}).`)
    await delay(ASK_EVERY_MS)
  }
}

function watched(setup: Setup, child: ChildProcess, guard: Writable, said: () => string): Postmaster {
  const pid = child.pid
  let over = false
  const ended = new Promise<string>((resolve) => {
    child.on('error', (error) => resolve(error.message))
    child.on('exit', (code, signal) => resolve(signal ?? `exit code ${code}`))
  }).then((how) => {
    over = true
    guard.end(DONE)
    return how
  })
  guard.on('error', () => {}) // the guard may end a moment before its pipe is written to
  // A server that merely runs does not keep our program from ending; its guard ends it then.
  child.unref()
  if ('unref' in guard && typeof guard.unref === 'function') guard.unref()
  const end = async () => {
    child.ref()
    for (const { signal, seconds } of ENDINGS) {
      if (over || !pid) return
      send(setup, pid, signal)
      await Promise.race([ended, delay(seconds * 1000, undefined, { ref: false })])
    }
  }
  return { pid: pid ?? 0, ended, hasEnded: () => over, end, said }
}

function send(setup: Setup, pid: number, signal: NodeJS.Signals) {
  try {
    if (WINDOWS) spawnSync(setup.binaries.control, ['kill', signal.slice(3), String(pid)])
    else process.kill(pid, signal)
  } catch (error) {
    if (systemCode(error) !== 'ESRCH') throw error // it ended by itself just now
  }
}

function windowsGuard({ binaries }: Setup, child: ChildProcess): Writable {
  const words = ['-e', WINDOWS_GUARD, binaries.control, String(child.pid)]
  const guard = spawn(process.execPath, words, {
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
    windowsHide: true,
  })
  guard.unref()
  return guard.stdin
}

async function ask(address: Address, database: string): Promise<string> {
  const client = new pg.Client({ ...login(address), database, connectionTimeoutMillis: ANSWER_LIMIT_MS })
  client.on('error', () => {}) // a server that ends while we ask is seen by its exit
  try {
    await client.connect()
    return 'ready'
  } catch (error) {
    return systemCode(error) || String(error)
  } finally {
    await client.end().catch(() => {})
  }
}

async function createDatabase(address: Address, database: string) {
  const client = new pg.Client({ ...login(address), database: 'postgres' })
  await client.connect()
  try {
    await client.query(`CREATE DATABASE ${pg.escapeIdentifier(database)}`)
  } finally {
    await client.end()
  }
}

function login({ host, port, user, password }: Address) {
  return { host, port, user, ...(password ? { password } : {}) }
}

/** Puts a log grown too long aside, and tells where this run's part begins. */
function openLog(path: string): number {
  const size = statSync(path, { throwIfNoEntry: false })?.size ?? 0
  if (size < LOG_LIMIT_BYTES) return size
  rmSync(`${path}.1`, { force: true })
  renameSync(path, `${path}.1`)
  return 0
}

function reason(said: string): string {
  const lines = said.trim().split('\n')
  return lines.find((line) => /FATAL|PANIC|ERROR/.test(line)) ?? lines.at(-1) ?? ''
}
