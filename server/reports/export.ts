// Reports as sheets: CSV that Excel reads in Chinese, and XLSX. No cell that came from a person runs as a formula.
import { stringify } from 'csv-stringify/sync'
import type { FairnessView, FiguresView, LineView } from '../../core/reports.ts'
import type { Names } from './names.ts'

export type Cell = string | number | null
export interface Sheet {
  name: string
  rows: Cell[][]
}

/** Without it Excel takes UTF-8 for the system's own letters. */
const BOM = '\ufeff'
/** What spreadsheets take for the beginning of a formula (OWASP, CSV injection). */
const FORMULA = /^[=+\-@\t\r]/
const MINUTE_S = 60
const HUNDREDTHS = 100
const SHEET_NAME_MOST = 31

/** A text that would run as a formula is written as text: with an apostrophe before it. Numbers stay numbers. */
export function safeCell(cell: Cell): Cell {
  return typeof cell === 'string' && FORMULA.test(cell) ? `'${cell}` : cell
}

/** All sheets below one another, an empty line between. */
export function asCsv(sheets: readonly Sheet[]): string {
  const rows = sheets.flatMap((sheet, i) => (i === 0 ? sheet.rows : [[], ...sheet.rows]))
  return (
    BOM +
    stringify(
      rows.map((row) => row.map(safeCell)),
      { record_delimiter: 'windows' },
    )
  )
}

export async function asXlsx(sheets: readonly Sheet[]): Promise<Buffer> {
  // Loaded by the first who wants a sheet: in most halls nobody does, and it would stay in memory.
  const { default: writeXlsxFile } = await import('write-excel-file/node')
  return writeXlsxFile(
    sheets.map(({ name, rows }) => ({
      sheet: name.slice(0, SHEET_NAME_MOST),
      data: rows.map((row, i) => row.map((cell) => styled(cell, i === 0))),
      stickyRowsCount: 1,
    })),
  ).toBuffer()
}

function styled(cell: Cell, head: boolean) {
  const safe = safeCell(cell)
  const look = head ? { fontWeight: 'bold' as const } : {}
  return typeof safe === 'number'
    ? { value: safe, type: Number, ...look }
    : { value: safe ?? '', type: String, ...look }
}

export function figuresSheets(report: FiguresView, { t }: Names): Sheet[] {
  const head = [
    'name',
    ...COUNTS,
    ...STATS.flatMap((stat) => MEASURES.map((measure) => `${stat}.${measure}`)),
    'within',
    'worked',
  ]
  const heading = (column: string) => {
    const [stat = '', measure] = column.split('.')
    const first = t(stat === 'name' ? `figures.by.${report.by}` : `figures.column.${stat}`)
    return measure === undefined ? first : `${first} · ${t(`figures.measure.${measure}`)}`
  }
  const rows = [...report.lines, report.all].map((line) => rowOf(line))
  return [{ name: `${report.from} ${report.to}`, rows: [head.map(heading), ...rows] }]
}

const COUNTS = [
  'tickets',
  'served',
  'missed',
  'cancelled',
  'closed',
  'turnedAway',
  'open',
  'leftUncalled',
] as const satisfies readonly (keyof LineView)[]
const STATS = ['wait', 'laterWait', 'walk', 'service', 'extended'] as const
const MEASURES = ['count', 'mean', 'median', 'p90', 'max'] as const

function rowOf(line: LineView): Cell[] {
  const stats = STATS.flatMap((stat): Cell[] => {
    const { count, meanSeconds, medianSeconds, p90Seconds, maxSeconds } = line[stat]
    return [count, ...[meanSeconds, medianSeconds, p90Seconds, maxSeconds].map(minutes)]
  })
  return [
    line.name,
    ...COUNTS.map((count) => line[count]),
    ...stats,
    line.within.share,
    minutes(line.service.sumSeconds),
  ]
}

function minutes(seconds: number | null): number | null {
  return seconds === null ? null : Math.round((seconds / MINUTE_S) * HUNDREDTHS) / HUNDREDTHS
}

export function fairnessSheets(report: FairnessView, names: Names): Sheet[] {
  const { t } = names
  const heads = (columns: readonly string[]) => columns.map((column) => t(`fairness.column.${column}`))
  const order = report.outOfOrder.map((one): Cell[] => [
    ...[one.day, one.at, t(`fairness.rule.${one.rule}`), one.reason, one.number, names.of('service', one.service)],
    ...[one.counter, one.clerk, one.countsAs, one.passedOver?.number ?? null, one.passedOver?.countsAs ?? null],
  ])
  const faults = report.faults.map((one): Cell[] => [
    ...[one.day, one.at, one.seq, t(`fairness.fault.${one.kind}`), one.number, one.other, one.counter, one.clerk],
  ])
  const waits = Object.entries(report.waits).flatMap(([by, lines]) =>
    lines.map((one): Cell[] => [
      ...[t(`figures.by.${by}`), one.name, one.tickets, one.wait.count, minutes(one.wait.meanSeconds)],
      ...[minutes(one.wait.medianSeconds), minutes(one.wait.p90Seconds), minutes(one.wait.maxSeconds)],
      one.within.share,
    ]),
  )
  const days = report.days.map((one): Cell[] => [
    ...[one.day, one.tickets, one.calls, one.outOfOrder, one.faults, one.closingSeq, one.closingHash],
  ])
  return [
    { name: t('fairness.order'), rows: [heads(ORDER_COLUMNS), ...order] },
    { name: t('fairness.faults'), rows: [heads(FAULT_COLUMNS), ...faults] },
    { name: t('fairness.waits'), rows: [heads(WAIT_COLUMNS), ...waits] },
    { name: t('fairness.days'), rows: [heads(DAY_COLUMNS), ...days] },
  ]
}

const ORDER_COLUMNS = ['day', 'at', 'rule', 'reason', 'number', 'service', 'counter', 'clerk', 'countsAs'].concat([
  'passedOver',
  'passedCountsAs',
])
const FAULT_COLUMNS = ['day', 'at', 'seq', 'fault', 'number', 'passedOver', 'counter', 'clerk']
const WAIT_COLUMNS = ['by', 'name', 'tickets', 'called', 'mean', 'median', 'p90', 'max', 'within']
const DAY_COLUMNS = ['day', 'tickets', 'calls', 'outOfOrder', 'faults', 'closingSeq', 'closingHash']
