// `npm run bench:estimates -- <day.csv> …`: whether the wait ranges told at take keep their word on recorded days.
// --counters all: every counter open all day · --serving at-once: serving ends as it begins
// --fresh: nothing is carried from one day to the next.
// At the end: what one estimate costs.
import { parseArgs } from 'node:util'
import { ReplayFault } from '../scripts/replay/fault.ts'
import type { PlanOptions } from '../scripts/replay/plan.ts'
import { type RecordedDay, readRecordedDays } from '../scripts/replay/recorded.ts'
import { costs } from './estimates/cost.ts'
import { type Figures, figures, table } from './estimates/figures.ts'
import { METHODS, runDays, type Told } from './estimates/run.ts'

interface Asked {
  paths: string[]
  plan: PlanOptions
  fresh: boolean
}

interface Row {
  name: string
  method: string
  figures: Figures
}

function readWords(args: string[]): Asked {
  const text = { type: 'string' } as const
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { counters: text, serving: text, fresh: { type: 'boolean', default: false } },
  })
  const { counters = 'recorded', serving = 'until-next', fresh } = values
  if (positionals.length === 0)
    throw new ReplayFault('Recorded days are needed: npm run bench:estimates -- ../shared/days/bemowo.csv')
  if (counters !== 'recorded' && counters !== 'all') throw new ReplayFault('--counters must be recorded or all.')
  if (serving !== 'until-next' && serving !== 'at-once')
    throw new ReplayFault('--serving must be until-next or at-once.')
  return { paths: positionals, plan: { counters, serving }, fresh }
}

/** All days; the first, on which nothing had been learned; those after it; each service. */
function rowsOf(told: readonly Told[], hall: string): Row[] {
  const rows: Row[] = []
  const add = (name: string, part: readonly Told[], methods: readonly (typeof METHODS)[number][]) => {
    for (const method of methods) if (part.length > 0) rows.push({ name, method, figures: figures(part, method) })
  }
  add(hall, told, METHODS)
  add(
    `${hall}, first day`,
    told.filter(({ day }) => day === 0),
    ['hall'],
  )
  add(
    `${hall}, later days`,
    told.filter(({ day }) => day > 0),
    ['hall'],
  )
  const services = [...new Set(told.map(({ service }) => service))].sort()
  for (const service of services)
    add(
      `  ${service}`,
      told.filter((one) => one.service === service),
      ['hall'],
    )
  return rows
}

function run(days: RecordedDay[], { plan, fresh }: Asked): Told[] {
  return fresh ? days.flatMap((day) => runDays([day], plan)) : runDays(days, plan)
}

try {
  const asked = readWords(process.argv.slice(2))
  for (const path of asked.paths) {
    const days = readRecordedDays(path)
    process.stdout.write(`${table(rowsOf(run(days, asked), days[0]?.hall ?? ''))}\n\n`)
  }
  for (const line of costs()) process.stdout.write(`${line}\n`)
} catch (error) {
  if (!(error instanceof ReplayFault)) throw error
  process.stderr.write(`${error.message}\n`)
  process.exitCode = 1
}
