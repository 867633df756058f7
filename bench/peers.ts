// Programs to be measured beside, in a folder with a package.json of their own: fetched when a bench wants them, never with the product.
import { spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { pathToFileURL } from 'node:url'
import type { Connection } from '../server/db.ts'
import { freePort } from '../test/support/free-port.ts'

const FOLDER = join(import.meta.dirname, 'peers')
const READY_WITHIN_MS = 10_000

export interface Peer {
  /** One whole visit: taken, called, done. */
  visit(): Promise<void>
  stop(): Promise<void>
}

export async function openPgBoss(connection: Connection): Promise<Peer> {
  ensurePeers()
  const { openPgBoss: open } = await load<{ openPgBoss(connection: Connection): Promise<Peer> }>('pg-boss.mjs')
  return open(connection)
}

/** Null where there is no Redis on this machine. */
export async function openBullMq(): Promise<Peer | null> {
  const redis = await startRedis()
  if (redis === null) return null
  ensurePeers()
  const { openBullMq: open } = await load<{ openBullMq(port: number): Promise<Peer> }>('bullmq.mjs')
  const peer = await open(redis.port)
  return {
    visit: peer.visit,
    stop: async () => {
      await peer.stop()
      await redis.stop()
    },
  }
}

function load<T>(name: string): Promise<T> {
  return import(pathToFileURL(join(FOLDER, name)).href) as Promise<T>
}

function ensurePeers(): void {
  if (existsSync(join(FOLDER, 'node_modules'))) return
  console.log('Fetching what is measured beside (bench/peers) …')
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm'
  const { status } = spawnSync(npm, ['ci', '--ignore-scripts'], { cwd: FOLDER, stdio: 'inherit' })
  if (status !== 0) throw new Error('bench/peers could not be fetched')
}

/** On a free port of this machine, in a folder that goes; every command is on the disk before it is answered. */
async function startRedis(): Promise<{ port: number; stop(): Promise<void> } | null> {
  const port = await freePort()
  const folder = mkdtempSync(join(tmpdir(), 'tingxu-redis-'))
  const durable = ['--appendonly', 'yes', '--appendfsync', 'always', '--save', '']
  const child = spawn('redis-server', ['--port', String(port), '--bind', '127.0.0.1', '--dir', folder, ...durable], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const started = new Promise<boolean>((resolve) => {
    child.on('error', () => resolve(false))
    child.stdout?.on('data', (part: Buffer) => part.includes('Ready to accept connections') && resolve(true))
  })
  if (!(await Promise.race([started, delay(READY_WITHIN_MS, false, { ref: false })]))) return null
  const ended = new Promise<void>((resolve) => child.on('exit', () => resolve()))
  return {
    port,
    stop: async () => {
      child.kill('SIGTERM')
      await ended
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
