// Backups taken and restored by a test, and what they are refused with.
import { join } from 'node:path'
import pg from 'pg'
import { type BackupCode, BackupFault } from '../../server/backup/fault.ts'
import { inFrames } from '../../server/backup/frames.ts'
import { type Part, packed } from '../../server/backup/parts.ts'
import { restoreBackup } from '../../server/backup/restore.ts'
import { takeBackup } from '../../server/backup/take.ts'
import { newFolder } from './program.ts'

/** Where this file's backups lie. */
export const folder = newFolder()

export const take = (url: string, name: string, more: { password?: string; mediaDir?: string | null } = {}) =>
  takeBackup({
    connection: { connectionString: url },
    mediaDir: null,
    password: null,
    fileFor: () => join(folder, name),
    ...more,
  })

export const restore = (
  url: string,
  path: string,
  more: { password?: string; over?: boolean; mediaDir?: string } = {},
) =>
  restoreBackup({
    connection: { connectionString: url },
    file: path,
    password: null,
    mediaDir: join(folder, 'media-elsewhere'),
    over: false,
    ...more,
  })

export const refused = (code: BackupCode, said: RegExp) => (error: unknown) =>
  error instanceof BackupFault && error.code === code && said.test(error.message)

export async function query<Row extends object>(url: string, text: string): Promise<Row[]> {
  const db = new pg.Client(url)
  await db.connect()
  try {
    return (await db.query<Row>(text)).rows
  } finally {
    await db.end()
  }
}

/** A whole file that says of itself and holds whatever is wanted. */
export async function fileOf(...heads: object[]): Promise<Buffer> {
  async function* parts(): AsyncGenerator<Part> {
    for (const head of heads) yield { head, bytes: nothing() }
  }
  const all: Buffer[] = []
  for await (const piece of inFrames(packed(parts()), null)) all.push(piece)
  return Buffer.concat(all)
}

async function* nothing(): AsyncGenerator<Buffer> {}
