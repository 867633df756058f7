// Mean, median, 90th percentile and maximum of single values. Never of other means: what is given here is per ticket.

export interface Stat {
  /** Of how many tickets. The rest is null when it is 0. */
  count: number
  sumSeconds: number
  meanSeconds: number | null
  medianSeconds: number | null
  p90Seconds: number | null
  maxSeconds: number | null
}

/** Hundredths are kept of what was divided. */
const HUNDREDTHS = 100
const P90 = 0.9

/**
 * The median of an even number of values is the mean of the two in the middle; the 90th percentile is the smallest value
 * that at least nine in ten do not exceed (nearest rank), so it is always a wait that somebody had.
 */
export function statOf(values: readonly number[]): Stat {
  const sorted = Float64Array.from(values).sort()
  const count = sorted.length
  if (count === 0)
    return { count, sumSeconds: 0, meanSeconds: null, medianSeconds: null, p90Seconds: null, maxSeconds: null }
  const at = (index: number) => sorted[index] ?? 0
  const sum = sorted.reduce((a, b) => a + b, 0)
  return {
    count,
    sumSeconds: sum,
    meanSeconds: Math.round((sum / count) * HUNDREDTHS) / HUNDREDTHS,
    medianSeconds: (at(Math.floor((count - 1) / 2)) + at(Math.floor(count / 2))) / 2,
    p90Seconds: at(Math.ceil(count * P90) - 1),
    maxSeconds: at(count - 1),
  }
}

export interface Within {
  /** First waits that kept the target, of how many, and their share (0–1; null of none). */
  count: number
  of: number
  share: number | null
}

const MINUTE_S = 60
/** A share keeps so many parts. */
const SHARE_PARTS = 10_000

export function withinOf(waits: readonly number[], targetMinutes: number): Within {
  const count = waits.filter((wait) => wait <= targetMinutes * MINUTE_S).length
  const share = waits.length === 0 ? null : Math.round((count / waits.length) * SHARE_PARTS) / SHARE_PARTS
  return { count, of: waits.length, share }
}
