// Makes a checkout ready to run: packages installed as the lock file says, screens built from the sources that are
// there. Plain JavaScript without packages, because it runs before there are any.
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, lstatSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'

export const ROOT = fileURLToPath(new URL('..', import.meta.url))

const NODE_AT_LEAST = [20, 19]
/** What the screens are made of. */
const SOURCES = ['ui', 'kiosk', 'display', 'booking', 'console', 'words', 'core']
const SOURCE_FILES = ['index.html', 'vite.config.ts', 'package-lock.json']
/** An install on a slow line takes minutes; who waits for another start's is not kept longer than this. */
const WAIT_LIMIT_MS = 15 * 60_000
const LOOK_EVERY_MS = 200

/** A thing that is wrong with the machine or the checkout, in one sentence for the person who started us. */
export class NotReady extends Error {}

/** Installs the packages when those there are not the lock file's. `forTests` wants those for development too. */
export async function ensureInstalled({ forTests = false } = {}) {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
  if (major < NODE_AT_LEAST[0] || (major === NODE_AT_LEAST[0] && minor < NODE_AT_LEAST[1])) {
    throw new NotReady(`Node ${NODE_AT_LEAST.join('.')} or newer is needed; this is ${process.versions.node}.`)
  }
  if (installed(forTests)) return
  await alone('install', async () => {
    if (installed(forTests)) return
    console.error('Installing packages …')
    const words = ['ci', '--ignore-scripts', '--no-audit', '--no-fund', ...(forTests ? ['--include=dev'] : [])]
    const { code, said } = await npm(words)
    if (code === 0) return
    const offline = /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|ENOTCACHED/.test(said)
    if (!offline) console.error(said)
    throw new NotReady(
      offline
        ? 'Packages are missing and the registry cannot be reached: connect to the network once, or copy node_modules from a machine of the same kind.'
        : `npm ci failed (exit code ${code}); what it said stands above.`,
    )
  })
}

/** Builds the screens into `dist` when that was made of other sources than are there now. */
export async function ensureBuilt() {
  if (!existsSync(join(ROOT, 'index.html'))) return
  const wanted = sourcesHash()
  if (built() === wanted) return
  await alone('build', async () => {
    if (built() === wanted) return
    sweep()
    console.error('Building the screens …')
    const draft = join(ROOT, `dist.new-${process.pid}`)
    const vite = join(ROOT, 'node_modules', 'vite', 'bin', 'vite.js')
    const words = [vite, 'build', '--outDir', draft, '--emptyOutDir']
    const { code, said } = await run(process.execPath, words, { NODE_ENV: 'production' })
    if (code !== 0) {
      console.error(said)
      rmSync(draft, { recursive: true, force: true })
      throw new NotReady(`The screens could not be built (exit code ${code}); what vite said stands above.`)
    }
    writeFileSync(join(draft, '.stamp'), wanted)
    put(draft, join(ROOT, 'dist'))
  })
}

/** npm writes its own copy of the lock file last, so packages half installed are never taken for whole. */
function installed(forTests) {
  // A link leads to another checkout's packages: what is there is not ours to replace.
  if (lstatSync(join(ROOT, 'node_modules'), { throwIfNoEntry: false })?.isSymbolicLink()) return true
  const wanted = packagesOf('package-lock.json')
  const there = packagesOf('node_modules/.package-lock.json')
  return Object.entries(wanted).every(([path, { version, optional, dev }]) => {
    if (path === '' || optional || (dev && !forTests)) return true
    return there[path]?.version === version
  })
}

function packagesOf(file) {
  try {
    return JSON.parse(readFileSync(join(ROOT, file), 'utf8')).packages
  } catch (error) {
    if (error.code === 'ENOENT') return {}
    throw error
  }
}

/** Of everything that the screens are made of. */
export function sourcesHash() {
  const hash = createHash('sha256')
  const folders = SOURCES.map((name) => join(ROOT, name)).filter((path) => existsSync(path))
  const files = [...folders.flatMap(filesBelow), ...SOURCE_FILES.map((name) => join(ROOT, name))]
  for (const file of files) hash.update(relative(ROOT, file)).update('\0').update(readFileSync(file)).update('\0')
  return hash.digest('hex')
}

function filesBelow(folder) {
  const entries = readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1))
  return entries.flatMap((entry) => {
    const path = join(folder, entry.name)
    return entry.isDirectory() ? filesBelow(path) : [path]
  })
}

function built() {
  const stamp = join(ROOT, 'dist', '.stamp')
  return existsSync(stamp) ? readFileSync(stamp, 'utf8') : ''
}

/** Only whole folders are renamed into place; a build that crashed stays under its draft's name. */
function put(draft, target) {
  const old = `${draft}.old`
  if (existsSync(target)) renameSync(target, old)
  renameSync(draft, target)
  rmSync(old, { recursive: true, force: true })
}

function sweep() {
  for (const name of readdirSync(ROOT)) {
    if (name.startsWith('dist.new-')) rmSync(join(ROOT, name), { recursive: true, force: true })
  }
}

/** Two starts at once: the second waits for the first. The lock of a start that died is taken over. */
async function alone(what, work) {
  const lock = join(ROOT, `.tingxu-${what}.lock`)
  const until = Date.now() + WAIT_LIMIT_MS
  while (!take(lock)) {
    if (Date.now() > until) throw new NotReady(`Another start holds ${lock}; remove it if there is none.`)
    await delay(LOOK_EVERY_MS)
  }
  try {
    return await work()
  } finally {
    rmSync(lock, { force: true })
  }
}

function take(lock) {
  try {
    writeFileSync(lock, String(process.pid), { flag: 'wx' })
    return true
  } catch (error) {
    if (error.code !== 'EEXIST') {
      throw new NotReady(`${ROOT} needs packages or a build, and cannot be written (${error.code}).`)
    }
  }
  if (abandoned(lock)) rmSync(lock, { force: true })
  return false
}

function abandoned(lock) {
  try {
    const pid = Number(readFileSync(lock, 'utf8'))
    // Just created and not yet written: its owner lives.
    if (!pid) return Date.now() - statSync(lock).mtimeMs > 10_000
    process.kill(pid, 0)
    return false
  } catch (error) {
    return error.code === 'ESRCH'
  }
}

function npm(words) {
  const own = process.env.npm_execpath // set when npm started us: the same npm, found without a search
  if (own?.endsWith('.js')) return run(process.execPath, [own, ...words])
  return run(process.platform === 'win32' ? 'npm.cmd' : 'npm', words)
}

function run(program, words, env = {}) {
  return new Promise((resolve, reject) => {
    const shell = program.endsWith('.cmd') // Windows starts such files through its shell only
    const child = spawn(program, words, {
      cwd: ROOT,
      env: { ...process.env, ...env },
      shell,
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let said = ''
    const hear = (part) => {
      said += part
    }
    child.stdout.on('data', hear)
    child.stderr.on('data', hear)
    child.on('error', (error) => reject(new NotReady(`${program} cannot be started (${error.code}).`)))
    child.on('close', (code, signal) => resolve({ code: code ?? signal, said }))
  })
}
