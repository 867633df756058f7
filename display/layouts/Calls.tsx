// All calls of the screen, with those before and whatever the hall wants beside them.
import type { RowsFit } from '../../core/rows-fit.ts'
import { EarlierCall, placeOf } from '../CallRow.tsx'
import { useStanding } from '../large.ts'
import { NowNext } from '../NowNext.tsx'
import { PageMark, usePages } from '../pages.tsx'
import { Waiting } from '../Waiting.tsx'
import { Both } from '../words.tsx'
import { Media } from './Media.tsx'
import { Notice } from './Notice.tsx'
import type { LayoutProps } from './props.ts'
import { filledUp, rowStyle, Standing } from './Standing.tsx'

export function Calls(props: LayoutProps) {
  const { calls, fit, screen } = props
  const rows = fit.calls
  const own = useStanding(calls, rows?.rows ?? 1)
  const standing = fit.earlier === null ? filledUp(own, calls, rows?.rows ?? 1) : own
  const past = calls.filter((call) => !standing.includes(call))
  const sides = [fit.media, fit.earlier, fit.waiting, fit.notice].filter((part) => part != null).length
  if (rows === null) return null
  return (
    <div
      class={sides === 0 ? 'calls-layout' : `calls-layout sides-${sides} beside-${screen.beside ?? 'waiting'}`}
      style={splitStyle(props)}
    >
      <Now {...props} rows={rows} standing={standing} />
      {sides > 0 && (
        <div class="side">
          {fit.media !== null && <Media {...{ screen, box: fit.media, onBroken: props.onBroken }} />}
          {fit.earlier !== null && <Earlier {...props} past={past} rows={fit.earlier} />}
          {fit.waiting !== null && <Waiting {...props} rows={fit.waiting} />}
          {fit.notice !== null && <Notice texts={screen.notice ?? {}} {...fit.notice} />}
        </div>
      )}
    </div>
  )
}

type NowProps = LayoutProps & { rows: RowsFit; standing: LayoutProps['calls'] }

function Now({ rows, standing, hall, names, isFresh, now }: NowProps) {
  const pages = usePages(standing, rows.rows, isFresh)
  return (
    <section class="calls" aria-live="polite">
      <h2>
        <Both of="lobby.now" />
        <PageMark {...pages} />
      </h2>
      {standing.length === 0 ? (
        <NowNext hall={hall} now={now} />
      ) : (
        <Standing {...{ shown: pages.shown, rows, hall, names, isFresh }} />
      )}
    </section>
  )
}

function Earlier({ hall, isFresh, past, rows }: LayoutProps & { past: LayoutProps['calls']; rows: RowsFit }) {
  const pages = usePages(past, rows.rows)
  return (
    <section class="earlier">
      <h2>
        <Both of="lobby.earlier" />
        <PageMark {...pages} />
      </h2>
      <ol class={rows.stacked ? 'rows stacked' : 'rows'} style={rowStyle(rows)}>
        {pages.shown.map((call) => (
          <EarlierCall as="past" key={call.seq} call={call} place={placeOf(hall, call)} fresh={isFresh(call)} />
        ))}
      </ol>
    </section>
  )
}

function splitStyle({ fit }: LayoutProps): Record<string, string> {
  return { '--calls-width': `${fit.callsWidth}px`, '--calls-height': `${fit.callsHeight}px` }
}
