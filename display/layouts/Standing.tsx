// The calls that stand out, in rows as high as their letters need; page by page where more people are still to come than fit.
import type { CallView } from '../../core/protocol-board.ts'
import type { RowsFit } from '../../core/rows-fit.ts'
import { CallRow, placeOf } from '../CallRow.tsx'
import type { LayoutProps } from './props.ts'

interface StandingProps extends Pick<LayoutProps, 'hall' | 'names' | 'isFresh'> {
  shown: CallView[]
  rows: RowsFit
}

export function Standing({ shown, rows, hall, names, isFresh }: StandingProps) {
  return (
    <ol class={rows.stacked ? 'rows stacked' : 'rows'} style={rowStyle(rows)}>
      {shown.map((call) => (
        <CallRow
          key={call.seq}
          call={call}
          place={placeOf(hall, call)}
          person={names[call.ticket]}
          fresh={isFresh(call)}
        />
      ))}
    </ol>
  )
}

/** Where those before have no list of their own they take the room that is left: whoever missed their call finds it there. */
export function filledUp(standing: CallView[], calls: CallView[], rows: number): CallView[] {
  const past = calls.filter((call) => !standing.includes(call))
  return [...standing, ...past.slice(0, Math.max(0, rows - standing.length))]
}

/** See `.rows` in display/calls.css. */
export function rowStyle({ firstHeight, height, first, scale }: RowsFit): Record<string, string> {
  return {
    '--first-height': `${firstHeight}px`,
    '--row-height': `${height}px`,
    '--first-scale': String(first),
    '--scale': String(scale),
  }
}
