// `npm start`: readies the checkout and becomes the server, in this same process, so that signals reach it.
import './heap.mjs'
import { join } from 'node:path'
import { become, makeReady } from './become.mjs'
import { ensureBuilt, ensureInstalled, ROOT } from './ensure.mjs'

await makeReady(async () => {
  await ensureInstalled()
  await ensureBuilt()
})
await become(join(ROOT, 'server', 'main.ts'), process.argv.slice(2))
