// `npm run check:patroni -- http://host:8008 [--file /etc/patroni/config.yml]`: says what of a Patroni is unsafe for a hall, and
// ends with 1 if anything is.
import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { unsafeIn } from './patroni/unsafe.ts'

const ANSWER_WITHIN_MS = 5_000

const { values, positionals } = parseArgs({ allowPositionals: true, options: { file: { type: 'string' } } })
const [address] = positionals
if (address === undefined || !/^https?:\/\//.test(address)) {
  console.error('Say where Patroni answers: npm run check:patroni -- http://host:8008')
  process.exit(2)
}
try {
  const [patroni, config, cluster] = await Promise.all(['patroni', 'config', 'cluster'].map(read))
  const file = values.file === undefined ? {} : { file: readFileSync(values.file, 'utf8') }
  const { unsafe, remarks } = unsafeIn({
    patroni: patroni ?? {},
    config: config ?? {},
    cluster: cluster ?? {},
    ...file,
  })
  for (const line of unsafe) console.log(`UNSAFE  ${line}`)
  for (const line of remarks) console.log(`        ${line}`)
  if (unsafe.length === 0) console.log('Nothing unsafe was found.')
  else process.exitCode = 1
} catch (error) {
  console.error(`${address} does not answer: ${error instanceof Error ? error.message : error}`)
  process.exitCode = 1
}

/** A standby answers with 503 at some addresses, and tells all the same. */
async function read(name: string): Promise<Record<string, unknown>> {
  const answer = await fetch(new URL(`/${name}`, address), { signal: AbortSignal.timeout(ANSWER_WITHIN_MS) })
  return (await answer.json()) as Record<string, unknown>
}
