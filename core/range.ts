// How wide a range has to be so that four in five are called within it: the hall's own misses say. See docs/estimates.md.

/** Whole minutes; four times in five the call falls inside. */
export interface Estimate {
  fromMinutes: number
  toMinutes: number
}

/** Logarithms of (real + GRACE) / (expected + GRACE), of the latest first calls, oldest first. */
export type Misses = number[]

/** One service's own misses, and the shares of them that its ranges leave out below and above. */
export interface Aim {
  misses: Misses
  below: number
  above: number
}

/** Added to both sides, in seconds: half a minute instead of ten seconds is not "three times as long". */
export const GRACE = 120
/** Expected waits, in seconds, from which on the hall's foresight errs in another way: next to none, short, long. */
const BANDS = [0, 5 * 60, 20 * 60]
export const HALL_MISSES_KEPT = 400
export const OWN_MISSES_KEPT = 240
/** How often people may be called before the range told, and after it. To be late is worse: the hall made them wait. */
const BELOW = 0.1
const ABOVE = 0.07
/** How much one hit or miss moves the shares, and how far they may go. */
const STEP = 0.01
const SHARE_LEAST = 0.01
const SHARE_MOST = 0.35
/** While nothing is known, from half to more than twice; it counts like so many misses. */
const FIRST_LOW = Math.log(0.5)
const FIRST_HIGH = Math.log(2.2)
const FIRST_MISSES = 20
/** The hall's misses count like so many of the service's own. */
const HALL_COUNTS = 40

export function newAim(): Aim {
  return { misses: [], below: BELOW, above: ABOVE }
}

/** A list of misses for each length of expected wait, of all services together. */
export function newBands(): Misses[] {
  return BANDS.map(() => [])
}

/**
 * The range told for an expected wait in seconds; `aim` undefined: a service that has called nobody yet.
 * Split conformal prediction: the expected wait times the latest misses, without the lowest and the highest of them.
 */
export function rangeAround(expected: number, aim: Aim | undefined, bands: readonly Misses[]): Estimate {
  const { misses, below, above } = aim ?? newAim()
  const own = sorted(misses)
  const hall = sorted(bandOf(bands, expected))
  const minutes = (miss: number) => ((expected + GRACE) * Math.exp(miss) - GRACE) / 60
  const from = minutes(missAt(own, hall, below, FIRST_LOW))
  const to = minutes(missAt(own, hall, 1 - above, FIRST_HIGH))
  const fromMinutes = Math.max(0, Math.floor(from))
  return { fromMinutes, toMinutes: Math.max(fromMinutes + 1, Math.ceil(to)) }
}

/**
 * Learns from one real wait, in place. Would the range that is told now have held it? A hit narrows the next ranges a
 * little, a miss widens them more: adaptive conformal inference (Gibbs and Candès 2021, "Adaptive Conformal Inference
 * Under Distribution Shift"), for each side apart. Days differ, so misses of the past alone would promise too much.
 */
export function judge(expected: number, real: number, aim: Aim, bands: readonly Misses[]): void {
  const { fromMinutes, toMinutes } = rangeAround(expected, aim, bands)
  aim.below = moved(aim.below, BELOW, real < fromMinutes * 60)
  aim.above = moved(aim.above, ABOVE, real > toMinutes * 60)
  const miss = Math.log((real + GRACE) / (expected + GRACE))
  keep(bandOf(bands, expected), miss, HALL_MISSES_KEPT)
  keep(aim.misses, miss, OWN_MISSES_KEPT)
}

function bandOf(bands: readonly Misses[], expected: number): Misses {
  return bands[BANDS.filter((from) => from > 0 && expected >= from).length] ?? []
}

/** A service's own quantile, leaning on the hall's while its misses are few, and that on the first guess. */
function missAt(own: readonly number[], hall: readonly number[], share: number, first: number): number {
  const hallwide = leaning(hall, share, first, FIRST_MISSES)
  return leaning(own, share, hallwide, HALL_COUNTS)
}

function leaning(misses: readonly number[], share: number, on: number, counts: number): number {
  const count = misses.length
  return count === 0 ? on : (quantile(misses, share) * count + on * counts) / (count + counts)
}

/** The same misses in rising order, kept beside their list: to sort hundreds at each take and call cost more than all else. */
const risings = new WeakMap<Misses, number[]>()

function sorted(misses: Misses): number[] {
  const known = risings.get(misses) ?? [...misses].sort((a, b) => a - b)
  risings.set(misses, known)
  return known
}

function quantile(rising: readonly number[], share: number): number {
  const position = (rising.length - 1) * share
  const low = rising[Math.floor(position)] ?? 0
  const high = rising[Math.ceil(position)] ?? low
  return low + (high - low) * (position - Math.floor(position))
}

function moved(share: number, aim: number, missed: boolean): number {
  return Math.min(SHARE_MOST, Math.max(SHARE_LEAST, share + STEP * (aim - (missed ? 1 : 0))))
}

/** The only way in which a list of misses changes. */
function keep(misses: Misses, miss: number, most: number): void {
  const rising = sorted(misses)
  misses.push(miss)
  rising.splice(placeOf(rising, miss), 0, miss)
  if (misses.length <= most) return
  const oldest = misses.shift() ?? miss
  rising.splice(placeOf(rising, oldest), 1)
}

/** Where a value stands or would stand in rising order. */
function placeOf(rising: readonly number[], value: number): number {
  let low = 0
  let high = rising.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((rising[middle] ?? value) < value) low = middle + 1
    else high = middle
  }
  return low
}
