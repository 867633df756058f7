// `npm run restore -- <file> [--over]`: puts a backup into the database that DATABASE_URL or DATA_DIR names; all of it or
// nothing. `--over`: a hall that is there goes for it. Exit code 0: it is there and its log is whole; 1: why not was said.
import { resolve } from 'node:path'
import { BackupFault } from '../server/backup/fault.ts'
import { restoreBackup } from '../server/backup/restore.ts'
import { hallLines } from '../server/backup/told.ts'
import { readConfig } from '../server/config.ts'
import { mediaFolder } from '../server/http/media.ts'
import { reachAlone } from '../server/reach.ts'
import { run, say } from './running.ts'

async function main(words: readonly string[]): Promise<void> {
  const config = readConfig(process.env)
  const files = words.filter((word) => !word.startsWith('-'))
  const over = words.includes('--over')
  const [file] = files
  if (file === undefined || words.length !== (over ? 2 : 1))
    throw new BackupFault('bad_words', 'It goes like this: npm run restore -- <file>, or with --over behind it.')
  const { connection, leave } = await reachAlone(config)
  try {
    const manifest = await restoreBackup({
      connection,
      file: resolve(file),
      password: config.backup.password,
      mediaDir: mediaFolder(config.dataDir),
      over,
    })
    for (const line of hallLines(manifest)) say(line)
    say('restored: the chain of every log is whole and the tables agree with it')
  } finally {
    await leave()
  }
}

await run(main)
