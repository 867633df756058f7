// What a kiosk and its server hold in memory, and whether it becomes more.
import { execFileSync } from 'node:child_process'
import type { OnePage } from './browser.ts'

export interface Reading {
  /** Numbers taken until then. */
  takes: number
  /** Bytes, after garbage was collected. */
  heap: number
  nodes: number
  listeners: number
  /** Bytes that the system lends the page's process, with what is no script: pictures, fonts, layout. */
  page: number
  /** Bytes of the server's process; 0 where it is not a process of its own. */
  server: number
}

const KIB = 1024
/** The first readings are left out: what is made once is made then. */
const WARM_SHARE = 0.25

/** What is more than this in a kiosk's life of 20,000 numbers (some eight weeks) counts as growth. Bytes a number. */
export const GROWS_FROM = { heap: 100, page: 1_000, server: 1_000 } as const
/** Elements and listeners that come and go with the words that are shown. */
const NODES_MOST = 200

/** Resolves with a way to read, for which the number of takes is given. */
export async function openMeter({ page, browser }: Pick<OnePage, 'page' | 'browser'>, serverPid: number | null) {
  await page('Performance.enable')
  return async (takes: number): Promise<Reading> => {
    // Twice: what the first one lets go of may hold more.
    await page('HeapProfiler.collectGarbage')
    await page('HeapProfiler.collectGarbage')
    const { usedSize } = await page<{ usedSize: number }>('Runtime.getHeapUsage')
    const { metrics } = await page<{ metrics: { name: string; value: number }[] }>('Performance.getMetrics')
    const metric = (name: string) => metrics.find((one) => one.name === name)?.value ?? Number.NaN
    const running = await browser<{ processInfo: { type: string; id: number }[] }>('SystemInfo.getProcessInfo')
    const pages = running.processInfo.filter(({ type }) => type === 'renderer').map(({ id }) => residentBytes(id))
    return {
      takes,
      heap: usedSize,
      nodes: metric('Nodes'),
      listeners: metric('JSEventListeners'),
      // Chromium keeps a spare one, which does nothing.
      page: Math.max(...pages),
      server: serverPid === null ? 0 : residentBytes(serverPid),
    }
  }
}

export function residentBytes(pid: number): number {
  return Number(execFileSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' })) * KIB
}

/** Theil and Sen: the median of the slopes of all pairs, which single odd readings do not turn. */
export function slope(readings: readonly Reading[], of: 'heap' | 'page' | 'server' | 'nodes' | 'listeners'): number {
  const slopes: number[] = []
  readings.forEach((one, index) => {
    for (const other of readings.slice(index + 1)) slopes.push((other[of] - one[of]) / (other.takes - one.takes))
  })
  slopes.sort((a, b) => a - b)
  return slopes[Math.floor(slopes.length / 2)] ?? Number.NaN
}

export function warmed(readings: readonly Reading[]): Reading[] {
  return readings.slice(Math.floor(readings.length * WARM_SHARE))
}

/** What grows, in words; empty when nothing does. */
export function growing(readings: readonly Reading[]): string[] {
  const warm = warmed(readings)
  const first = warm[0]
  const last = warm.at(-1)
  if (first === undefined || last === undefined || warm.length < 3) throw new Error('too few readings to tell')
  const found: string[] = []
  for (const of of ['heap', 'page', 'server'] as const) {
    const each = slope(warm, of)
    if (each > GROWS_FROM[of]) found.push(`${of}: ${Math.round(each)} bytes a number, more than ${GROWS_FROM[of]}`)
  }
  for (const of of ['nodes', 'listeners'] as const)
    if (last[of] - first[of] > NODES_MOST && slope(warm, of) > 0) found.push(`${of}: from ${first[of]} to ${last[of]}`)
  return found
}
