// Where the parts of a screen stand, in pixels from its upper left corner: as core/screen-fit.ts has reckoned them.
import type { Box } from './rows-fit.ts'
import { besideParts, content, type Fit, GAP, PADDING } from './screen-fit.ts'
import type { Wanted } from './screen-wanted.ts'

export interface Area extends Box {
  x: number
  y: number
}

export interface ScreenAreas {
  head: Area
  /** Between head and foot. */
  content: Area
  foot: Area
  /** Of the calls: one, or one for each column. */
  calls: Area[]
  /** What stands beside the calls, from above. */
  beside: Area[]
}

export function areasOf(wanted: Wanted, fit: Fit): ScreenAreas {
  const { unit } = fit
  const box = content(wanted, fit)
  const bar = { x: PADDING.x * unit, width: box.width }
  const all = { ...bar, y: (PADDING.y + GAP.y) * unit + fit.head, height: box.height }
  const step = fit.callsWidth + GAP.x * unit
  return {
    head: { ...bar, y: PADDING.y * unit, height: fit.head },
    content: all,
    foot: { ...bar, y: wanted.pixels.height - PADDING.y * unit - fit.foot, height: fit.foot },
    calls: Array.from({ length: fit.columns }, (_, i) => ({
      x: all.x + i * step,
      y: all.y,
      width: fit.callsWidth,
      height: fit.callsHeight,
    })),
    beside: besideOf(wanted, fit, all),
  }
}

function besideOf(wanted: Wanted, fit: Fit, all: Area): Area[] {
  const parts = [fit.media, fit.earlier, fit.waiting, fit.notice].filter((part) => part !== null).length
  if (parts === 0) return []
  const gap = (fit.portrait ? GAP.y : GAP.x) * fit.unit
  const side = fit.portrait
    ? { ...all, y: all.y + fit.callsHeight + gap, height: all.height - fit.callsHeight - gap }
    : { ...all, x: all.x + fit.callsWidth + gap, width: all.width - fit.callsWidth - gap }
  if (parts === 1) return [fit.media === null ? side : { ...side, height: fit.media.height }]
  const upper = fit.media ?? besideParts(wanted, fit, side)[0]
  const down = upper.height + GAP.y * fit.unit
  return [
    { ...side, height: upper.height },
    { ...side, y: side.y + down, height: side.height - down },
  ]
}
