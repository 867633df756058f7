// Takes a backup at its times of the day, by the same tool as by hand: a process of its own, behind the hall in everything.
import { type ChildProcess, spawn } from 'node:child_process'
import { setPriority } from 'node:os'
import { join } from 'node:path'
import type { FastifyBaseLogger } from 'fastify'
import type { Halls } from '../halls.ts'
import { lastDue } from './due.ts'
import { backupsIn } from './folder.ts'
import type { BackupSettings } from './settings.ts'

const TOOL = join(import.meta.dirname, '..', '..', 'scripts', 'backup.ts')
/** A program that was not running at the time, or never had a backup, takes one soon. */
const FIRST_LOOK_MS = 2_000
const LOOK_EVERY_MS = 30_000
const AGAIN_AFTER_MS = 15 * 60_000
/** Presses come first: of two that want the processor, this one waits. */
const PRIORITY = 10
const SAID_MOST = 2_000

/** Returns how to stop; what is half written then is thrown away. */
export function startBackups(settings: BackupSettings, halls: Halls, log: FastifyBaseLogger): () => Promise<void> {
  if (settings.at.length === 0) return async () => {}
  let child: ChildProcess | null = null
  let running: Promise<void> = Promise.resolve()
  let triedAt = 0
  const take = async () => {
    triedAt = Date.now()
    child = spawnTool()
    const failed = await endOf(child)
    child = null
    if (failed === null) log.info('backup taken')
    else log.error(`no backup was taken: ${failed}`)
  }
  const look = () => {
    // The time of day is the world's and not that of a clock set for training.
    const now = Date.now()
    const zone = halls.list()[0]?.board.file.timeZone
    if (child !== null || zone === undefined || now - triedAt < AGAIN_AFTER_MS) return
    const newest = backupsIn(settings.folder)[0]?.at ?? 0
    if (newest < lastDue(settings.at, zone, now)) running = take()
  }
  const first = setTimeout(look, FIRST_LOOK_MS)
  const timer = setInterval(look, LOOK_EVERY_MS)
  return async () => {
    clearTimeout(first)
    clearInterval(timer)
    child?.kill('SIGTERM')
    await running
  }
}

function spawnTool(): ChildProcess {
  // Newer Node runs TypeScript as it is; Node 20 needs the types taken out on the way.
  const words =
    'typescript' in process.features && process.features.typescript ? [] : ['--import', import.meta.resolve('tsx')]
  const child = spawn(process.execPath, [...words, TOOL], { stdio: ['ignore', 'ignore', 'pipe'], windowsHide: true })
  try {
    if (child.pid !== undefined) setPriority(child.pid, PRIORITY)
  } catch {
    // It has ended already, and says why below.
  }
  return child
}

/** Null when it went well; else what it said. */
function endOf(child: ChildProcess): Promise<string | null> {
  let said = ''
  child.stderr?.on('data', (part: Buffer) => {
    said = (said + part).slice(-SAID_MOST)
  })
  return new Promise((resolve) => {
    child.on('error', (error) => resolve(error.message))
    child.on('close', (code, signal) => resolve(code === 0 ? null : said.trim() || `it ended with ${signal ?? code}`))
  })
}
