// The PostgreSQL that the program brings along: it comes up, comes back, and never outlives us.
import assert from 'node:assert/strict'
import { spawn, spawnSync } from 'node:child_process'
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  realpathSync,
  rmdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { after, test } from 'node:test'
import { setTimeout as delay } from 'node:timers/promises'
import pg from 'pg'
import { type PostgresOptions, startPostgres } from '../server/embedded/start.ts'
import { hold, lives } from './support/holder.ts'

const ROOT = process.getuid?.() === 0
const NOBODY = { uid: 65534, gid: 65534 }
const UNREACHABLE = ROOT && spawnSync('/bin/sh', ['-c', 'test -r package.json'], NOBODY).status !== 0
const AS_NOBODY = { skip: ROOT ? UNREACHABLE && 'the account nobody cannot read this checkout' : 'needs root' }

const folders: string[] = []
const main = newFolder()
after(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true })
})

test('the first start makes a database, stop ends it, and the next start finds what was committed', async (t) => {
  const begin = performance.now()
  const first = await start({ dataDir: main })
  t.diagnostic(`first start: ${Math.round(performance.now() - begin)} ms`)
  await query(first.connection, 'CREATE TABLE kept (word text); INSERT INTO kept VALUES ($$first$$)')
  const [row] = await query(first.connection, 'SELECT current_setting($$data_checksums$$) AS checksums')
  assert.equal(row?.checksums, 'on')
  await first.stop()
  assert.equal(lives(first.pid), false)
  assert.deepEqual(readdirSync(main).sort(), ['postgres', 'postgres.log', 'run'])

  const again = performance.now()
  const second = await start({ dataDir: main })
  t.diagnostic(`warm start: ${Math.round(performance.now() - again)} ms`)
  assert.deepEqual(await words(second.connection), ['first'])
  await second.stop()
})

test('nobody else may enter: no port is open, and the socket lies in a closed folder', async () => {
  const server = await start({ dataDir: main })
  const [row] = await query(server.connection, 'SELECT current_setting($$listen_addresses$$) AS listens')
  assert.equal(row?.listens, '')
  if (ROOT) {
    const socket = join(server.connection.host, '.s.PGSQL.5432')
    assert.notEqual(spawnSync('/bin/sh', ['-c', `test -e '${socket}'`], NOBODY).status, 0)
  }
  await server.stop()
})

test('when our program is killed, its server ends, and what was committed is there at the next start', async () => {
  const holder = await hold(main)
  const { connection, postgres } = holder.said
  await query(connection, 'INSERT INTO kept VALUES ($$second$$)')
  const open = await connect(connection)
  await open.query('BEGIN; INSERT INTO kept VALUES ($$never$$)')
  await holder.kill()
  // At once: the start has to wait for the old server's end by itself.
  const next = await start({ dataDir: main })
  assert.equal(lives(postgres), false)
  assert.deepEqual(await words(next.connection), ['first', 'second'])
  await next.stop()
})

test('when our program and its server are killed together, the next start recovers', async () => {
  const holder = await hold(main)
  await query(holder.said.connection, 'INSERT INTO kept VALUES ($$third$$)')
  process.kill(holder.said.postgres, 'SIGKILL')
  await holder.kill()
  const next = await start({ dataDir: main })
  assert.deepEqual(await words(next.connection), ['first', 'second', 'third'])
  await next.stop()
})

test('a server that is killed comes back under the same address, again and again', async () => {
  const lines: string[] = []
  let restarts = 0
  const server = await start({ dataDir: main, log: (line) => lines.push(line), onRestart: () => restarts++ })
  for (const times of [1, 2]) {
    const killed = server.pid
    process.kill(killed, 'SIGKILL')
    await until(() => restarts === times)
    assert.notEqual(server.pid, killed)
    assert.deepEqual(await words(server.connection), ['first', 'second', 'third'])
  }
  assert.match(lines[0] ?? '', /SIGKILL.*again/)
  await server.stop()
})

test('stop during a restart leaves no server', async () => {
  const server = await start({ dataDir: main })
  process.kill(server.pid, 'SIGKILL')
  await delay(130) // within the pause before the new one, or just after its start
  await server.stop()
  const next = await start({ dataDir: main })
  await next.stop()
})

test('Ctrl-C reaches our program and not its server', async () => {
  const holder = await hold(main)
  process.kill(-holder.node.pid, 'SIGINT')
  await delay(300)
  assert.deepEqual(await words(holder.said.connection), ['first', 'second', 'third'])
  await holder.end()
  assert.equal(lives(holder.said.postgres), false)
})

test('a second program on the same folder is refused, and told who has it', async () => {
  const holder = await hold(main)
  const refused = { code: 'folder_in_use', message: new RegExp(`process ${holder.node.pid}\\b`) }
  await assert.rejects(start({ dataDir: main }), refused)
  await holder.end()
})

test('notes of a dead program whose numbers now belong to a stranger do not stop the start', async () => {
  const stranger = spawn('sleep', ['60'])
  const note = [stranger.pid, join(main, 'postgres'), 1, 5432, join(main, 'run'), '', '1 1', 'ready', ''].join('\n')
  writeFileSync(join(main, 'postgres', 'postmaster.pid'), note)
  writeFileSync(join(main, 'run', '.s.PGSQL.5432.lock'), note)
  writeFileSync(join(main, 'tingxu.pid'), `${stranger.pid}\nsome other life of this number\n`)
  const server = await start({ dataDir: main })
  await server.stop()
  assert.equal(lives(stranger.pid ?? 0), true)
  stranger.kill()
})

test('a cluster half made by a start that crashed is swept away', async () => {
  const dataDir = newFolder()
  mkdirSync(join(dataDir, 'postgres.new-1', 'base'), { recursive: true })
  const server = await start({ dataDir })
  assert.equal(existsSync(join(dataDir, 'postgres.new-1')), false)
  await server.stop()
})

test('a path too long for a socket, with a comma, a quote and characters of all kinds', async () => {
  const dataDir = join(newFolder(), 'a very long name, of "a hall"', '办事大厅'.repeat(8))
  const server = await start({ dataDir })
  assert.ok(server.connection.host.length < 90)
  assert.equal((await query(server.connection, 'SELECT 1 AS one'))[0]?.one, 1)
  await server.stop()
  assert.equal(existsSync(server.connection.host), false)
})

test('an ordinary user has it too', AS_NOBODY, async () => {
  const folder = newFolder()
  chmodSync(folder, 0o777)
  const holder = await hold(join(folder, 'data'), NOBODY)
  assert.equal(holder.said.fault, undefined, holder.said.message)
  await query(holder.said.connection, 'CREATE TABLE kept (word text); INSERT INTO kept VALUES ($$mine$$)')
  await holder.end()
  // Root takes over and leaves it usable for its owner.
  const server = await start({ dataDir: join(folder, 'data') })
  assert.deepEqual(await words(server.connection), ['mine'])
  await server.stop()
  const again = await hold(join(folder, 'data'), NOBODY)
  assert.equal(again.said.fault, undefined, again.said.message)
  await again.end()
})

test('a folder that cannot be written is named', AS_NOBODY, async () => {
  const folder = newFolder()
  const { said } = await hold(join(folder, 'data'), NOBODY)
  assert.equal(said.fault, 'data_dir_unwritable')
  assert.ok(said.message?.includes(folder))
})

test('root in a folder closed to others: the database lies elsewhere, and that is said', {
  skip: !ROOT && 'needs root',
}, async () => {
  const folder = newFolder()
  chmodSync(folder, 0o700)
  const lines: string[] = []
  const dataDir = join(folder, 'data')
  const server = await start({ dataDir, log: (line) => lines.push(line) })
  const home = dirname(realpathSync(join(dataDir, 'postgres')))
  try {
    assert.match(lines.join('\n'), new RegExp(`cannot reach .*kept in ${home}`))
    assert.match(home, /^\/var\/lib\/tingxu\//)
    await query(server.connection, 'CREATE TABLE kept (word text); INSERT INTO kept VALUES ($$away$$)')
    await server.stop()
    const again = await start({ dataDir, log: (line) => lines.push(line) })
    assert.deepEqual(await words(again.connection), ['away'])
    await again.stop()
  } finally {
    await server.stop()
    rmSync(home, { recursive: true, force: true })
    if (readdirSync('/var/lib/tingxu').length === 0) rmdirSync('/var/lib/tingxu')
  }
})

function newFolder(): string {
  const folder = mkdtempSync(join(realpathSync(tmpdir()), 'tingxu-embedded-'))
  chmodSync(folder, 0o755)
  folders.push(folder)
  return folder
}

function start(options: Omit<PostgresOptions, 'log'> & { log?: (line: string) => void }) {
  return startPostgres({ log: () => {}, ...options })
}

async function connect(connection: pg.ClientConfig): Promise<pg.Client> {
  const client = new pg.Client(connection)
  client.on('error', () => {}) // these tests kill servers
  await client.connect()
  return client
}

async function query(connection: pg.ClientConfig, text: string): Promise<Record<string, unknown>[]> {
  const client = await connect(connection)
  try {
    return (await client.query(text)).rows ?? []
  } finally {
    await client.end()
  }
}

async function words(connection: pg.ClientConfig): Promise<unknown[]> {
  return (await query(connection, 'SELECT word FROM kept')).map(({ word }) => word)
}

async function until(holds: () => boolean) {
  const limit = Date.now() + 20_000
  while (!holds()) {
    assert.ok(Date.now() < limit, 'did not happen within 20 s')
    await delay(10)
  }
}
