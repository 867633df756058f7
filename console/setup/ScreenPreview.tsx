// A screen to scale: where its parts stand, with letters as large beside it as they will be on the wall.
import type { RowsFit } from '../../core/rows-fit.ts'
import { type Area, areasOf } from '../../core/screen-areas.ts'
import { type Fit, headingHeight, ROW_GAP } from '../../core/screen-fit.ts'
import type { Wanted } from '../../core/screen-wanted.ts'
import { useWords } from '../../ui/words.ts'

interface PreviewProps {
  wanted: Wanted
  fit: Fit
  /** Of a counter, as it stands there. */
  place: string
}

const SAMPLE = 'A001'

export function ScreenPreview({ wanted, fit, place }: PreviewProps) {
  const { t } = useWords()
  const { width, height } = wanted.pixels
  const { head, foot, content, calls, beside } = areasOf(wanted, fit)
  const heading = headingHeight(fit)
  const inColumns = wanted.layout === 'zones' || wanted.layout === 'departments'
  return (
    <svg class="screen-preview" viewBox={`0 0 ${width} ${height}`} role="img" aria-label={t('setup.screen.preview')}>
      <rect class="wall" width={width} height={height} />
      <rect class="bar" {...head} height={head.height * 0.8} />
      <rect class="bar" {...foot} height={foot.height * 0.7} />
      {calls.map((lane) => (
        <Rows
          key={lane.x}
          {...{ fit, place }}
          rows={fit.calls}
          area={below(lane, inColumns ? heading + fit.letters.text : heading)}
        />
      ))}
      {wanted.layout === 'single' && <Cells {...{ fit, box: content, place }} />}
      {/* Each one plain area: what it says is listed beside the picture. */}
      {beside.map((part) => (
        <rect key={part.y} class="part" {...part} rx={fit.unit} />
      ))}
    </svg>
  )
}

function below(area: Area, by: number): Area {
  return { ...area, y: area.y + by, height: area.height - by }
}

function Rows({ fit, rows, area, place }: { fit: Fit; rows: RowsFit | null; area: Area; place: string }) {
  if (rows === null) return null
  const gap = ROW_GAP * fit.unit
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
  const gap = ROW_GAP * fit.unit
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
