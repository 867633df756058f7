// Whatever keeps the program from starting is told in one sentence, with an exit code of its own, and never with a stack.
import assert from 'node:assert/strict'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:net'
import { join } from 'node:path'
import { after, describe, test } from 'node:test'
import pg from 'pg'
import { NODE_FLAGS } from '../scripts/heap.mjs'
import { readConfig } from '../server/config.ts'
import { EXIT_CODES, type StartCode, StartFault } from '../server/fault.ts'
import { bigHall } from './support/big-hall.ts'
import { freshDatabase } from './support/processes.ts'
import { freePort, hallFileOf, newFolder, startProgram, untilReady } from './support/program.ts'

const servers: Server[] = []
after(() => {
  for (const server of servers) server.close()
})

/** The settings that are wrong, what is said, and the exit code. */
type Case = [name: string, code: StartCode, said: RegExp, env: () => Promise<Record<string, string>>]

const CASES: Case[] = [
  ['a port that is no number', 'bad_setting', /PORT .*"abc"/, async () => ({ PORT: 'abc' })],
  [
    'a host that does not exist',
    'bad_setting',
    /no\.such\.host\.invalid/,
    onDatabase({ HOST: 'no.such.host.invalid' }),
  ],
  ['a host of another machine', 'bad_setting', /203\.0\.113\.1/, onDatabase({ HOST: '203.0.113.1' })],
  [
    'a port that is taken',
    'port_taken',
    /Port \d+ is taken/,
    async () => ({ ...(await onDatabase()()), PORT: await takenPort() }),
  ],
  [
    'no database there',
    'database_unreachable',
    /database does not answer: .*\w/,
    async () => ({ DATABASE_URL: `postgresql://x@127.0.0.1:${await freePort()}/x` }),
  ],
  [
    'no database there, by name',
    'database_unreachable',
    /database does not answer: .*\w/,
    async () => ({ DATABASE_URL: `postgresql://x@localhost:${await freePort()}/x` }),
  ],
  [
    'a database of another name',
    'database_unreachable',
    /does not exist/,
    async () => ({ DATABASE_URL: (await freshDatabase()).replace(/\/tingxu_test_\w+/, '/no_such_database') }),
  ],
  [
    'something else at the database’s address',
    'database_unreachable',
    /database/,
    async () => ({ DATABASE_URL: `postgresql://x@127.0.0.1:${await takenPort()}/x` }),
  ],
  ['a newer database', 'database_newer', /newer/, newerDatabase],
  ['no hall file', 'bad_hall_file', /no hall file/, onEmpty(() => '/nowhere/hall.json')],
  ['a hall file that is not JSON', 'bad_hall_file', /is not JSON/, onEmpty(() => written('{"hall": '))],
  ['a folder as a hall file', 'bad_hall_file', /hall/, onEmpty(() => newFolder())],
  ['a hall file with a fault', 'bad_hall_file', /\/services\/3\/prefix/, onEmpty(faultyHall)],
  [
    'a file where the data folder should be',
    'data_dir_unwritable',
    /cannot be written/,
    async () => ({ DATA_DIR: written('x') }),
  ],
  [
    'a folder of files where no folder can be',
    'data_dir_unwritable',
    /cannot be written/,
    async () => ({ DATA_DIR: join(written('x'), 'data') }),
  ],
]

describe('what keeps the program from starting', { concurrency: 2 }, () => {
  for (const [name, code, said, env] of CASES)
    test(name, async () => {
      const program = startProgram({ PORT: String(await freePort()), DATA_DIR: '/nowhere', ...(await env()) })
      const ended = await program.ended
      assert.match(program.stderr(), said)
      assert.deepEqual(ended, { code: EXIT_CODES[code], signal: null }, program.stderr())
      const lines = program.stderr().trimEnd().split('\n')
      // A hall file's faults follow, one a line.
      assert.equal(lines.filter((line) => !line.startsWith('  /')).length, 1, program.stderr())
      assert.doesNotMatch(program.stderr(), /^\s+at |Error:/m)
    })
})

test('every setting is checked, and named when it is wrong', () => {
  for (const [name, value] of [
    ['PORT', '70000'],
    ['PORT', '-1'],
    ['PORT', '80.5'],
    ['CLOCK', 'yesterday'],
    ['CLOCK', 'manual@2026-12-01T08:00:00'],
    ['LIMIT_SOCKETS', 'many'],
    ['DATABASE_URL', 'not an address'],
    ['DATABASE_URL', 'mysql://x@localhost/x'],
  ] as const)
    assert.throws(
      () => readConfig({ [name]: value }),
      (error) => error instanceof StartFault && error.code === 'bad_setting' && error.message.startsWith(name),
    )
})

test('a second program on the same folder', async () => {
  const dataDir = newFolder()
  const first = startProgram({ PORT: String(await freePort()), DATA_DIR: dataDir })
  await untilReady(first)
  const second = startProgram({ PORT: String(await freePort()), DATA_DIR: dataDir })
  assert.deepEqual(await second.ended, { code: EXIT_CODES.folder_in_use, signal: null })
  assert.equal(second.stderr(), `Another program (process ${first.pid}) is already running on ${dataDir}.\n`)
  first.kill('SIGTERM')
  assert.deepEqual(await first.ended, { code: 0, signal: null })
})

function onDatabase(more: Record<string, string> = {}) {
  return async () => ({ DATABASE_URL: await freshDatabase(), ...more })
}

function onEmpty(hallFile: () => string) {
  return async () => ({ DATABASE_URL: await freshDatabase(), HALL_FILE: hallFile() })
}

function written(text: string): string {
  const folder = newFolder()
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'file'), text)
  return join(folder, 'file')
}

function faultyHall(): string {
  return hallFileOf(
    bigHall((file) => {
      const service = file.services[3]
      if (service) service.prefix = 'not a prefix'
    }),
  )
}

async function newerDatabase(): Promise<Record<string, string>> {
  const url = await freshDatabase()
  const db = new pg.Client(url)
  await db.connect()
  await db.query(`INSERT INTO migrations (name, run_on) VALUES ('999_the-future', now());
                  INSERT INTO schema_needs (migration, knows) VALUES ('999_the-future', '998_what-it-needs')`)
  await db.end()
  return { DATABASE_URL: url }
}

/** Of something that is no database and hangs up on whoever speaks to it. */
function takenPort(): Promise<string> {
  const server = createServer((socket) => socket.on('error', () => {}).end('HTTP/1.1 400 Bad Request\r\n\r\n'))
  servers.push(server)
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      resolve(String(typeof address === 'object' && address !== null ? address.port : 0))
    })
  })
}

test('what is measured is what is started: the benches give Node the words that npm start gives it', () => {
  const { scripts } = JSON.parse(readFileSync(join(import.meta.dirname, '..', 'package.json'), 'utf8')) as {
    scripts: { start: string }
  }
  assert.equal(scripts.start, `exec node ${NODE_FLAGS.join(' ')} scripts/start.mjs`)
})
