// `npm start`: readies the checkout and becomes the server, in this same process, so that signals reach it.
import { ensureBuilt, ensureInstalled, NotReady } from './ensure.mjs'

try {
  await ensureInstalled()
  await ensureBuilt()
} catch (error) {
  if (!(error instanceof NotReady)) throw error
  console.error(error.message)
  process.exit(1)
}
// Newer Node runs TypeScript as it is; Node 20 needs the types taken out on the way.
if (!process.features.typescript) {
  const { register } = await import('tsx/esm/api')
  register()
}
await import('../server/main.ts')
