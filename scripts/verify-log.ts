// `npm run verify-log [-- --hall=id] [--against=file]`: is the log whole, and does everything agree with it? Exit code 0:
// yes; 1: no, and the first thing that is wrong was named; 2: it could not be read.
import { readFileSync } from 'node:fs'
import { iso } from '../core/time.ts'
import { readConfig } from '../server/config.ts'
import { type Connection, openPool, type Pool } from '../server/db.ts'
import { EmbeddedFault } from '../server/embedded/fault.ts'
import { messageOf } from '../server/fault.ts'
import { reach } from '../server/reach.ts'
import { beginAudit, endAudit, hallRows, hasLog } from '../server/store/audit.ts'
import { type Closing, type Verdict, verifyHall } from '../server/verify.ts'

const WHOLE = 0
const BROKEN = 1
const UNREADABLE = 2
/** As this tool prints them: hall, day, number, hash. */
const CLOSING_LINE = /^(\S+) (\d{4}-\d{2}-\d{2}) (\d+) ([0-9a-f]{64})$/

interface Words {
  hall: string | null
  against: string | null
}

function readWords(words: readonly string[]): Words {
  const read: Words = { hall: null, against: null }
  for (const word of words) {
    const [, name, value = ''] = word.match(/^--(hall|against)=(.+)$/) ?? []
    if (name === 'hall' || name === 'against') read[name] = value
    else throw new Error(`${word} is not understood; there are --hall=<id> and --against=<file>.`)
  }
  return read
}

async function main(): Promise<number> {
  const words = readWords(process.argv.slice(2))
  const config = readConfig(process.env)
  // Read before the database is asked: a wrong name need not wait.
  const kept = words.against === null ? null : readKept(words.against)
  const { connection, leave } = await reach(config)
  try {
    return await verify(connection, words, kept)
  } finally {
    await leave()
  }
}

async function verify(connection: Connection, words: Words, kept: Map<string, string> | null): Promise<number> {
  const pool = openPool(connection, () => {})
  try {
    return await verifyAll(pool, words, kept)
  } finally {
    await pool.end()
  }
}

async function verifyAll(pool: Pool, { hall: wanted }: Words, kept: Map<string, string> | null): Promise<number> {
  if (!(await hasLog(pool))) throw new Error('There is no hall in this database.')
  const client = await pool.connect()
  try {
    await beginAudit(client)
    const halls = (await hallRows(client)).filter(({ id }) => wanted === null || id === wanted)
    if (halls.length === 0) throw new Error(wanted === null ? 'There is no hall.' : `There is no hall ${wanted}.`)
    let code = WHOLE
    for (const hall of halls) {
      const verdict = await verifyHall(client, hall)
      print(verdict)
      const differs = kept === null ? false : comparePrinted(verdict, kept)
      if (verdict.fault !== null || differs) code = BROKEN
    }
    await endAudit(client)
    return code
  } finally {
    client.release()
  }
}

function print({ hall, events, fault, closings }: Verdict): void {
  for (const { day, seq, hash } of closings) say(`${hall} ${day} ${seq} ${hash}`)
  if (fault === null) {
    say(`${hall}: ${events} events, the chain is whole and the tables agree with it`)
    return
  }
  const { kind, seq, at, type, detail } = fault
  const where = type === null || at === null ? '' : ` (${type}, ${iso(at, 'UTC')})`
  say(`${hall}: ${kind} at event ${seq}${where}: ${detail}`)
}

/** A log written anew from some event on is whole in itself; only what was kept elsewhere shows it. */
function comparePrinted({ hall, closings }: Verdict, kept: Map<string, string>): boolean {
  const now = new Map(closings.map((one) => [nameOf(hall, one), one.hash]))
  const lines = [...kept].filter(([name]) => name.startsWith(`${hall} `))
  const first = lines.find(([name, hash]) => now.get(name) !== hash)
  if (first === undefined) {
    say(`${hall}: ${lines.length} kept hashes agree`)
    return false
  }
  say(`${hall}: the kept hash of ${first[0]} ${now.has(first[0]) ? 'is another' : 'has no such day in this log'}`)
  return true
}

function nameOf(hall: string, { day, seq }: Closing): string {
  return `${hall} ${day} ${seq}`
}

function readKept(path: string): Map<string, string> {
  const kept = new Map<string, string>()
  for (const line of readFileSync(path, 'utf8').split(/\r?\n/)) {
    const [, hall, day, seq, hash = ''] = line.match(CLOSING_LINE) ?? []
    if (hash !== '') kept.set(`${hall} ${day} ${seq}`, hash)
  }
  if (kept.size === 0) throw new Error(`${path} holds no hashes as this tool prints them.`)
  return kept
}

function say(line: string): void {
  process.stdout.write(`${line}\n`)
}

try {
  process.exitCode = await main()
} catch (error) {
  process.stderr.write(`${error instanceof EmbeddedFault ? error.message : messageOf(error)}\n`)
  process.exitCode = UNREADABLE
}
