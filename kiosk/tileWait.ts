// What a department's tile says of waiting: one short line, true whichever of its services somebody then chooses.
import type { HallView, ServiceView } from '../core/protocol.ts'
import { waitWord, whenWord } from '../ui/times.ts'
import type { Speech } from '../ui/words.ts'

export interface TileWait {
  open: boolean
  /** It says how long. */
  known: boolean
  text: string
}

/** From the shortest to the longest wait of what is open; when none of it is, from when on. */
export function tileWait(hall: HallView, services: readonly ServiceView[], speech: Speech): TileWait {
  const { t } = speech
  const open = services.filter((one) => one.open)
  if (open.length > 0) {
    const ranges = open.flatMap(({ estimate }) => estimate ?? [])
    // Nobody knows how long it takes where nobody serves.
    if (ranges.length === 0) return { open: true, known: false, text: t('kiosk.no_counter') }
    const fromMinutes = Math.min(...ranges.map((one) => one.fromMinutes))
    const toMinutes = Math.max(...ranges.map((one) => one.toMinutes))
    return { open: true, known: true, text: waitWord({ fromMinutes, toMinutes }, speech) }
  }
  const byNumber = services.filter((one) => one.walkIn)
  const openings = byNumber.flatMap(({ nextOpening }) => nextOpening ?? [])
  const first = openings.sort((a, b) => Date.parse(a) - Date.parse(b))[0]
  if (first !== undefined) {
    const when = whenWord(first, hall.now, hall.timeZone, speech)
    return { open: false, known: false, text: t('kiosk.opens', { when }) }
  }
  return { open: false, known: false, text: t(byNumber.length === 0 ? 'common.by_appointment' : 'kiosk.all_closed') }
}
