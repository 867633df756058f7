// The migrations that this program knows, and the tables that they make.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

export const MIGRATIONS_FOLDER = join(import.meta.dirname, '..', 'migrations')
/** Where the database says which of them it has. */
export const MIGRATIONS_TABLE = 'migrations'

/** By name, in their order. */
export function knownMigrations(folder = MIGRATIONS_FOLDER): string[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith('.sql'))
    .map((file) => file.replace(/\.sql$/, ''))
    .sort()
}

export function migrationText(name: string, folder = MIGRATIONS_FOLDER): string {
  return readFileSync(join(folder, `${name}.sql`), 'utf8')
}

/** The tables there are once these have run, their own included. Read from their text, so that no list has to agree with them. */
export function tablesMadeBy(migrations: readonly string[]): string[] {
  const tables = new Set([MIGRATIONS_TABLE])
  for (const name of migrations)
    for (const [, verb, table = ''] of migrationText(name).matchAll(
      /^\s*(CREATE|DROP) TABLE (?:IF (?:NOT )?EXISTS )?(\w+)/gm,
    ))
      if (verb === 'CREATE') tables.add(table)
      else tables.delete(table)
  return [...tables]
}

const NEED = / schema_needs \(migration, knows\) VALUES \('([\w-]+)', '([\w-]+)'\)/

/** Which migration a program must know to work with the database once this one has run; null: older ones go on. */
export function needOf(name: string, folder = MIGRATIONS_FOLDER): string | null {
  return migrationText(name, folder).match(NEED)?.[2] ?? null
}

/** By this the database's other users see which program a connection belongs to: the last migration that it knows. */
export function programName(): string {
  return `tingxu/${knownMigrations().at(-1)}`
}
