// `npm test -- [part of a file's name …] [--database] [--option …]`: every test file in a process of its own, all on
// one PostgreSQL. `--database` picks the files to which it matters which one that is; other options are Node's.
import { spawn } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, sep } from 'node:path'
import { ensureBuilt, ensureInstalled, NotReady, ROOT } from './ensure.mjs'

/** Also for a whole file; the longest ones replay recorded days. */
const LIMIT_MS = 240_000
const AT_ONCE = 3
const TESTS = ['test', 'bench']
const DATABASE = join('test', 'support', 'database.ts')
const BROWSER = join('test', 'support', 'chromium.ts')
/** Whole programs that bring a PostgreSQL of their own, lines that are cut, and days that are long: they hang on no statement. */
const ELSEWHERE = [
  'alone-random',
  'backup-embedded',
  'bad-requests',
  'bad-sockets',
  'database-away',
  'durability',
  'messages-killed',
  'printing-ends',
  'prompts',
  'replay',
  'starting',
  'takeover',
  'update',
  'voice',
]

try {
  process.exitCode = await main(process.argv.slice(2))
} catch (error) {
  if (!(error instanceof NotReady)) throw error
  console.error(error.message)
  process.exitCode = 1
}

async function main(words) {
  await ensureInstalled({ forTests: true })
  await ensureBuilt()
  const names = words.filter((word) => !word.startsWith('--'))
  const files = testFiles()
    .filter((file) => names.length === 0 || names.some((name) => file.includes(name)))
    .filter((file) => !words.includes('--database') || isOfDatabase(join(ROOT, file)))
  if (files.length === 0) throw new NotReady(`No test file is called for by ${words.join(' ')}.`)
  const options = words.filter((word) => word.startsWith('--') && word !== '--database')
  const given = process.env.TEST_DATABASE_URL
  if (given) return runTests(files, options, given)
  const server = await startServer()
  try {
    return await runTests(files, options, server.url)
  } finally {
    await server.stop()
  }
}

function testFiles() {
  const all = readdirSync(join(ROOT, 'test'), { recursive: true })
  return all
    .filter((name) => name.endsWith('.test.ts'))
    .sort()
    .map((name) => ['test', ...name.split(sep)].join('/'))
}

/** Every statement is sent by one of these; those with a browser send the same, and take long. */
function isOfDatabase(file) {
  return (
    uses(file, DATABASE) &&
    !uses(file, BROWSER) &&
    !ELSEWHERE.some((name) => file.endsWith(join('test', `${name}.test.ts`)))
  )
}

/** Whether the file or one that it imports from `test/` or `bench/` is the one that ends so. */
function uses(file, ending, seen = new Set()) {
  if (file.endsWith(ending)) return true
  if (seen.has(file) || !TESTS.some((room) => file.startsWith(join(ROOT, room)))) return false
  seen.add(file)
  const imports = readFileSync(file, 'utf8').matchAll(/from '(\.[^']+)'/g)
  return [...imports].some(([, path]) => uses(join(dirname(file), path), ending, seen))
}

async function startServer() {
  const { register } = await import('tsx/esm/api')
  register()
  const { startTestServer } = await import('../test/support/server.ts')
  return startTestServer()
}

function runTests(files, options, url) {
  const words = ['--import', 'tsx', '--test', `--test-concurrency=${AT_ONCE}`, `--test-timeout=${LIMIT_MS}`]
  const env = { ...process.env, TEST_DATABASE_URL: url }
  const child = spawn(process.execPath, [...words, '--test-reporter=spec', ...options, ...files], {
    cwd: ROOT,
    env,
    stdio: 'inherit',
  })
  // Ctrl-C reaches the tests by itself, and other signals are handed on; we stay to end the server.
  process.on('SIGINT', () => {})
  for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('exit', (code) => resolve(code ?? 1))
  })
}
