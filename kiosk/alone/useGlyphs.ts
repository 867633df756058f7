// Fetches the letters of all that this kiosk may have to show while there is a server to fetch them from.
import { useEffect } from 'preact/hooks'
import type { HallView } from '../../core/protocol.ts'

const WEIGHTS = [400, 700]
const AGAIN_MS = 2_000
/** The list of letters comes after the first picture; where there is none, the machine's own are all there are. */
const TRIES_MOST = 15

/** Names, papers to bring and all else that people read of the hall. Once for each version of its file. */
export function useGlyphs(hall: HallView | null, well: boolean): void {
  useEffect(() => {
    if (hall === null || !well) return
    let timer: ReturnType<typeof setTimeout> | undefined
    const text = JSON.stringify([hall.name, hall.departments, hall.services, hall.priorities])
    const letters = [...new Set(text)].join('')
    const load = async (tries: number) => {
      const faces = await Promise.all(
        WEIGHTS.map((weight) => document.fonts.load(`${weight} 1em "Noto Sans SC"`, letters).catch(() => [])),
      )
      if (faces.flat().length === 0 && tries < TRIES_MOST) timer = setTimeout(load, AGAIN_MS, tries + 1)
    }
    void load(1)
    return () => clearTimeout(timer)
  }, [hall?.fileSeq, well])
}
