// `npm run backup [-- <file>]`: everything of the database and the screens' pictures in one file, while the hall goes on.
// `npm run backup -- --check <file>`: is it whole? Exit code 0: yes; 1: no, and why was said.
import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { BackupFault } from '../server/backup/fault.ts'
import { backupsIn, fileIn, letGoOfOld, openFolder } from '../server/backup/folder.ts'
import { readBackup } from '../server/backup/manifest.ts'
import { takeBackup } from '../server/backup/take.ts'
import { hallLines, megabytes } from '../server/backup/told.ts'
import { type Config, readConfig } from '../server/config.ts'
import { mediaFolder } from '../server/http/media.ts'
import { reach } from '../server/reach.ts'
import { run, say } from './running.ts'

const USAGE = 'npm run backup, npm run backup -- <file>, or npm run backup -- --check <file>'

async function main(words: readonly string[]): Promise<void> {
  const config = readConfig(process.env)
  const [first, second, ...more] = words
  if (first === '--check' && second !== undefined && more.length === 0) return check(second, config)
  if (second !== undefined || first?.startsWith('-')) throw new BackupFault('bad_words', `It goes like this: ${USAGE}.`)
  await take(first === undefined ? null : resolve(first), config)
}

async function take(file: string | null, config: Config): Promise<void> {
  const { folder, keep, media, password } = config.backup
  // A data folder spelled wrong would be made, and an empty database in it.
  if (config.databaseUrl === null && !existsSync(join(config.dataDir, 'postgres')))
    throw new BackupFault('nothing_there', `There is no database in ${config.dataDir}: see DATA_DIR.`)
  if (file === null) openFolder(folder)
  const { connection, leave } = await reach(config)
  try {
    const { path, bytes, manifest } = await takeBackup({
      connection,
      mediaDir: media ? mediaFolder(config.dataDir) : null,
      password,
      fileFor: (stamp) => file ?? fileIn(folder, stamp),
    })
    for (const line of hallLines(manifest)) say(line)
    say(`${path}: ${megabytes(bytes)}, written and read back`)
  } finally {
    await leave()
  }
  if (file !== null) return
  for (const path of letGoOfOld(folder, keep)) say(`${path}: let go`)
  say(`${backupsIn(folder).length} of at most ${keep} are kept in ${folder}`)
}

async function check(file: string, { backup }: Config): Promise<void> {
  for (const line of hallLines(await readBackup(resolve(file), backup.password))) say(line)
  say(`${file}: whole`)
}

await run(main)
