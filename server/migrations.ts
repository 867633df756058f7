// The migrations that this program knows, and the tables that they make.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

export const MIGRATIONS_FOLDER = join(import.meta.dirname, '..', 'migrations')
/** Where the database says which of them it has. */
export const MIGRATIONS_TABLE = 'migrations'

/** By name, in their order. */
export function knownMigrations(): string[] {
  return readdirSync(MIGRATIONS_FOLDER)
    .filter((file) => file.endsWith('.sql'))
    .map((file) => file.replace(/\.sql$/, ''))
    .sort()
}

export function migrationText(name: string): string {
  return readFileSync(join(MIGRATIONS_FOLDER, `${name}.sql`), 'utf8')
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
