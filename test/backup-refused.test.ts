// Whatever is no whole backup for this database is refused by name, and everything stays as it was.
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { before, describe, test } from 'node:test'
import pg from 'pg'
import { BackupFault } from '../server/backup/fault.ts'
import { type Manifest, readBackup } from '../server/backup/manifest.ts'
import { runMissing } from '../server/migrate.ts'
import { knownMigrations, tablesMadeBy } from '../server/migrations.ts'
import { press } from './support/asking.ts'
import { fileOf, folder, query, refused, restore, take } from './support/backups.ts'
import { openDatabase } from './support/database.ts'
import { freshDatabase, serveOn } from './support/processes.ts'
import { seeded } from './support/random.ts'
import { smallHall } from './support/small-hall.ts'
import { untilFound } from './support/until.ts'

const SEED = 20_261_125
const PASSWORD = 'four words that nobody guesses'

let file: string
let manifest: Manifest

before(async () => {
  const HALL_FILE = join(folder, 'hall.json')
  writeFileSync(HALL_FILE, JSON.stringify(smallHall()))
  const url = await freshDatabase()
  const hall = await serveOn(url, { HALL_FILE })
  await press(hall, { do: 'open', counter: '1' }, hall.token)
  for (let n = 0; n < 20; n++) {
    await press(hall, { do: 'take', service: 'id-card' })
    if (n % 3 === 0) await press(hall, { do: 'call-next', counter: '1' }, hall.token)
  }
  const taken = await take(url, 'first.backup')
  file = taken.path
  manifest = taken.manifest
})

describe('a file that is not as it was written is refused by its name, and nothing is changed', () => {
  let target: string
  before(async () => {
    target = (await openDatabase()).url
  })
  const damaged = async (name: string, bytes: Buffer) => {
    const path = join(folder, name)
    writeFileSync(path, bytes)
    await assert.rejects(readBackup(path, null), refused('damaged', new RegExp(name)))
    await assert.rejects(restore(target, path), refused('damaged', new RegExp(name)))
  }

  test('cut off anywhere', async () => {
    const bytes = readFileSync(file)
    const random = seeded(SEED)
    const ends = [
      0,
      5,
      17,
      40,
      bytes.length - 1,
      ...Array.from({ length: 8 }, () => Math.floor(random() * bytes.length)),
    ]
    for (const end of ends) await damaged('cut.backup', bytes.subarray(0, end))
  })

  test('one bit turned over anywhere', async () => {
    const random = seeded(SEED + 1)
    for (let n = 0; n < 24; n++) {
      const bytes = readFileSync(file)
      // The first ones in the first line, the length and the first frame.
      const at = n < 8 ? n * 4 : Math.floor(random() * bytes.length)
      bytes[at] = (bytes[at] ?? 0) ^ (1 << Math.floor(random() * 8))
      const path = join(folder, 'altered.backup')
      writeFileSync(path, bytes)
      await assert.rejects(
        restore(target, path),
        (error) => error instanceof BackupFault && /altered/.test(error.message),
      )
    }
  })

  test('something behind its end, a part left out, a file of something else', async () => {
    await damaged('longer.backup', Buffer.concat([readFileSync(file), Buffer.from('x')]))
    await damaged('other.backup', Buffer.from('PGDMP'))
    const bytes = await fileOf({ ...manifest, tables: [] }, { part: 'end', rows: { halls: 1 }, media: {} })
    await damaged('fewer.backup', bytes)
    await assert.rejects(restore(target, join(folder, 'none.backup')), refused('no_file', /none\.backup/))
  })

  test('the target has nothing in it after all that', async () => {
    const rows = await query<{ name: string }>(
      target,
      `SELECT nspname AS name FROM pg_namespace WHERE nspname ~ 'tingxu'`,
    )
    assert.deepEqual(rows, [])
    assert.deepEqual(await query(target, `SELECT to_regclass('public.halls') AS there`), [{ there: null }])
  })
})

test('a backup of a newer program, and one of another form, are refused with a line that says so', async () => {
  const target = (await openDatabase()).url
  const bytes = await fileOf(
    { ...manifest, migrations: [...manifest.migrations, '999_the-future'], tables: [] },
    { part: 'end', rows: {}, media: {} },
  )
  const newer = join(folder, 'newer.backup')
  writeFileSync(newer, bytes)
  await assert.rejects(
    restore(target, newer),
    refused('newer', /newer\.backup was made by a newer program .*999_the-future/),
  )
  const form = join(folder, 'form.backup')
  writeFileSync(form, readFileSync(file).toString('latin1').replace('tingxu backup 1', 'tingxu backup 9'), 'latin1')
  await assert.rejects(restore(target, form), refused('other_format', /form\.backup has form 9/))
  // The database itself newer than the program that is to back it up: it knows not all of its tables.
  const url = await freshDatabase()
  await query(url, `INSERT INTO migrations (name, run_on) VALUES ('999_the-future', now())`)
  await assert.rejects(take(url, 'of-newer.backup'), refused('newer', /999_the-future/))
})

test('a backup of an older program is brought to this form on the way', async () => {
  const url = (await openDatabase()).url
  const client = new pg.Client(url)
  await client.connect()
  await runMissing(client, { most: 4 })
  await client.query(`
    INSERT INTO secrets VALUES ('keys', decode(repeat('ab', 32), 'hex'));
    INSERT INTO halls (id, name, hash) VALUES ('small', '{}', decode(repeat('00', 32), 'hex'));
    INSERT INTO commands (hall, id, body_hash, refusal) VALUES ('small', 'x', sha256('x'), '{"code": "odd\\n\\\\letters"}')`)
  await client.end()
  const { path } = await take(url, 'older.backup')
  const target = (await openDatabase()).url
  await restore(target, path)
  const [row] = await query<{ bytes: number; refusal: unknown }>(
    target,
    'SELECT octet_length(body_hash) AS bytes, refusal FROM commands',
  )
  assert.deepEqual(row, { bytes: 24, refusal: { code: 'odd\n\\letters' } })
  const names = await query<{ id: number; name: string }>(target, 'SELECT id, name FROM migrations ORDER BY id')
  assert.deepEqual(
    names.map(({ name }) => name),
    knownMigrations(),
  )
  await query(target, `INSERT INTO migrations (name, run_on) VALUES ('a number of its own', now())`)
})

test('a database that holds a hall, or on which somebody works, is left alone', async () => {
  const url = await freshDatabase()
  const open = await serveOn(url)
  await assert.rejects(restore(url, file, { over: true }), refused('in_use', /working on this database/))
  await open.stop()
  await assert.rejects(restore(url, file), refused('holds_a_hall', /zhangzhou, \d+ events.*--over/))
  assert.deepEqual(await query(url, 'SELECT id FROM halls'), [{ id: 'zhangzhou' }])
  await restore(url, file, { over: true })
  assert.deepEqual(await query(url, 'SELECT id FROM halls'), [{ id: 'small' }])
})

test('a backup whose log is not whole changes nothing, not even where a hall is to go for it', async () => {
  const source = (await openDatabase()).url
  await restore(source, file)
  await query(source, `UPDATE events SET body = replace(body::text, '"seq":20', '"seq": 20')::json WHERE seq = 20`)
  const { path } = await take(source, 'forged.backup')
  const target = (await openDatabase()).url
  await restore(target, file)
  await assert.rejects(restore(target, path, { over: true }), refused('not_whole', /altered at event 20/))
  const [hall] = await query<{ seq: number }>(target, 'SELECT seq FROM halls')
  assert.equal(hall?.seq, manifest.halls[0]?.seq)
  assert.deepEqual(await query(target, `SELECT 1 FROM pg_namespace WHERE nspname = 'tingxu_restoring'`), [])
})

test('a restore that breaks off in the middle leaves the hall that was there, and can be begun again', async () => {
  const target = (await openDatabase()).url
  await restore(target, file)
  await query(target, `UPDATE halls SET name = '{"en": "as it was"}'`)
  const broken = assert.rejects(restore(target, file, { over: true }))
  const inTheMiddle = `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
    WHERE datname = current_database() AND application_name = 'tingxu-restore'
      AND EXISTS (SELECT 1 FROM pg_namespace WHERE nspname = 'tingxu_restoring')`
  await untilFound('it was in the middle', async () => (await query(target, inTheMiddle)).length > 0)
  await broken
  assert.deepEqual(await query(target, 'SELECT name FROM halls'), [{ name: { en: 'as it was' } }])
  await restore(target, file, { over: true })
  assert.deepEqual(await query(target, `SELECT 1 FROM pg_namespace WHERE nspname = 'tingxu_restoring'`), [])
  assert.notDeepEqual(await query(target, 'SELECT name FROM halls'), [{ name: { en: 'as it was' } }])
})

test('encrypted, it tells nothing and opens with its password alone', async () => {
  const source = (await openDatabase()).url
  await restore(source, file)
  const { path } = await take(source, 'sealed.backup', { password: PASSWORD })
  await assert.rejects(readBackup(path, null), refused('locked', /sealed\.backup is encrypted: set BACKUP_PASSWORD/))
  await assert.rejects(readBackup(path, 'another password of mine'), refused('locked', /does not open sealed\.backup/))
  const bytes = readFileSync(path)
  bytes[bytes.length - 100] = (bytes[bytes.length - 100] ?? 0) ^ 1
  writeFileSync(join(folder, 'sealed-altered.backup'), bytes)
  await assert.rejects(
    readBackup(join(folder, 'sealed-altered.backup'), PASSWORD),
    refused('damaged', /sealed-altered/),
  )
  const target = (await openDatabase()).url
  await restore(target, path, { password: PASSWORD })
  assert.deepEqual(await query(target, 'SELECT id FROM halls'), [{ id: 'small' }])
})

test('by hand: into the folder, only the newest kept; checked; refused in one line', async () => {
  const source = (await openDatabase()).url
  await restore(source, file)
  const kept = join(folder, 'kept')
  const env = { PATH: process.env.PATH, DATABASE_URL: source, DATA_DIR: folder, BACKUP_DIR: kept, BACKUP_KEEP: '2' }
  const run = (...words: string[]) =>
    spawnSync(process.execPath, ['scripts/operate.mjs', ...words], { env, encoding: 'utf8' })
  mkdirSync(kept)
  for (const stamp of ['20260101T000000Z', '20260102T000000Z'])
    writeFileSync(join(kept, `tingxu-${stamp}.backup`), readFileSync(file))
  writeFileSync(join(kept, 'notes.txt'), 'of the operator')
  const taken = run('scripts/backup.ts')
  assert.equal(taken.status, 0, taken.stderr)
  assert.match(taken.stdout, /small: \d+ events, the last one's hash is [0-9a-f]{64}/)
  const names = readdirSync(kept).sort()
  assert.equal(names.length, 3)
  assert.deepEqual([names[0], names[1]], ['notes.txt', 'tingxu-20260102T000000Z.backup'])
  const newest = join(kept, names[2] ?? '')
  assert.equal(statSync(newest).mode & 0o777, 0o600)
  assert.match(run('scripts/backup.ts', '--check', newest).stdout, /whole/)
  writeFileSync(newest, readFileSync(newest).subarray(0, 5_000))
  const cut = run('scripts/backup.ts', '--check', newest)
  assert.deepEqual([cut.status, cut.stderr.split('\n').length], [1, 2])
  assert.ok(cut.stderr.includes(basename(newest)), cut.stderr)
  const over = run('scripts/restore.ts', file)
  assert.equal(over.status, 1)
  assert.match(over.stderr, /^The database holds a hall \(small, .*--over\.\n$/)
})

test('the tables that the migrations name are those that are there', async () => {
  const rows = await query<{ name: string }>(
    await freshDatabase(),
    `SELECT relname AS name FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p') ORDER BY 1`,
  )
  assert.deepEqual(
    rows.map(({ name }) => name),
    tablesMadeBy(knownMigrations()).sort(),
  )
})
