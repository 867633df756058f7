// Mean wait and 90th percentile a line, as bars. The table beside it says the same in figures.
import type { FiguresView } from '../../core/reports.ts'
import { useWords } from '../../ui/words.ts'
import { minutesWord } from './useReport.ts'

const ROW = 34
const NAME = 230
const WIDTH = 900
const LINES_MOST = 40
/** Room for the two figures behind a bar. */
const FIGURES = 120
const NAME_LETTERS = 27

export function Bars({ report }: { report: FiguresView }) {
  const { t } = useWords()
  const lines = report.lines.filter(({ wait }) => wait.count > 0).slice(0, LINES_MOST)
  if (lines.length === 0) return null
  const most = Math.max(1, ...lines.map(({ wait }) => wait.p90Seconds ?? 0))
  const long = (seconds: number | null) => ((seconds ?? 0) / most) * (WIDTH - NAME - FIGURES)
  return (
    <figure class="bars">
      <figcaption>{t('figures.bars')}</figcaption>
      <svg viewBox={`0 0 ${WIDTH} ${lines.length * ROW}`} aria-hidden="true">
        {lines.map(({ key, name, wait }, i) => (
          <g key={key} transform={`translate(0 ${i * ROW})`}>
            <text x={NAME - 12} y={22} text-anchor="end">
              {name.length > NAME_LETTERS ? `${name.slice(0, NAME_LETTERS - 1)}…` : name}
            </text>
            <rect class="bar-p90" x={NAME} y={7} height={20} width={long(wait.p90Seconds)} />
            <rect class="bar-mean" x={NAME} y={12} height={10} width={long(wait.meanSeconds)} />
            <text class="bar-figure" x={NAME + long(wait.p90Seconds) + 8} y={22}>
              {minutesWord(wait.meanSeconds)} / {minutesWord(wait.p90Seconds)}
            </text>
          </g>
        ))}
      </svg>
    </figure>
  )
}
