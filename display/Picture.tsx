// What a lobby screen shows of its hall: which of the hall file's screens it is, how large its letters are, its head, its layout, its foot.
import columns from 'chunk:./layouts/Columns.tsx'
import single from 'chunk:./layouts/Single.tsx'
import voice from 'chunk:./Spoken.tsx'
import words from 'words:lobby'
import { useEffect, useState } from 'preact/hooks'
import type { HallView } from '../core/protocol.ts'
import type { BoardView, CallView } from '../core/protocol-board.ts'
import { isOnScreen, partOf, USUAL_SCREEN } from '../core/screen-of-hall.ts'
import type { Trouble } from '../core/screens.ts'
import { useLater } from '../ui/useLater.ts'
import { Foot } from './Foot.tsx'
import { Head } from './Head.tsx'
import type { Told } from './LobbyScreen.tsx'
import { Calls } from './layouts/Calls.tsx'
import type { LayoutProps } from './layouts/props.ts'
import { useNames } from './names.ts'
import { troublesOf } from './troubles.ts'
import { pixelsOf, useFit } from './useFit.ts'
import { addWords } from './words.tsx'

addWords(words)

interface Which {
  zone: string | null
  screen: string | null
}

interface PictureProps {
  which: Which
  hall: HallView
  board: BoardView
  now: number | null
  isFresh: (call: CallView) => boolean
  paired: boolean
  told: { current: Told }
  setTroubles: (troubles: Trouble[]) => void
}

/** The screen that the hall file describes under this name, or the usual one. */
function screenOf({ screens = [] }: HallView, { screen }: Which) {
  return screens.find(({ id }) => id === screen) ?? USUAL_SCREEN
}

export function isShown(hall: HallView, which: Which, { counter, service }: CallView): boolean {
  return isOnScreen(hall, partOf(hall, screenOf(hall, which), which.zone), counter, service)
}

export function Picture({ hall, board, which, now, isFresh, paired, told, setTroubles }: PictureProps) {
  const { zone } = which
  const screen = screenOf(hall, which)
  const [broken, setBroken] = useState('')
  const { fit, tooSmall } = useFit(hall, screen, zone)
  const names = useNames(hall, board)
  const spoken = useLater<typeof import('./Spoken.tsx')>(voice)
  const part = partOf(hall, screen, zone)
  const media = broken !== '' && broken === screen.address ? broken : ''
  const troubles: Trouble[] = troublesOf(hall, {
    zone,
    screen: which.screen,
    paired,
    tooSmall: tooSmall && screen !== USUAL_SCREEN,
    media,
  })
  // Told to the server at once when they are others.
  useEffect(() => setTroubles(troubles), [JSON.stringify(troubles)])
  const calls = board.calls.filter((call) => isShown(hall, which, call))
  const layout: LayoutProps = { hall, board, screen, part, calls, fit, names, isFresh, now, onBroken: setBroken }
  return (
    <>
      <Head hall={hall} now={now} />
      <div class={fit.portrait ? 'body upright' : 'body'} style={pixelsOf(fit)} data-layout={screen.layout}>
        <Layout {...layout} />
      </div>
      <Foot hall={hall} now={now} troubles={troubles}>
        {spoken !== null && (
          <spoken.Spoken hall={hall.id} zone={part.zones?.length === 1 ? (part.zones[0] ?? null) : null} told={told} />
        )}
      </Foot>
    </>
  )
}

/** The usual layout is there at once; the others are fetched by the screens that show them. */
function Layout(props: LayoutProps) {
  const { layout } = props.screen
  const one = useLater<typeof import('./layouts/Single.tsx')>(layout === 'single' ? single : null)
  const many = useLater<typeof import('./layouts/Columns.tsx')>(
    layout === 'zones' || layout === 'departments' ? columns : null,
  )
  if (layout === 'calls') return <Calls {...props} />
  const There = layout === 'single' ? one?.Single : many?.Columns
  return There === undefined ? null : <There {...props} />
}
