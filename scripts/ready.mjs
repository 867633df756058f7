// `npm run ready`: packages installed, screens built, nothing started: what takes time in an update is done before it.
import { makeReady } from './become.mjs'
import { ensureBuilt, ensureInstalled } from './ensure.mjs'

await makeReady(async () => {
  await ensureInstalled()
  await ensureBuilt()
})
