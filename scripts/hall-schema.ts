// Writes halls/hall.schema.json, the JSON Schema of hall files, from the schema that the program itself checks with.
// Run it after a change in core/hall.ts: node --import tsx scripts/hall-schema.ts
import { execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { hallFileSchema } from '../core/hall.ts'

const home = fileURLToPath(new URL('..', import.meta.url))
const target = 'halls/hall.schema.json'
writeFileSync(home + target, JSON.stringify(hallFileSchema(), null, 2))
// Biome is called so that the written file is as the house wants it and `npm run check` stays quiet.
execFileSync(process.execPath, [`${home}node_modules/@biomejs/biome/bin/biome`, 'check', '--write', target], {
  cwd: home,
  stdio: 'inherit',
})
