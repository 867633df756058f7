// Line drawings on a grid of 24. A department without a drawing of its own gets the first character of its name.
import emblems from './emblems.svg?no-inline'
import { useWords } from './words.ts'

/** Ids that `emblems.svg` has a drawing for; it is a file of its own so that the first paint need not wait for it. */
const DRAWN =
  'police exit-entry traffic-police real-estate market labour medical-insurance tax housing-fund civil-affairs natural-resources housing health transport education justice veterans disabled utilities general fire tobacco city-management'.split(
    ' ',
  )

const SIGNS = {
  back: 'M14 5l-7 7 7 7',
  clock: 'M12 3.5a8.5 8.5 0 1 0 .01 0zM12 7.5V12l3 2',
  people:
    'M9 4.5a3.3 3.3 0 1 0 .01 0zM3 19.5c0-4 2.7-6 6-6s6 2 6 6zM15.5 5a3 3 0 0 1 0 6M17.5 14c2.3.6 3.5 2.5 3.5 5.5',
  search: 'M10.5 4a6.5 6.5 0 1 0 .01 0zM15.5 15.5L20.5 20.5',
  go: 'M9 5l7 7-7 7',
  down: 'M5 9l7 7 7-7',
  done: 'M4.5 12.5l5 5 10-11',
  home: 'M4 11l8-7 8 7M6 9.5V20h12V9.5M10 20v-6h4v6',
  text: 'M3 19l5-13 5 13M5 14.5h6M15 19l3-7.5 3 7.5M16.2 16.5h3.6',
  low: 'M12 4v12M7 11.5l5 5 5-5M5 20.5h14',
  sound: 'M4 9.5v5h3.5l4.5 4v-13l-4.5 4zM15.5 9a4.5 4.5 0 0 1 0 6M18 6.5a8 8 0 0 1 0 11',
  mute: 'M4 9.5v5h3.5l4.5 4v-13l-4.5 4zM16 9.5l5 5M21 9.5l-5 5',
  alert: 'M12 4L2.5 20h19zM12 10v4.5M12 17.2h.01',
  ask: 'M12 3a9 9 0 1 0 .01 0zM9.3 9.5a2.8 2.8 0 1 1 4 2.6c-.9.4-1.3 1-1.3 1.9M12 17.2h.01',
} as const

export function Icon({ sign }: { sign: keyof typeof SIGNS }) {
  return (
    <svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <path d={SIGNS[sign]} />
    </svg>
  )
}

/** The emblem of a department. */
export function Emblem({ department }: { department: { id: string; name: Record<string, string> } }) {
  const { own } = useWords()
  return (
    <span class="emblem" aria-hidden="true">
      {DRAWN.includes(department.id) ? (
        <svg class="icon" aria-hidden="true" focusable="false">
          <use href={`${emblems}#${department.id}`} />
        </svg>
      ) : (
        <b>{own(department.name).slice(0, 1)}</b>
      )}
    </span>
  )
}
