// The program as a hall runs it: a process of its own that a test can kill, on a port and a data folder of its own.
import { type ChildProcess, spawn } from 'node:child_process'
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after } from 'node:test'
import { setTimeout as delay } from 'node:timers/promises'
import type pg from 'pg'
import { connectTo } from './database.ts'
import { ADMIN_PASSWORD, TUESDAY_MORNING } from './hall-server.ts'

export { freePort } from './free-port.ts'

const ROOT = join(import.meta.dirname, '..', '..')
const READY_WITHIN_MS = 60_000
const END_WITHIN_MS = 30_000
const SAID_MOST = 20_000

export interface Ended {
  code: number | null
  signal: NodeJS.Signals | null
}

export interface Program {
  url: string
  pid: number
  stdout(): string
  stderr(): string
  hasEnded(): boolean
  ended: Promise<Ended>
  kill(signal: NodeJS.Signals): void
}

const living = new Set<ChildProcess>()
const folders: string[] = []
after(async () => {
  for (const child of living) child.kill('SIGTERM')
  const until = performance.now() + END_WITHIN_MS
  while (living.size > 0 && performance.now() < until) await delay(50)
  for (const child of living) child.kill('SIGKILL')
  for (const folder of folders) rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 250 })
})

/** An empty folder that goes when the file ends. */
export function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'tingxu-kill-'))
  chmodSync(folder, 0o755) // as root, PostgreSQL runs as another account, which has to enter
  folders.push(folder)
  return folder
}

/** Starts `server/main.ts`; does not wait for it to be ready, because some are meant never to be. */
export function startProgram(env: Record<string, string>): Program {
  const child = spawn(process.execPath, ['--import', 'tsx', 'server/main.ts'], {
    cwd: ROOT,
    env: { PATH: process.env.PATH, HOME: process.env.HOME, ADMIN_PASSWORD, CLOCK: `manual@${TUESDAY_MORNING}`, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  living.add(child)
  const said = { stdout: '', stderr: '' }
  for (const name of ['stdout', 'stderr'] as const)
    child[name].on('data', (part: Buffer) => {
      said[name] = (said[name] + part).slice(-SAID_MOST)
    })
  let over = false
  const ended = new Promise<Ended>((resolve) => {
    child.on('close', (code, signal) => {
      over = true
      living.delete(child)
      resolve({ code, signal })
    })
  })
  return {
    url: `http://127.0.0.1:${env.PORT}`,
    pid: child.pid ?? 0,
    stdout: () => said.stdout,
    stderr: () => said.stderr,
    hasEnded: () => over,
    ended,
    kill: (signal) => void child.kill(signal),
  }
}

/** Resolves with the milliseconds it took until presses work. */
export async function untilReady(program: Program): Promise<number> {
  const since = performance.now()
  while (performance.now() - since < READY_WITHIN_MS) {
    if (program.hasEnded()) throw new Error(`the program ended: ${program.stderr()}`)
    const ready = await fetch(`${program.url}/health/ready`, { signal: AbortSignal.timeout(3_000) }).then(
      (answer) => answer.status,
      () => 0,
    )
    if (ready === 200) return performance.now() - since
    await delay(20)
  }
  throw new Error(`not ready after ${READY_WITHIN_MS} ms: ${program.stdout()} ${program.stderr()}`)
}

/** The number of the embedded server's first process, from its own note; 0 when it has none. */
export function postmasterOf(dataDir: string): number {
  try {
    const pid = Number(readFileSync(join(dataDir, 'postgres', 'postmaster.pid'), 'utf8').split('\n')[0])
    return pid > 0 && pid < 2 ** 31 - 1 ? pid : 0
  } catch {
    return 0
  }
}

/** A connection to a program's embedded database, for looking behind its back. */
export function lookInto(dataDir: string): Promise<pg.Client> {
  return connectTo({ host: join(dataDir, 'run'), user: 'tingxu', database: 'tingxu' })
}
