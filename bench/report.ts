// What every bench tells besides its figures: the machine, and a file that can be kept.
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
