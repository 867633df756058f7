// `npm run replay -- <day.csv> --date 2020-01-08`: plays recorded days through a running hall and says whether it kept its word.
import { signIn } from './replay/client.ts'
import { ReplayFault } from './replay/fault.ts'
import { type OwnServer, startOwnServer } from './replay/own-server.ts'
import { beginning, type Played, playDay } from './replay/play.ts'
import { showProgress } from './replay/progress.ts'
import { dayLine, isClean, totalOf } from './replay/summary.ts'
import { type Asked, readWords } from './replay/words.ts'

let own: OwnServer | null = null
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void leave(1))

async function leave(code: number): Promise<never> {
  const server = own
  own = null
  await server?.stop()
  process.exit(code)
}

async function main(asked: Asked): Promise<Played[]> {
  const [first] = asked.days
  if (first === undefined) return []
  if (asked.url === null) {
    own = await startOwnServer(beginning(first))
    process.stdout.write(`Playing on ${own.url} (sign in as admin with ${own.password} to look behind the counters)\n`)
  }
  const client = await signIn(own?.url ?? asked.url ?? '', own?.password ?? asked.password)
  const played: Played[] = []
  for (const day of asked.days) {
    const progress = showProgress(`${day.hall} ${day.date}`)
    const { screens, speed } = asked
    try {
      played.push(await playDay(client, day, { screens, speed, onProgress: progress.show }))
    } finally {
      progress.end()
    }
    const last = played.at(-1)
    if (last !== undefined) process.stdout.write(`${dayLine(last)}\n`)
  }
  if (played.length > 1) process.stdout.write(`${dayLine(totalOf(played))}\n`)
  return played
}

try {
  const played = await main(readWords(process.argv.slice(2), process.env))
  await leave(played.every(isClean) ? 0 : 1)
} catch (error) {
  if (error instanceof ReplayFault) process.stderr.write(`${error.message}\n`)
  else console.error(error)
  await leave(1)
}
