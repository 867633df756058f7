// What backing up and restoring ask of the database: everything there is at one moment, and everything put back at once.
import type { Readable, Writable } from 'node:stream'
import pg from 'pg'
import { from as copyFrom, to as copyTo } from 'pg-copy-streams'
import type { Db } from '../db.ts'

/** The program's tables lie there: node-pg-migrate keeps its own in it. */
const SCHEMA = 'public'
/** What is restored is put together here, out of everybody's sight. */
const DRAFT = 'tingxu_restoring'

const name = pg.escapeIdentifier

export interface TableShape {
  name: string
  columns: string[]
}

/** Text means the same on both sides, whatever the database or its user have set; nothing is given up half-way. */
export async function prepareSession(db: Db): Promise<void> {
  await db.query(
    `SET timezone = 'UTC'; SET datestyle = 'ISO, YMD'; SET intervalstyle = 'postgres'; SET extra_float_digits = 1;
     SET bytea_output = 'hex'; SET statement_timeout = 0; SET idle_in_transaction_session_timeout = 0`,
  )
}

/** No table is changed in its form until the end of the transaction. Before anything is read: the moment is taken after it. */
export async function holdShapes(db: Db, tables: readonly string[]): Promise<void> {
  await db.query(`LOCK TABLE ${tables.map(name).join(', ')} IN ACCESS SHARE MODE`)
}

export async function momentOf(db: Db): Promise<{ at: number; server: string; bytes: number }> {
  const { rows } = await db.query<{ at: number; server: string; bytes: number }>(
    `SELECT now() AS at, current_setting('server_version') AS server, pg_database_size(current_database()) AS bytes`,
  )
  const [moment] = rows
  if (moment === undefined) throw new Error('no answer')
  return moment
}

/** The tables with their columns, each behind those that it refers to: so they can be filled again in this order. */
export async function shapesOf(db: Db, tables: readonly string[]): Promise<TableShape[]> {
  const columns = await db.query<TableShape>(
    `SELECT c.relname AS name, array_agg(a.attname::text ORDER BY a.attnum) AS columns
     FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
     WHERE c.oid = ANY ($1::regclass[]) AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
     GROUP BY c.relname`,
    [tables],
  )
  const references = await db.query<{ table: string; to: string }>(
    `SELECT conrelid::regclass::text AS table, confrelid::regclass::text AS to FROM pg_constraint
     WHERE contype = 'f' AND conrelid <> confrelid AND conrelid = ANY ($1::regclass[])`,
    [tables],
  )
  const shapes = new Map(columns.rows.map((shape) => [shape.name, shape]))
  const ordered = new Set<string>()
  const add = (table: string) => {
    if (ordered.has(table)) return
    for (const { to } of references.rows.filter((one) => one.table === table)) add(to)
    ordered.add(table)
  }
  for (const table of tables) add(table)
  return [...ordered].flatMap((table) => shapes.get(table) ?? [])
}

/** Its rows as text, one a line. */
export function rowsOut(client: pg.Client, { name: table, columns }: TableShape): Readable {
  return client.query(copyTo(`COPY ${name(table)} (${columns.map(name).join(', ')}) TO STDOUT`))
}

export function rowsIn(client: pg.Client, { name: table, columns }: TableShape): Writable {
  return client.query(copyFrom(`COPY ${name(table)} (${columns.map(name).join(', ')}) FROM STDIN`))
}

/** An empty place for what is restored; from now on every statement means the tables in there. */
export async function openDraft(db: Db): Promise<string> {
  await db.query(`DROP SCHEMA IF EXISTS ${DRAFT} CASCADE; CREATE SCHEMA ${DRAFT}; SET search_path TO ${DRAFT}`)
  return DRAFT
}

export async function dropDraft(db: Db): Promise<void> {
  await db.query(`DROP SCHEMA IF EXISTS ${DRAFT} CASCADE; RESET search_path`)
}

/** Migrations fill some tables themselves. */
export async function emptyAll(db: Db, tables: readonly string[]): Promise<void> {
  await db.query(`TRUNCATE ${tables.map(name).join(', ')}`)
}

/** Numbers that the database gives go on behind those that were restored; and it learns what is in the tables. */
export async function settle(db: Db, tables: readonly string[]): Promise<void> {
  const { rows } = await db.query<{ table: string; column: string; sequence: string }>(
    `SELECT c.relname AS table, a.attname AS column, pg_get_serial_sequence(quote_ident(c.relname), a.attname) AS sequence
     FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
     WHERE c.oid = ANY ($1::regclass[]) AND a.attnum > 0 AND NOT a.attisdropped
       AND pg_get_serial_sequence(quote_ident(c.relname), a.attname) IS NOT NULL`,
    [tables],
  )
  for (const { table, column, sequence } of rows)
    await db.query(
      `SELECT setval($1, greatest(max(${name(column)}), 1), max(${name(column)}) IS NOT NULL) FROM ${name(table)}`,
      [sequence],
    )
  await db.query(`ANALYZE ${tables.map(name).join(', ')}`)
}

/** Puts the draft in the place of what was there: all of it or nothing. Whatever else lies in the draft stops it. */
export async function putDraft(db: Db, old: readonly string[], fresh: readonly string[]): Promise<void> {
  const inSchema = (schema: string) => (table: string) => `${schema}.${name(table)}`
  await db.query('BEGIN')
  try {
    if (old.length > 0) await db.query(`DROP TABLE IF EXISTS ${old.map(inSchema(SCHEMA)).join(', ')}`)
    for (const table of fresh) await db.query(`ALTER TABLE ${inSchema(DRAFT)(table)} SET SCHEMA ${SCHEMA}`)
    await db.query(`DROP SCHEMA ${DRAFT}`)
    await db.query('COMMIT')
  } catch (error) {
    await db.query('ROLLBACK').catch(() => {})
    throw error
  }
}
