// Which of the things on a screen lies next to another in a direction: for four arrow keys beside the screen.

export interface Box {
  left: number
  top: number
  right: number
  bottom: number
}

export type Direction = 'ArrowUp' | 'ArrowDown' | 'ArrowLeft' | 'ArrowRight'

/** To be beside somebody counts more than to be near: a row is followed before the next one is tried. */
const SIDEWAYS_WEIGHS = 3
const OFF_CENTRE_WEIGHS = 0.1
/** Neighbours may overlap by less than this: lines of text do. Pixels. */
const OVERLAP_MOST = 4

/** Index of the box that lies nearest in this direction; -1 when none does. */
export function nearest(from: Box, boxes: readonly Box[], direction: Direction): number {
  let found = -1
  let least = Number.POSITIVE_INFINITY
  boxes.forEach((box, index) => {
    const cost = costOf(turned(from, direction), turned(box, direction))
    if (cost >= least) return
    least = cost
    found = index
  })
  return found
}

/** As if the arrow always led down. */
function turned({ left, top, right, bottom }: Box, direction: Direction): Box {
  if (direction === 'ArrowDown') return { left, top, right, bottom }
  if (direction === 'ArrowUp') return { left, right, top: -bottom, bottom: -top }
  if (direction === 'ArrowRight') return { left: top, right: bottom, top: left, bottom: right }
  return { left: top, right: bottom, top: -right, bottom: -left }
}

function costOf(from: Box, to: Box): number {
  if (to.top < from.bottom - OVERLAP_MOST) return Number.POSITIVE_INFINITY
  const sideways = Math.max(0, to.left - from.right, from.left - to.right)
  const offCentre = Math.abs(to.left + to.right - from.left - from.right) / 2
  return Math.max(0, to.top - from.bottom) + sideways * SIDEWAYS_WEIGHS + offCentre * OFF_CENTRE_WEIGHS
}
