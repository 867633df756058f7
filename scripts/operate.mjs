// `node scripts/operate.mjs <file.ts> [words …]`: becomes that tool, with the packages that a running hall has and no more.
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { ensureInstalled, NotReady, ROOT } from './ensure.mjs'

const [tool, ...words] = process.argv.slice(2)
try {
  await ensureInstalled()
} catch (error) {
  if (!(error instanceof NotReady)) throw error
  console.error(error.message)
  process.exit(1)
}
const file = join(ROOT, tool)
process.argv = [process.argv[0], file, ...words]
// Newer Node runs TypeScript as it is; Node 20 needs the types taken out on the way.
if (!process.features.typescript) {
  const { register } = await import('tsx/esm/api')
  register()
}
await import(pathToFileURL(file).href)
