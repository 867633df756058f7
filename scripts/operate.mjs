// `node scripts/operate.mjs <file.ts> [words …]`: becomes that tool, with the packages that a running hall has and no more.
import { join } from 'node:path'
import { become, makeReady } from './become.mjs'
import { ensureInstalled, ROOT } from './ensure.mjs'

const [tool, ...words] = process.argv.slice(2)
await makeReady(() => ensureInstalled())
await become(join(ROOT, tool), words)
