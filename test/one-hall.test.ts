// Halls are apart in the database: whatever belongs to one has it in its keys, and no statement writes to two, but for those listed here with their reason.
import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { before, test } from 'node:test'
import pg from 'pg'
import { migrate } from '../server/migrate.ts'
import { openDatabase, stopFirst } from './support/database.ts'

/** Tables without a hall. */
const OF_NO_HALL = {
  halls: 'is the halls',
  secrets: 'of the program',
  sessions: 'of accounts',
  recovery_codes: 'of accounts',
  device_requests: 'which hall a screen belongs to is only known when it is paired',
  migrations: 'of the program',
  schema_needs: 'of the program',
}
/** They have a hall, and another key. */
const OTHER_KEY = {
  staff: 'a name is one person in all halls; operators have no hall',
  staff_changes: 'notes on their way into the log of their hall; gone when they are there',
  devices: 'a device keeps its name and its secret when it is moved',
}
/** The statement that writes to them has just locked the hall's row, or its row in `states_at`; see docs/decisions 0014 and 0022. */
const HOT = ['commands', 'counters', 'events', 'numbers', 'tickets']

/** Statements in which the hall does not come as one value, by file and function. */
const OF_MANY_HALLS = {
  'devices.ts claimRequest': 'one new device, in the hall of whoever typed its code',
  'devices.ts saveSeen': 'what screens of all halls said of themselves, gathered',
  'messages.ts claimDue': 'whoever sends, sends for all halls; no order between them is promised',
  'messages.ts sweepMessages': 'old ones go, in all halls',
  'personal.ts OLDER': 'its condition, which names one hall, is put behind it',
  'personal.ts removePlainContacts': 'once, after the update that sealed phone numbers',
  'prints.ts addPrints': 'papers of all halls, gathered; each row is of one',
  'prints.ts sweepPrints': 'old ones go, in all halls',
  'staff.ts addStaff': 'one new account',
}

let db: pg.Client
before(async () => {
  db = new pg.Client((await openDatabase(migrate)).connection)
  await db.connect()
  stopFirst(() => db.end())
})

async function tables(): Promise<Map<string, boolean>> {
  const { rows } = await db.query<{ name: string; hall: boolean }>(
    `SELECT c.relname AS name, EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attname = 'hall') AS hall
     FROM pg_class c WHERE c.relkind IN ('r', 'p') AND c.relnamespace = 'public'::regnamespace`,
  )
  return new Map(rows.map(({ name, hall }) => [name, hall]))
}

interface Key {
  name: string
  kind: 'p' | 'f'
  columns: string[]
  to: string | null
}

async function keys(): Promise<Key[]> {
  const { rows } = await db.query<Key>(
    `SELECT c.conrelid::regclass::text AS name, c.contype AS kind, nullif(c.confrelid, 0)::regclass::text AS to,
       ARRAY (SELECT a.attname::text FROM unnest(c.conkey) AS k JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = k)
         AS columns
     FROM pg_constraint c WHERE c.contype IN ('p', 'f') AND c.connamespace = 'public'::regnamespace`,
  )
  return rows
}

test('every table that belongs to a hall has it in its primary key', async () => {
  const all = await tables()
  assert.deepEqual(
    [...all]
      .filter(([, hall]) => !hall)
      .map(([name]) => name)
      .sort(),
    Object.keys(OF_NO_HALL).sort(),
  )
  const withIt = (await keys())
    .filter(({ kind, columns }) => kind === 'p' && columns[0] === 'hall')
    .map(({ name }) => name)
  const without = [...all].filter(([name, hall]) => hall && !withIt.includes(name)).map(([name]) => name)
  assert.deepEqual(without.sort(), Object.keys(OTHER_KEY).sort())
})

test('every foreign key of such a table leads by its hall, and all but the hot ones lead to the halls', async () => {
  const all = await tables()
  const foreign = (await keys()).filter(({ kind, name }) => kind === 'f' && all.get(name))
  for (const { name, columns, to } of foreign)
    assert.ok(columns.includes('hall'), `${name} (${columns}) leads to ${to}`)
  const led = foreign.filter(({ to }) => to === 'halls').map(({ name }) => name)
  const free = [...all].filter(([name, hall]) => hall && !led.includes(name)).map(([name]) => name)
  assert.deepEqual(free.sort(), HOT)
})

test('no statement writes to two halls, but for those that are listed', async () => {
  const ofHalls = [...(await tables())].filter(([, hall]) => hall).map(([name]) => name)
  const found = writesOf(ofHalls)
    .filter(({ text }) => !isOfOneHall(text))
    .map(({ where }) => where)
  assert.deepEqual([...new Set(found)].sort(), Object.keys(OF_MANY_HALLS).sort())
})

/** Every statement in server/store/ that writes to one of the tables, with the function or constant in which it stands. */
function writesOf(names: readonly string[]): { where: string; text: string }[] {
  const folder = join(import.meta.dirname, '..', 'server', 'store')
  const writes = new RegExp(`\\b(INSERT INTO|UPDATE|DELETE FROM) (${names.join('|')})\\b`)
  return readdirSync(folder).flatMap((file) => {
    const parts = readFileSync(join(folder, file), 'utf8').split(/^(?=(?:export )?(?:async )?(?:function|const) )/m)
    return parts.flatMap((part) => {
      const [, name = ''] = part.match(/(?:function|const) (\w+)/) ?? []
      const texts = [...part.matchAll(/`[^`]*`|'(?:[^'\n]|\\')*'|"[^"\n]*"/g)].map(([text]) => text)
      return texts.filter((text) => writes.test(text)).map((text) => ({ where: `${file} ${name}`, text }))
    })
  })
}

/** The hall is one value that comes with the statement, or the row is named by a key of its own. */
function isOfOneHall(text: string): boolean {
  if (/\b(name_of_user|id) = \$1/.test(text) && /(UPDATE|DELETE FROM) (staff|staff_changes|devices)\b/.test(text))
    return true
  return /\bhall = \$\d/.test(text) || /INSERT INTO \w+ \(hall, [^)]*\)\s+(VALUES \(|SELECT )\$1/.test(text)
}
