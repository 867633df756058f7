// Line drawings on a grid of 24. A department without a drawing of its own gets the first character of its name.
import { useWords } from './words.ts'

/** By department id, as in the sample hall file. */
const DEPARTMENTS: Record<string, string> = {
  police:
    'M12 3l7 3v5c0 4.6-2.9 8.2-7 10-4.1-1.8-7-5.4-7-10V6zM12 8l1.2 2.6 2.8.3-2.1 1.9.6 2.8-2.5-1.5-2.5 1.5.6-2.8L8 10.9l2.8-.3z',
  'exit-entry':
    'M6 3h12v18H6zM12 7a3.5 3.5 0 1 0 .01 0zM8.5 10.5h7M12 7c-1.7 2-1.7 5 0 7M12 7c1.7 2 1.7 5 0 7M9.5 17.5h5',
  'traffic-police': 'M4 16.5v-4.5l2-5h12l2 5v4.5zM4 12h16M7 16.5v2M17 16.5v2M7.5 14.2h.01M16.5 14.2h.01',
  'real-estate': 'M4 11l8-7 8 7M6 9.5V20h12V9.5M10 20v-6h4v6',
  market:
    'M4 9l1.5-5h13L20 9M4 9a2.7 2.7 0 0 0 5.3 0 2.7 2.7 0 0 0 5.4 0A2.7 2.7 0 0 0 20 9M5.5 12v8h13v-8M10 20v-5h4v5',
  labour:
    'M9 4.5a3.3 3.3 0 1 0 .01 0zM3 19.5c0-4 2.7-6 6-6s6 2 6 6zM15.5 5a3 3 0 0 1 0 6M17.5 14c2.3.6 3.5 2.5 3.5 5.5',
  'medical-insurance': 'M12 20S4 15 4 9a4 4 0 0 1 8-1 4 4 0 0 1 8 1c0 6-8 11-8 11zM12 10v5M9.5 12.5h5',
  tax: 'M6 3h12v18l-3-2-3 2-3-2-3 2zM9 7l3 4 3-4M12 11v5M9.5 11.7h5M9.5 14h5',
  'housing-fund': 'M3 11l9-7 9 7M5 9.5V20h14V9.5M9.5 10l2.5 3 2.5-3M12 13v5M10 13.7h4M10 16h4',
  'civil-affairs': 'M9 8.5a5 5 0 1 0 .01 0zM15 8.5a5 5 0 1 0 .01 0zM10 4.5l1-1.5h2l1 1.5-2 2z',
  'natural-resources': 'M3 19l6-11 4 7 2.5-4L21 19zM16.5 5a1.6 1.6 0 1 0 .01 0z',
  housing: 'M5 21V5h8v16M13 10h6v11M3 21h18M8 8.5h2M8 12.5h2M8 16.5h2M16 13.5h.01M16 17h.01',
  health: 'M10 4h4v6h6v4h-6v6h-4v-6H4v-4h6z',
  transport: 'M2.5 6H14v10H2.5zM14 10h4l3.5 3v3H14zM7 16a2 2 0 1 0 .01 0zM17.5 16a2 2 0 1 0 .01 0z',
  education: 'M12 5L2 10l10 5 10-5zM6 12v5c2 2 10 2 12 0v-5M22 10v5',
  justice: 'M12 3v17M8 20h8M5 6h14M5 6l-3 7a3.2 3.2 0 0 0 6 0zM19 6l-3 7a3.2 3.2 0 0 0 6 0z',
  veterans:
    'M8 3l4 6.5L16 3M12 9.5a5.7 5.7 0 1 0 .01 0zM12 12.3l1 2 2.1.2-1.6 1.5.5 2.1-2-1.1-2 1.1.5-2.1-1.6-1.5 2.1-.2z',
  disabled: 'M11 3.5a1.5 1.5 0 1 0 .01 0zM11 8.5V14h5l2.5 5M11 10.5h4.5M8.7 12a5 5 0 1 0 6.2 6.5',
  utilities: 'M13 3L5 13.5h6l-1 7.5 8-10.5h-6z',
  general: 'M12 3a9 9 0 1 0 .01 0zM9.3 9.5a2.7 2.7 0 1 1 3.8 2.4c-.8.4-1.1.9-1.1 1.9M12 17h.01',
  fire: 'M12.5 3c.5 4 5.5 6 5.5 11a6 6 0 0 1-12 0c0-2 1-3.7 2-4.7 0 2 .8 2.7 1.5 2.7C9.5 9 10.5 6 12.5 3z',
  tobacco: 'M5 19C4 10 9 4 20 4c0 11-6 16-14 14.5M4.5 21c1.5-5 4.5-9 9.5-12',
  'city-management': 'M4 5h16v8H4zM8 13v8M16 13v8M8 9h8',
}

const SIGNS = {
  back: 'M14 5l-7 7 7 7',
  clock: 'M12 3.5a8.5 8.5 0 1 0 .01 0zM12 7.5V12l3 2',
  people: DEPARTMENTS.labour,
  search: 'M10.5 4a6.5 6.5 0 1 0 .01 0zM15.5 15.5L20.5 20.5',
  go: 'M9 5l7 7-7 7',
  done: 'M4.5 12.5l5 5 10-11',
  home: DEPARTMENTS['real-estate'],
  text: 'M3 19l5-13 5 13M5 14.5h6M15 19l3-7.5 3 7.5M16.2 16.5h3.6',
  low: 'M12 4v12M7 11.5l5 5 5-5M5 20.5h14',
  sound: 'M4 9.5v5h3.5l4.5 4v-13l-4.5 4zM15.5 9a4.5 4.5 0 0 1 0 6M18 6.5a8 8 0 0 1 0 11',
  mute: 'M4 9.5v5h3.5l4.5 4v-13l-4.5 4zM16 9.5l5 5M21 9.5l-5 5',
  alert: 'M12 4L2.5 20h19zM12 10v4.5M12 17.2h.01',
} as const

export function Icon({ sign }: { sign: keyof typeof SIGNS }) {
  return <Drawing path={SIGNS[sign] ?? ''} />
}

/** The emblem of a department. */
export function Emblem({ department }: { department: { id: string; name: Record<string, string> } }) {
  const { own } = useWords()
  const path = DEPARTMENTS[department.id]
  return (
    <span class="emblem" aria-hidden="true">
      {path === undefined ? <b>{own(department.name).slice(0, 1)}</b> : <Drawing path={path} />}
    </span>
  )
}

function Drawing({ path }: { path: string }) {
  return (
    <svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <path d={path} />
    </svg>
  )
}
