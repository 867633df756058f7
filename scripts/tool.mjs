// `node scripts/tool.mjs <file.ts> [words …]`: readies the checkout, development packages included, and becomes that tool.
import { join } from 'node:path'
import { become, makeReady } from './become.mjs'
import { ensureBuilt, ensureInstalled, ROOT } from './ensure.mjs'

const [tool, ...words] = process.argv.slice(2)
await makeReady(async () => {
  await ensureInstalled({ forTests: true })
  // Who plays to a server elsewhere needs no screens from here.
  if (!words.some((word) => word.startsWith('--url'))) await ensureBuilt()
})
await become(join(ROOT, tool), words)
