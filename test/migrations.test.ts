// Tables change while older programs work on them: what the files may do, and who is refused when.
import assert from 'node:assert/strict'
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { setTimeout as delay } from 'node:timers/promises'
import pg from 'pg'
import { type StartCode, StartFault } from '../server/fault.ts'
import { migrate } from '../server/migrate.ts'
import { knownMigrations, MIGRATIONS_FOLDER, migrationText, needOf, programName } from '../server/migrations.ts'
import { freshDatabase, serveOn } from './support/processes.ts'
import { newFolder } from './support/program.ts'

/** Files of the time before the first release. */
const BEFORE_THE_RULE = '017_clips'
const HOT = 'events|commands|tickets'

/** What an older program would stumble over. */
const BREAKS: [what: string, found: RegExp][] = [
  ['drops a table', /\bDROP TABLE\b/],
  ['drops a column', /\bDROP COLUMN\b/],
  ['renames', /\bRENAME\b/],
  ['changes a type', /\bALTER (COLUMN )?\w+ (SET DATA )?TYPE\b/],
  ['requires what was not', /\bSET NOT NULL\b/],
  ['requires a new column', /\bADD COLUMN (?:(?!DEFAULT|,|;)[\s\S])*\bNOT NULL\b(?:(?!DEFAULT)[^,;])*[,;]/],
  ['forbids what was allowed', /\bADD (CONSTRAINT|CHECK|UNIQUE|PRIMARY KEY|FOREIGN KEY)\b/],
  ['takes a default away', /\bDROP DEFAULT\b/],
]
/** What would hold up presses for as long as the table is large. */
const SLOW: [what: string, found: RegExp][] = [
  ['makes an index on a large table', new RegExp(`CREATE (UNIQUE )?INDEX (?!CONCURRENTLY)\\w+ ON (${HOT})\\b`)],
  ['rewrites a large table', new RegExp(`\\bUPDATE (${HOT})\\b`)],
]

function faultsOf(text: string, need: string | null): string[] {
  const code = text.replace(/--.*$/gm, '')
  const found = (list: typeof BREAKS) => list.filter(([, pattern]) => pattern.test(code)).map(([what]) => what)
  return [...(need === null ? found(BREAKS) : []), ...found(SLOW)]
}

test('no file takes away what an older program needs, unless it says which program may go on', () => {
  const all = knownMigrations()
  const held = all.filter((name) => name > BEFORE_THE_RULE)
  assert.ok(held.length > 0)
  for (const name of held) {
    const need = needOf(name)
    assert.deepEqual(faultsOf(migrationText(name), need), [], `${name}: see migrations/README.md`)
    if (need !== null) assert.ok(all.includes(need) && need < name, `${name} asks for ${need}, which is not before it`)
    if (need !== null)
      assert.ok(migrationText(name).includes(`('${name}', '${need}')`), `${name} calls itself something else`)
  }
  assert.deepEqual(
    all.map((name) => Number(name.slice(0, 3))),
    [...new Set(all.map((name) => Number(name.slice(0, 3))))].sort((a, b) => a - b),
    'two files have one number',
  )
})

test('the rule sees what it should see', () => {
  for (const [sql, fault] of [
    ['ALTER TABLE devices DROP COLUMN zone;', 'drops a column'],
    ['ALTER TABLE devices RENAME COLUMN zone TO area;', 'renames'],
    ['ALTER TABLE devices ALTER COLUMN zone TYPE integer;', 'changes a type'],
    ['ALTER TABLE devices ALTER COLUMN zone SET NOT NULL;', 'requires what was not'],
    ['ALTER TABLE devices ADD COLUMN colour text NOT NULL;', 'requires a new column'],
    [
      'ALTER TABLE devices ADD COLUMN shape text, ADD COLUMN colour text NOT NULL, ADD COLUMN x int;',
      'requires a new column',
    ],
    ['ALTER TABLE devices ADD CONSTRAINT one UNIQUE (zone);', 'forbids what was allowed'],
    ['DROP TABLE devices;', 'drops a table'],
    ['CREATE INDEX slow ON events (at);', 'makes an index on a large table'],
    ['UPDATE tickets SET calls = 0;', 'rewrites a large table'],
  ])
    assert.deepEqual(faultsOf(sql ?? '', null), [fault], sql)
  for (const sql of [
    'CREATE TABLE more (id text PRIMARY KEY, at timestamptz NOT NULL);',
    "ALTER TABLE devices ADD COLUMN colour text NOT NULL DEFAULT 'red', ADD COLUMN shape text;",
    'ALTER TABLE devices ADD COLUMN colour text DEFAULT now() NOT NULL; -- DROP TABLE is a comment',
    'CREATE INDEX CONCURRENTLY slow ON events (at);',
  ])
    assert.deepEqual(faultsOf(sql, null), [], sql)
  assert.deepEqual(faultsOf('DROP TABLE devices;', '001_the-hall'), [])
})

/** The program's own files and some of a version to come. */
function future(files: Record<string, string>): string {
  const folder = join(newFolder(), 'migrations')
  mkdirSync(folder)
  cpSync(MIGRATIONS_FOLDER, folder, { recursive: true })
  for (const [name, text] of Object.entries(files))
    writeFileSync(join(folder, `${name}.sql`), `-- Up Migration\n${text}\n`)
  return folder
}

const refused = (code: StartCode, said: RegExp) => (error: unknown) =>
  error instanceof StartFault && error.code === code && said.test(error.message)

const expand = { '901_colour': 'ALTER TABLE devices ADD COLUMN colour text;' }
const contract = {
  ...expand,
  '902_no-zone': `ALTER TABLE devices DROP COLUMN zone;
    INSERT INTO schema_needs (migration, knows) VALUES ('902_no-zone', '901_colour');`,
}

test('beside an open hall tables are added to, and taken from only when nobody needs it any more', async () => {
  const url = await freshDatabase()
  const connection = { connectionString: url }
  const open = await serveOn(url)
  await migrate(connection, future(expand))
  // Added to: this program, now an older one, goes on and may start.
  await migrate(connection)
  const beside = await serveOn(url)
  await beside.stop()
  await assert.rejects(
    migrate(connection, future(contract)),
    refused('older_program', /"902_no-zone" ends what an older program/),
  )
  await open.stop()
  // A program that knows what it has to know is no hindrance.
  const knowing = new pg.Client({ connectionString: url, application_name: 'tingxu/901_colour' })
  await knowing.connect()
  let left = true
  for (let n = 0; n < 50 && left; n++) {
    left =
      (await knowing.query(`SELECT 1 FROM pg_stat_activity WHERE application_name = $1`, [programName()])).rowCount !==
      0
    if (left) await delay(20)
  }
  await migrate(connection, future(contract))
  await knowing.end()
  await assert.rejects(migrate(connection), refused('database_newer', /it has "902_no-zone"/))
  await migrate(connection, future(expand))
})

test('a change that waits for its table holds nobody up, and comes to pass when the table is free', async () => {
  const url = await freshDatabase()
  const [reader, presser] = [new pg.Client(url), new pg.Client(url)]
  for (const one of [reader, presser]) {
    one.on('error', () => {}) // the database goes when the file has ended
    await one.connect()
  }
  await reader.query('BEGIN; SELECT 1 FROM devices')
  let over = false
  const changing = migrate({ connectionString: url }, future(expand)).then(() => {
    over = true
  })
  let longest = 0
  for (const until = performance.now() + 4_000; performance.now() < until; await delay(20)) {
    const since = performance.now()
    await presser.query('SELECT count(*) FROM devices')
    longest = Math.max(longest, performance.now() - since)
  }
  assert.equal(over, false)
  assert.ok(longest < 3_000, `somebody waited ${longest} ms`)
  await reader.query('ROLLBACK')
  await changing
  await Promise.all([reader.end(), presser.end()])
})

test('each file says that it goes up, and the folder’s rule stands beside them', () => {
  for (const name of knownMigrations()) assert.match(migrationText(name), /^-- Up Migration$/m, name)
  assert.match(readFileSync(join(MIGRATIONS_FOLDER, 'README.md'), 'utf8'), /schema_needs/)
})
