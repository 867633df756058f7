// `npm run ready`: packages installed, screens built, nothing started: what takes time in an update is done before it.
import { ensureBuilt, ensureInstalled, NotReady } from './ensure.mjs'

try {
  await ensureInstalled()
  await ensureBuilt()
} catch (error) {
  if (!(error instanceof NotReady)) throw error
  console.error(error.message)
  process.exitCode = 1
}
