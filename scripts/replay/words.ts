// What was asked for on the command line, checked; each thing that can be wrong has its sentence.
import { parseArgs } from 'node:util'
import { ReplayFault } from './fault.ts'
import { type RecordedDay, readRecordedDays } from './recorded.ts'

export interface Asked {
  days: RecordedDay[]
  /** Null: on a server of one's own. */
  url: string | null
  password: string
  screens: number
  speed: number | null
}

const USAGE =
  'npm run replay -- <day.csv> --date 2020-01-08|all [--screens 20] [--speed 60] [--url http://127.0.0.1:3000 --password …]'
const SCREENS = 20
const SCREENS_MOST = 5_000

export function readWords(words: string[], env: NodeJS.ProcessEnv): Asked {
  const { values, positionals } = parsed(words)
  const [path] = positionals
  if (path === undefined || positionals.length > 1)
    throw new ReplayFault(`One file of recorded days is needed: ${USAGE}`)
  if (values.date === undefined) throw new ReplayFault('Say which day: --date 2020-01-08, or --date all.')
  const screens = number('--screens', values.screens ?? String(SCREENS))
  if (!Number.isInteger(screens) || screens > SCREENS_MOST)
    throw new ReplayFault(`--screens must be a whole number from 0 to ${SCREENS_MOST}.`)
  const speed = values.speed === undefined ? null : number('--speed', values.speed)
  if (speed === 0) throw new ReplayFault('--speed must be more than 0.')
  const url = values.url === undefined ? null : checkedUrl(values.url)
  const password = values.password ?? env.ADMIN_PASSWORD ?? ''
  if (url !== null && password === '') throw new ReplayFault('--url needs --password or ADMIN_PASSWORD.')
  return { days: chosen(path, readRecordedDays(path), values.date), url, password, screens, speed }
}

function parsed(words: string[]) {
  const text = { type: 'string' } as const
  const options = { date: text, url: text, password: text, screens: text, speed: text }
  try {
    return parseArgs({ args: words, allowPositionals: true, options })
  } catch (error) {
    const [sentence] = (error instanceof Error ? error.message : String(error)).split('. ')
    throw new ReplayFault(`${sentence}: ${USAGE}`)
  }
}

function chosen(path: string, days: RecordedDay[], date: string): RecordedDay[] {
  if (date === 'all') return days
  const found = days.filter((day) => day.date === date)
  if (found.length > 0) return found
  const [first, last] = [days[0]?.date, days.at(-1)?.date]
  throw new ReplayFault(`${date} is not in ${path}, which holds ${days.length} days from ${first} to ${last}.`)
}

function number(name: string, text: string): number {
  const value = Number(text)
  if (text.trim() === '' || !Number.isFinite(value) || value < 0)
    throw new ReplayFault(`${name} must be a number, not "${text}".`)
  return value
}

function checkedUrl(text: string): string {
  if (!/^https?:\/\//.test(text) || !URL.canParse(text))
    throw new ReplayFault(`--url must be an address such as http://127.0.0.1:3000, not "${text}".`)
  return text.replace(/\/+$/, '')
}
