// A screen to scale: where its parts stand, with letters as large beside it as they will be on the wall.
import type { RowsFit } from '../../core/rows-fit.ts'
import { type Fit, headingHeight } from '../../core/screen-fit.ts'
import type { Wanted } from '../../core/screen-wanted.ts'
import { useWords } from '../../ui/words.ts'

interface PreviewProps {
  wanted: Wanted
  fit: Fit
  /** Of a counter, as it stands there. */
  place: string
}

/** As core/screen-fit.ts has them, in units. */
const PAD_X = 3.4
const PAD_Y = 2
const GAP = 2
const SAMPLE = 'A001'

export function ScreenPreview({ wanted, fit, place }: PreviewProps) {
  const { t } = useWords()
  const { width, height } = wanted.pixels
  const { unit, head, foot } = fit
  const top = PAD_Y * unit + head + GAP * unit
  const box = {
    x: PAD_X * unit,
    y: top,
    width: width - 2 * PAD_X * unit,
    height: height - top - foot - (PAD_Y + GAP) * unit,
  }
  return (
    <svg class="screen-preview" viewBox={`0 0 ${width} ${height}`} role="img" aria-label={t('setup.screen.preview')}>
      <rect class="wall" width={width} height={height} />
      <rect class="bar" x={box.x} y={PAD_Y * unit} width={box.width} height={head * 0.8} />
      <rect class="bar" x={box.x} y={height - PAD_Y * unit - foot} width={box.width} height={foot * 0.7} />
      <Body {...{ wanted, fit, box, place }} />
    </svg>
  )
}

interface Area {
  x: number
  y: number
  width: number
  height: number
}
type BodyProps = PreviewProps & { box: Area }

function Body({ wanted, fit, box, place }: BodyProps) {
  const heading = headingHeight(fit)
  const gap = PAD_X * fit.unit
  if (wanted.layout === 'zones' || wanted.layout === 'departments') {
    const lanes = Array.from({ length: fit.columns }, (_, i) => ({
      ...box,
      x: box.x + i * (fit.callsWidth + gap),
      width: fit.callsWidth,
    }))
    return (
      <>
        {lanes.map((lane) => (
          <Rows key={lane.x} {...{ fit, place }} rows={fit.calls} area={below(lane, heading + fit.letters.text)} />
        ))}
      </>
    )
  }
  const calls = { ...box, width: fit.callsWidth, height: fit.callsHeight }
  return (
    <>
      <Rows {...{ fit, place }} rows={fit.calls} area={below(calls, heading)} />
      {wanted.layout === 'single' ? <Cells {...{ fit, box, place }} /> : <Side {...{ fit, box, place, wanted }} />}
    </>
  )
}

function below(area: Area, by: number): Area {
  return { ...area, y: area.y + by, height: area.height - by }
}

function Rows({ fit, rows, area, place }: { fit: Fit; rows: RowsFit | null; area: Area; place: string }) {
  if (rows === null) return null
  const gap = 1.4 * fit.unit
  const tops = Array.from({ length: rows.rows }, (_, i) =>
    i === 0 ? 0 : rows.firstHeight + gap + (i - 1) * (rows.height + gap),
  )
  return (
    <>
      {tops.map((top, i) => (
        <Call
          key={top}
          {...{ fit, place, stacked: rows.stacked }}
          scale={i === 0 ? rows.first : rows.scale}
          area={{ ...area, y: area.y + top, height: i === 0 ? rows.firstHeight : rows.height }}
        />
      ))}
    </>
  )
}

interface CallProps {
  fit: Fit
  area: Area
  place: string
  scale: number
  stacked: boolean
}

function Call({ fit, area, place, scale, stacked }: CallProps) {
  const { letters, unit } = fit
  const digits = letters.digits * scale
  const text = letters.text * scale
  const left = area.x + 3 * unit
  const middle = area.y + area.height / 2
  return (
    <>
      <rect class="card" {...area} rx={1.6 * unit} />
      <text class="ink" x={left} y={stacked ? middle - 0.2 * digits : middle + 0.35 * digits} font-size={digits}>
        {SAMPLE}
      </text>
      <text
        class="ink"
        x={stacked ? left : left + digits * 4}
        y={stacked ? middle + text : middle + 0.35 * text}
        font-size={text}
      >
        {place}
      </text>
    </>
  )
}

function Cells({ fit, box, place }: { fit: Fit; box: Area; place: string }) {
  const gap = 1.4 * fit.unit
  const width = (box.width - gap * (fit.cells - 1)) / fit.cells
  const y = box.y + box.height - fit.cellHeight
  return (
    <>
      {Array.from({ length: fit.cells }, (_, i) => (
        <Call
          key={`${fit.cells} ${i + 1}`}
          {...{ fit, place, scale: 1, stacked: true }}
          area={{ x: box.x + i * (width + gap), y, width, height: fit.cellHeight }}
        />
      ))}
    </>
  )
}

/** What stands beside the calls, as one plain area a part: what it says is listed beside the picture. */
function Side({ fit, box, wanted }: BodyProps) {
  const parts = [fit.media, fit.earlier, fit.waiting, fit.notice].filter((part) => part !== null).length
  if (parts === 0) return null
  const gap = (fit.portrait ? GAP : PAD_X) * fit.unit
  const side: Area = fit.portrait
    ? { ...box, y: box.y + fit.callsHeight + gap, height: box.height - fit.callsHeight - gap }
    : { ...box, x: box.x + fit.callsWidth + gap, width: box.width - fit.callsWidth - gap }
  const share = parts === 1 ? 1 : wanted.beside === 'notice' ? 0.4 : 0.53
  const first = fit.media === null ? side.height * share - (parts === 1 ? 0 : fit.unit) : fit.media.height
  const rest = below(side, first + GAP * fit.unit)
  return (
    <>
      <rect class="part" {...side} height={first} rx={fit.unit} />
      {parts > 1 && rest.height > 0 && <rect class="part" {...rest} rx={fit.unit} />}
    </>
  )
}
