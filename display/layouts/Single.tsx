// One queue, one call: the latest as large as it goes, those before it in a row below.
import { EarlierCall, placeOf } from '../CallRow.tsx'
import { useStanding } from '../large.ts'
import { NowNext } from '../NowNext.tsx'
import { PageMark, usePages } from '../pages.tsx'
import { Both } from '../words.tsx'
import type { LayoutProps } from './props.ts'
import { Standing } from './Standing.tsx'

export function Single({ hall, calls, fit, names, isFresh, now }: LayoutProps) {
  const { calls: rows, cells, cellHeight } = fit
  const standing = useStanding(calls, 1)
  // One at a time: whoever is called while another stands there has their turn on the next page.
  const large = usePages(standing, 1, isFresh)
  const others = calls.filter((call) => !large.shown.includes(call))
  const last = usePages(others, Math.max(1, cells))
  if (rows === null) return null
  return (
    <div
      class="single-layout"
      style={{ '--calls-height': `${fit.callsHeight}px`, '--cell-height': `${cellHeight}px`, '--cells': String(cells) }}
    >
      <section class="calls" aria-live="polite">
        <h2>
          <Both of="lobby.now" />
          <PageMark {...large} />
        </h2>
        {standing.length === 0 ? (
          <NowNext hall={hall} now={now} />
        ) : (
          <Standing {...{ shown: large.shown, rows, hall, names, isFresh }} />
        )}
      </section>
      <section class="last">
        <h2>
          <Both of="lobby.earlier" />
          <PageMark {...last} />
        </h2>
        <ol>
          {last.shown.map((call) => (
            <EarlierCall as="cell" key={call.seq} call={call} place={placeOf(hall, call)} fresh={isFresh(call)} />
          ))}
        </ol>
      </section>
    </div>
  )
}
