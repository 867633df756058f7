// What fits on a screen: from its pixels, its size and the distance how large letters are, and how many rows stand in each part.
import { type Letters, leastSizes, type Pixels, pxPerMm } from './letters.ts'
import { type Box, fitRows, type RowsFit } from './rows-fit.ts'
import { callShapes, cellShape, earlierShapes, lineShapes } from './screen-shapes.ts'
import type { Wanted } from './screen-wanted.ts'
import type { Layout } from './screenKinds.ts'

export interface Fit {
  letters: Letters
  /** A hundredth of the height, or of what the height would be on a screen of the usual shape, in pixels. */
  unit: number
  portrait: boolean
  head: number
  foot: number
  /** Of the column with the calls, where something stands beside them. */
  callsWidth: number
  callsHeight: number
  calls: RowsFit | null
  earlier: RowsFit | null
  waiting: RowsFit | null
  /** Lines of a notice, and how many font sizes wide they are. */
  notice: { lines: number; width: number } | null
  media: Box | null
  /** How many columns stand beside each other; the others have their turn. */
  columns: number
  /** Lines of a column's title. */
  titleLines: number
  /** The latest calls in the row below the large one. */
  cells: number
  cellHeight: number
  /** How many calls are to be seen at a time. */
  shown: number
}

/** Fewer calls than this on one screen are too few to find one's own. */
export const LEAST_SHOWN: Record<Layout, number> = { calls: 2, single: 2, zones: 1, departments: 1 }

/** More are harder to take in at a glance, except below the name of one's own zone or department. */
const DEFAULT_ROWS: Record<Layout, number> = { calls: 4, single: 1, zones: 8, departments: 8 }
export const rowsWanted = (layout: Layout, rows: number | undefined) => rows ?? DEFAULT_ROWS[layout]

/** As display/night.css and display/lobby.css have it, in units. */
export const PADDING = { x: 3.4, y: 2 }
export const GAP = { x: 3.4, y: 2 }
export const ROW_GAP = 1.4
const CALLS_SHARE = 0.63
const CALLS_SHARE_BESIDE_PICTURE = 0.52
const CALLS_SHARE_UPRIGHT = 0.48
const FIRST_MOST = 1.55
const EARLIER_SHARE = 0.53
/** A notice needs the more room. */
const EARLIER_SHARE_OVER_NOTICE = 0.4
const EARLIER_ROWS = 5
const WAITING_ROWS = 4
const SIDE_SCALE_MOST = 1.5
const BIG_SHARE = 0.6
const CELLS_MOST = 8
const LINE_HEIGHT = 1.4
const LETTERS_A_LINE_LEAST = 5
const PICTURE_SHAPE = 9 / 16
const PICTURE_LEAST_UNITS = 20

/** Null: in this size and from this distance the layout has no room for its least. */
export function fitScreen(wanted: Wanted): Fit | null {
  const blank = frameOf(wanted)
  const fit =
    wanted.layout === 'single'
      ? single(wanted, blank)
      : wanted.layout === 'calls'
        ? calls(wanted, blank)
        : columns(wanted, blank)
  return fit.shown >= LEAST_SHOWN[wanted.layout] ? fit : null
}

const STEP = 10

/** The farthest seat from which this can be read, in metres to a tenth; 0 where no distance will do. */
export function farthest(wanted: Wanted, most: number): number {
  let [low, high] = [0, Math.floor(most * STEP)]
  while (low < high) {
    const middle = Math.ceil((low + high) / 2)
    if (fitScreen({ ...wanted, distance: middle / STEP }) === null) high = middle - 1
    else low = middle
  }
  return low / STEP
}

function unitOf({ width, height }: Pixels): number {
  const upright = height > width
  const unit = upright ? Math.min(height * 0.005625, width * 0.01) : Math.min(height * 0.01, width * 0.005625)
  return Math.min(40, Math.max(upright ? 4 : 5, unit))
}

function frameOf(wanted: Wanted): Fit {
  const { pixels, inches, distance, latin } = wanted
  const unit = unitOf(pixels)
  const portrait = pixels.height > pixels.width
  return {
    letters: leastSizes(distance, pxPerMm(inches, pixels), latin),
    unit,
    portrait,
    head: (portrait ? 17 : 11) * unit,
    foot: (portrait ? 9 : 7) * unit,
    callsWidth: 0,
    callsHeight: 0,
    calls: null,
    earlier: null,
    waiting: null,
    notice: null,
    media: null,
    columns: 1,
    titleLines: 1,
    cells: 0,
    cellHeight: 0,
    shown: 0,
  }
}

/** Between head and foot. */
export function content({ pixels }: Wanted, { unit, head, foot }: Fit): Box {
  return {
    width: pixels.width - 2 * PADDING.x * unit,
    height: pixels.height - 2 * PADDING.y * unit - head - foot - 2 * GAP.y * unit,
  }
}

/** A heading over rows: see `h2` in display/lobby.css. */
export function headingHeight({ unit, letters }: Pick<Fit, 'unit' | 'letters'>): number {
  return headingSize({ unit, letters }) * 1.3 + ROW_GAP * unit
}

export function headingSize({ unit, letters }: Pick<Fit, 'unit' | 'letters'>): number {
  return Math.max(3 * unit, letters.second)
}

// ---- all calls, with something beside them

function calls(wanted: Wanted, blank: Fit): Fit {
  const fit = withSide(wanted, blank)
  const alone = { ...blank, ...callsIn(wanted, blank, content(wanted, blank)) }
  // Where nothing fits beside the calls, or too few calls beside it, they have all the room.
  return fit === null || fit.shown < LEAST_SHOWN.calls ? alone : fit
}

function withSide(wanted: Wanted, blank: Fit): Fit | null {
  const all = content(wanted, blank)
  const gap = (blank.portrait ? GAP.y : GAP.x) * blank.unit
  const shows = wanted.beside === 'picture' || wanted.beside === 'video'
  const share = shows ? CALLS_SHARE_BESIDE_PICTURE : CALLS_SHARE
  const own = blank.portrait
    ? { width: all.width, height: Math.floor((all.height - gap) * CALLS_SHARE_UPRIGHT) }
    : { width: Math.floor((all.width - gap) * share), height: all.height }
  const side = blank.portrait
    ? { width: all.width, height: all.height - gap - own.height }
    : { width: all.width - gap - own.width, height: all.height }
  const beside = besideIn(wanted, blank, side)
  return beside === null ? null : { ...blank, ...callsIn(wanted, blank, own), ...beside }
}

function callsIn(
  wanted: Wanted,
  { unit, letters }: Fit,
  box: Box,
): Pick<Fit, 'calls' | 'callsWidth' | 'callsHeight' | 'shown'> {
  const room = { width: box.width, height: box.height - headingHeight({ unit, letters }) }
  const rows = fitRows(room, {
    shapes: callShapes(wanted, letters, unit),
    wanted: wanted.rows,
    gap: ROW_GAP * unit,
    firstMost: FIRST_MOST,
  })
  return { calls: rows, callsWidth: box.width, callsHeight: box.height, shown: rows?.rows ?? 0 }
}

/** What was called before, and below it what the hall wants there. Either may need all the room; null: neither fits. */
function besideIn(wanted: Wanted, fit: Fit, box: Box): Partial<Fit> | null {
  const [upper, lower] = besideParts(wanted, fit, box)
  if (wanted.beside === 'picture' || wanted.beside === 'video') return pictureIn(wanted, fit, box)
  const other = wanted.beside === 'notice' ? noticeIn : waitingIn
  const both = { ...earlierIn(wanted, fit, upper), ...other(wanted, fit, lower) }
  if (isThere(both.earlier) && (isThere(both.notice) || isThere(both.waiting))) return both
  // A notice was written to be read; calls that are over are found at the counter too.
  const alone = wanted.beside === 'notice' ? noticeIn(wanted, fit, box) : earlierIn(wanted, fit, box)
  return isThere(alone.notice) || isThere(alone.earlier) ? alone : null
}

/** Two parts beside the calls, the one above the other. */
export function besideParts(wanted: Wanted, { unit }: Fit, box: Box): [upper: Box, lower: Box] {
  const gap = GAP.y * unit
  const share = wanted.beside === 'notice' ? EARLIER_SHARE_OVER_NOTICE : EARLIER_SHARE
  const upper = { width: box.width, height: Math.floor((box.height - gap) * share) }
  return [upper, { width: box.width, height: box.height - gap - upper.height }]
}

function isThere<T>(part: T | null | undefined): part is T {
  return part !== null && part !== undefined
}

function earlierIn(wanted: Wanted, { letters, unit }: Fit, box: Box): Partial<Fit> {
  const room = { width: box.width, height: box.height - headingHeight({ unit, letters }) }
  const shapes = earlierShapes(wanted, letters, unit)
  return { earlier: fitRows(room, { shapes, wanted: EARLIER_ROWS, gap: 0, scaleMost: SIDE_SCALE_MOST }) }
}

function waitingIn(wanted: Wanted, { letters, unit }: Fit, box: Box): Partial<Fit> {
  const room = { width: box.width, height: box.height - headingHeight({ unit, letters }) - 1.8 * unit }
  const shapes = lineShapes(wanted.title, letters, unit)
  return { waiting: fitRows(room, { shapes, wanted: WAITING_ROWS, gap: 0, scaleMost: SIDE_SCALE_MOST }) }
}

function noticeIn(_: Wanted, { letters, unit }: Fit, box: Box): Partial<Fit> {
  const width = (box.width - 4 * unit) / letters.text
  const lines = Math.floor((box.height - 6 * unit) / (letters.text * LINE_HEIGHT))
  return { notice: lines >= 1 && width >= LETTERS_A_LINE_LEAST ? { lines, width } : null }
}

/** The picture as wide as there is room, and what was called before below it if a row fits. */
function pictureIn(wanted: Wanted, fit: Fit, box: Box): Partial<Fit> | null {
  const high = Math.min(box.height, Math.floor(box.width * PICTURE_SHAPE))
  const rest = { width: box.width, height: box.height - high - GAP.y * fit.unit }
  if (high < PICTURE_LEAST_UNITS * fit.unit) return null
  return { media: { width: box.width, height: high }, ...earlierIn(wanted, fit, rest) }
}

// ---- one large call, the last ones in a row below

function single(wanted: Wanted, blank: Fit): Fit {
  const { unit, letters } = blank
  const all = content(wanted, blank)
  const heading = headingHeight(blank)
  const cell = cellShape(wanted, letters, unit)
  const gap = ROW_GAP * unit
  const cells = Math.min(CELLS_MOST, Math.floor((all.width + gap) / (cell.width + cell.around.width + gap)))
  const cellHeight = cell.height + cell.around.height
  const below = cells < 1 ? 0 : heading + cellHeight + GAP.y * unit
  const own = { width: all.width, height: all.height - Math.max(below, all.height * (1 - BIG_SHARE)) }
  const large = callsIn({ ...wanted, rows: 1 }, blank, own)
  const spare = all.height - own.height - heading - GAP.y * unit
  return {
    ...blank,
    ...large,
    cells: Math.max(0, cells),
    cellHeight: Math.max(cellHeight, Math.min(spare, cellHeight * 1.4)),
    shown: large.shown + Math.max(0, cells),
  }
}

// ---- a column for each zone or department

function columns(wanted: Wanted, blank: Fit): Fit {
  for (let count = Math.max(1, wanted.columns); count >= 1; count--) {
    const fit = columnsOf(wanted, blank, count)
    // More columns at a time are worth more than larger letters, as long as a column shows more than one call.
    if (fit !== null && (count === 1 || fit.shown > 1)) return fit
  }
  return blank
}

function columnsOf(wanted: Wanted, blank: Fit, count: number): Fit | null {
  const { unit, letters } = blank
  const all = content(wanted, blank)
  const gap = GAP.x * unit * (count - 1)
  const width = (all.width - gap) / count
  const title = lineShapes(wanted.title, letters, unit).find((one) => one.width + one.around.width <= width)
  if (title === undefined) return null
  const titleHeight = title.height + title.around.height + ROW_GAP * unit
  const room = { width, height: all.height - titleHeight }
  const rows = fitRows(room, {
    shapes: callShapes(wanted, letters, unit),
    wanted: wanted.rows,
    gap: ROW_GAP * unit,
    scaleMost: SIDE_SCALE_MOST,
  })
  if (rows === null) return null
  return {
    ...blank,
    calls: rows,
    callsWidth: width,
    callsHeight: all.height,
    columns: count,
    titleLines: title.lines,
    shown: rows.rows,
  }
}
