// How many rows of a form fit into a box, and how large their letters are then: fewer rows rather than smaller letters.

export interface Box {
  width: number
  height: number
}

/** One way to set a row: its size in pixels with the least letters, and the room around it that does not grow with them. */
export interface Shape extends Box {
  stacked: boolean
  around: Box
}

export interface RowsFit {
  rows: number
  stacked: boolean
  /** Height of the first row and of the others, pixels. */
  firstHeight: number
  height: number
  /** How many times the least letters: of the first row and of the others. Never below 1. */
  first: number
  scale: number
}

interface Fitting {
  shapes: readonly Shape[]
  /** So many rows at the most. */
  wanted: number
  gap: number
  /** How much higher than the others the first row may be, where there is room. */
  firstMost?: number
  /** Letters need not grow beyond this. */
  scaleMost?: number
}

/** Null where not even one row fits. Of several ways to set a row the one with room for most rows, then the one with the largest letters. */
export function fitRows(box: Box, { shapes, ...fitting }: Fitting): RowsFit | null {
  const [best] = shapes
    .filter((one) => one.width + one.around.width <= box.width && heightOf(one) <= box.height)
    .map((one) => rowsOf(one, box, fitting))
    .sort((a, b) => b.rows - a.rows || b.first + b.scale - (a.first + a.scale))
  return best ?? null
}

function rowsOf(
  shape: Shape,
  box: Box,
  { wanted, gap, firstMost = 1, scaleMost = Number.POSITIVE_INFINITY }: Omit<Fitting, 'shapes'>,
): RowsFit {
  const least = heightOf(shape)
  const rows = Math.min(wanted, Math.floor((box.height + gap) / (least + gap)))
  const room = box.height - gap * (rows - 1)
  // The first grows only by what the others can spare.
  const factor = Math.max(1, Math.min(firstMost, (room - least * (rows - 1)) / least))
  // Where letters grow no further, neither do the rows.
  const most = Math.ceil(shape.height * scaleMost + shape.around.height)
  const height = Math.min(most, Math.floor(room / (rows - 1 + factor)))
  const firstHeight = Math.min(most, Math.floor(room - height * (rows - 1)))
  const scaleOf = (high: number) => Math.max(1, Math.min(scaleMost, scaleIn({ width: box.width, height: high }, shape)))
  return { rows, stacked: shape.stacked, firstHeight, height, first: scaleOf(firstHeight), scale: scaleOf(height) }
}

function heightOf({ height, around }: Shape): number {
  return height + around.height
}

function scaleIn(box: Box, { width, height, around }: Shape): number {
  return Math.min((box.width - around.width) / width, (box.height - around.height) / height)
}
