// What every command begins with: ready the checkout, saying in a sentence what is missing, and become a program in this same process.
import { pathToFileURL } from 'node:url'
import { NotReady } from './ensure.mjs'

/** Runs `ready`. Ends with 1 where something is missing that it cannot fetch. */
export async function makeReady(ready) {
  try {
    await ready()
  } catch (error) {
    if (!(error instanceof NotReady)) throw error
    console.error(error.message)
    process.exit(1)
  }
}

/** `file` sees itself as what was started, with these words. */
export async function become(file, words) {
  process.argv = [process.argv[0], file, ...words]
  // Newer Node runs TypeScript as it is; Node 20 needs the types taken out on the way.
  if (!process.features.typescript) {
    const { register } = await import('tsx/esm/api')
    register()
  }
  await import(pathToFileURL(file).href)
}
