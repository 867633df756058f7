// `npm run bench [-- name …]`: every bench in a process of its own, one after another, then the table of promises.
import { spawnSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { NODE_FLAGS } from '../scripts/heap.mjs'
import { holds, kept, machine, type Row, round } from './report.ts'

const BENCHES = [
  'door',
  'full',
  'halls',
  'last-places',
  'screens',
  'availability',
  'days',
  'press-to-screen',
  'call-to-sound',
  'overload',
]
/** With as much memory as the program has. */
const BORN = join(import.meta.dirname, 'screens', 'born.mjs')
const TABLE = join(import.meta.dirname, 'results', 'latest.md')

function line(row: Row): string {
  const { what, figure, beside, value, promised } = row
  const limit = 'least' in promised ? `≥ ${promised.least}` : `≤ ${promised.most}`
  return `| ${what} | ${figure} | ${beside} | ${round(value)} | ${limit} | ${holds(row) ? 'holds' : '**falls short**'} |`
}

const wanted = process.argv.slice(2)
const unknown = wanted.filter((name) => !BENCHES.includes(name))
if (unknown.length > 0) throw new Error(`no such bench: ${unknown.join(', ')}; there are ${BENCHES.join(', ')}`)
const failed: string[] = []
for (const name of BENCHES.filter((one) => wanted.length === 0 || wanted.includes(one))) {
  console.log(`\n== ${name}`)
  const { status } = spawnSync(process.execPath, [...NODE_FLAGS, BORN, join(import.meta.dirname, `${name}.ts`)], {
    stdio: 'inherit',
  })
  if (status !== 0) failed.push(name)
}
const rows = Object.values(kept()).flatMap(({ row }) => (row === undefined ? [] : [line(row)]))
const head = ['| what | here | beside | ratio or measure | promised | |', '|---|---|---|---|---|---|']
const table = [`Measured on ${JSON.stringify(machine())}`, '', ...head, ...rows, ''].join('\n')
writeFileSync(TABLE, table)
console.log(`\n${table}`)
if (failed.length > 0) {
  console.error(`did not come to an end: ${failed.join(', ')}`)
  process.exitCode = 1
}
