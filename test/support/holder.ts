// Runs the embedded PostgreSQL in another program, so that a test can kill that program.
import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import type { RunningPostgres } from '../../server/embedded/start.ts'

export type Holder = {
  node: ChildProcess & { pid: number }
  said: {
    connection: RunningPostgres['connection']
    postgres: number
    lines: string[]
    fault?: string
    message?: string
  }
  /** Ends it in order; kills it if it does not. */
  end(): Promise<void>
  /** As the out-of-memory killer would. */
  kill(): Promise<void>
}

const SCRIPT = fileURLToPath(new URL('postgres-holder.ts', import.meta.url))
const END_LIMIT_MS = 25_000

/** In a process group of its own, so that signals to the group can be tried. */
export async function hold(dataDir: string, as: { uid?: number; gid?: number } = {}): Promise<Holder> {
  const env = { ...process.env, HOME: '/tmp' }
  const words = ['--import', 'tsx', SCRIPT, dataDir]
  const node = spawn(process.execPath, words, { ...as, env, detached: true, stdio: ['pipe', 'pipe', 'inherit'] })
  const ended = new Promise<void>((resolve) => node.on('exit', () => resolve()))
  const first = new Promise<string>((resolve) => createInterface(node.stdout).once('line', resolve))
  const line = await Promise.race([first, ended.then(() => '')])
  if (!line || !node.pid) throw new Error('the program ended without a word')
  const end = async () => {
    node.stdin.end()
    const late = setTimeout(() => node.kill('SIGKILL'), END_LIMIT_MS)
    await ended
    clearTimeout(late)
  }
  const kill = () => {
    node.kill('SIGKILL')
    return ended
  }
  return { node: Object.assign(node, { pid: node.pid }), said: JSON.parse(line), end, kill }
}

/** A process that waits to be reaped counts as gone: in some containers nobody reaps. */
export function lives(pid: number): boolean {
  if (existsSync('/proc/self/stat')) {
    const path = `/proc/${pid}/stat`
    return existsSync(path) && !/\) [ZX] /.test(readFileSync(path, 'utf8'))
  }
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}
