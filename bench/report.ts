// What every bench tells besides its figures: the machine, the promise it is held to, and a file that can be kept.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { cpus, loadavg, totalmem } from 'node:os'
import { join } from 'node:path'

const FILE = join(import.meta.dirname, 'results', 'latest.json')

export function machine(): Record<string, unknown> {
  const [cpu] = cpus()
  return {
    cpu: cpu?.model.trim() ?? 'unknown',
    cores: cpus().length,
    memoryGiB: Math.round(totalmem() / 2 ** 30),
    node: process.version,
    platform: `${process.platform} ${process.arch}`,
    loadBefore: Math.round((loadavg()[0] ?? 0) * 100) / 100,
  }
}

/** Puts a bench's figures beside those of the others. */
export function keep(name: string, figures: Record<string, unknown>): void {
  mkdirSync(join(FILE, '..'), { recursive: true })
  const others = JSON.parse(readOr(FILE, '{}')) as Record<string, unknown>
  const all = { ...others, [name]: { at: new Date().toISOString(), ...figures } }
  writeFileSync(FILE, `${JSON.stringify(all, null, 2)}\n`)
}

/** One line of the table of promises. */
export interface Row {
  what: string
  /** In words, with its unit. */
  figure: string
  beside: string
  /** What the promise is about: a ratio of medians of the same run, or a measure. */
  value: number
  promised: { least: number } | { most: number }
}

export function holds({ value, promised }: Row): boolean {
  return 'least' in promised ? value >= promised.least : value <= promised.most
}

export function keepRow(name: string, row: Row, more: Record<string, unknown> = {}): void {
  console.log(told(row))
  keep(name, { row, ...more })
}

export function told(row: Row): string {
  const { what, figure, beside, value, promised } = row
  const limit = 'least' in promised ? `at least ${promised.least}` : `at most ${promised.most}`
  return `${holds(row) ? 'holds ' : 'SHORT '} ${what}: ${figure}; beside: ${beside}; ${round(value)}, promised ${limit}`
}

export function round(value: number): string {
  return value >= 100 ? value.toFixed(0) : value.toPrecision(3)
}

/** Processor time of the whole machine since it started, all that is not idle, in seconds. */
export function machineSeconds(): number {
  return cpus().reduce((sum, { times }) => sum + (times.user + times.nice + times.sys + times.irq) / 1_000, 0)
}

/** The figures of all benches as they were last kept. */
export function kept(): Record<string, { row?: Row }> {
  return JSON.parse(readOr(FILE, '{}')) as Record<string, { row?: Row }>
}

function readOr(path: string, otherwise: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return otherwise
  }
}

/** The value below which `share` of the values lie. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN
}

export const median = (values: readonly number[]): number => quantile(values, 0.5)
