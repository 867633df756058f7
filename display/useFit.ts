// How large the letters of this screen are: from what the hall file says of its size and distance, and the pixels it has.
import { useEffect, useState } from 'preact/hooks'
import type { HallView } from '../core/protocol.ts'
import { type Fit, farthest, fitScreen, headingSize } from '../core/screen-fit.ts'
import { type Shown, wantedOf } from '../core/screen-of-hall.ts'
import type { Wanted } from '../core/screen-wanted.ts'
import { FIRST } from './words.tsx'

const STEP_METRES = 0.1
/** Where even that leaves no room, something is shown all the same. */
const NEAR_METRES = 0.2

interface Fitted {
  fit: Fit
  /** Smaller than promised: the screen or its window is not what the hall file says. */
  tooSmall: boolean
}

export function useFit(hall: HallView, screen: Shown, zone: string | null): Fitted {
  const pixels = useWindowSize()
  const names = hall.publicNames === 'masked'
  return fitted(wantedOf(hall, { screen, zone, pixels, names, language: FIRST }))
}

/** One bad setting never blanks the screen: letters are made smaller only where nothing would stand there otherwise. */
function fitted(wanted: Wanted): Fitted {
  const fit = fitScreen(wanted)
  if (fit !== null) return { fit, tooSmall: false }
  const distance = Math.max(STEP_METRES, farthest(wanted, wanted.distance))
  const usual = { ...wanted, layout: 'calls', beside: 'waiting' } as const
  const smaller =
    fitScreen({ ...wanted, distance }) ?? fitScreen({ ...usual, distance: farthest(usual, wanted.distance) })
  return {
    fit:
      smaller ??
      (fitScreen({ ...usual, distance: NEAR_METRES, numberLetters: 5, place: { first: 4, second: 8 } }) as Fit),
    tooSmall: true,
  }
}

/** For the style sheets: see display/calls.css. */
export function pixelsOf(fit: Fit): Record<string, string> {
  const { digits, text, second } = fit.letters
  return {
    '--digits-px': `${digits}px`,
    '--text-px': `${text}px`,
    '--second-px': `${second}px`,
    '--heading-px': `${headingSize(fit)}px`,
  }
}

function useWindowSize() {
  const read = () => ({ width: innerWidth, height: innerHeight })
  const [size, setSize] = useState(read)
  useEffect(() => {
    const look = () => setSize(read)
    addEventListener('resize', look)
    return () => removeEventListener('resize', look)
  }, [])
  return size
}
