// From what was told and what came to the figures of a table.
import { quantile } from './baselines.ts'
import type { Method, Told } from './run.ts'

export interface Figures {
  people: number
  /** Shares: called within the range told, before it, more than five minutes after it. */
  within: number
  before: number
  late: number
  /** Medians, in minutes: how wide the range was, and how far its middle was from the wait. */
  width: number
  error: number
}

/** The promise speaks of these minutes. */
const LATE_MINUTES = 5

export function figures(told: readonly Told[], method: Method): Figures {
  const of = (pick: (one: Told) => number) => told.map(pick)
  const share = (holds: (one: Told) => boolean) => told.filter(holds).length / Math.max(1, told.length)
  return {
    people: told.length,
    within: share(({ wait, ranges }) => wait >= ranges[method].from && wait <= ranges[method].to),
    before: share(({ wait, ranges }) => wait < ranges[method].from),
    late: share(({ wait, ranges }) => wait > ranges[method].to + LATE_MINUTES),
    width: median(of(({ ranges }) => ranges[method].to - ranges[method].from)),
    error: median(of(({ wait, ranges }) => Math.abs(wait - (ranges[method].from + ranges[method].to) / 2))),
  }
}

function median(values: number[]): number {
  return quantile(
    values.sort((a, b) => a - b),
    0.5,
  )
}

const HEADER = ['', 'method', 'people', 'within', 'before', '> 5 min late', 'width', 'off by']

export function table(rows: readonly { name: string; method: string; figures: Figures }[]): string {
  const cells = [
    HEADER,
    ...rows.map(({ name, method, figures: one }) => [
      name,
      method,
      String(one.people),
      percent(one.within),
      percent(one.before),
      percent(one.late),
      `${one.width.toFixed(0)} min`,
      `${one.error.toFixed(1)} min`,
    ]),
  ]
  const widths = HEADER.map((_, i) => Math.max(...cells.map((row) => row[i]?.length ?? 0)))
  return cells.map((row) => row.map((cell, i) => pad(cell, widths[i] ?? 0, i)).join('  ')).join('\n')
}

function pad(cell: string, width: number, column: number): string {
  return column < 2 ? cell.padEnd(width) : cell.padStart(width)
}

function percent(share: number): string {
  return `${(share * 100).toFixed(1)} %`
}
