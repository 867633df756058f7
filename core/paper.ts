// What a hall prints: its printers, and what stands on a number's paper and on the notice of papers to bring, line by line.
import Type, { type Static } from 'typebox'
import { ID_PATTERN, LANGUAGE_PATTERN } from './ids.ts'

/** Each with the names that a template of it may use in braces. A line with `services` or `papers` is printed once for each. */
export const PAPER_KINDS = {
  ticket: ['hall', 'copy', 'number', 'services', 'date', 'time', 'ahead', 'wait', 'bring', 'papers', 'scan', 'link'],
  notice: ['hall', 'department', 'service', 'date', 'time', 'papers', 'nothing', 'scan', 'link'],
} as const
export type PaperKind = keyof typeof PAPER_KINDS
export const PAPER_NAMES = Object.keys(PAPER_KINDS) as PaperKind[]

export const PAPER_WIDTHS = [58, 80] as const
export type PaperWidth = (typeof PAPER_WIDTHS)[number]
/** Of the paper, in millimetres. */
export const Width = Type.Union([Type.Literal(PAPER_WIDTHS[0]), Type.Literal(PAPER_WIDTHS[1])])
/** Letters of Latin in a line; a Hanzi takes two. */
export const COLUMNS: Record<PaperWidth, number> = { 58: 32, 80: 48 }
export const PRINTER_PORT = 9_100

const exact = { additionalProperties: false }
const TEMPLATE_MOST = 2_000
const Printer = Type.Object(
  {
    id: Type.String({ pattern: ID_PATTERN }),
    /** Where it stands. */
    name: Type.String({ minLength: 1, maxLength: 60, pattern: '\\S' }),
    /** A name or an address in the hall's network; none: the browser of the kiosk itself prints. */
    host: Type.Optional(Type.String({ pattern: '^[A-Za-z0-9]([A-Za-z0-9.:-]{0,253})$' })),
    port: Type.Optional(Type.Integer({ minimum: 1, maximum: 65_535 })),
    width: Width,
    /** Whether it cuts the paper; default true. */
    cuts: Type.Optional(Type.Boolean()),
  },
  exact,
)
export type Printer = Static<typeof Printer>

/** By language; a language that is not there has the program's own template. */
const Templates = Type.Optional(
  Type.Record(
    Type.String({ pattern: LANGUAGE_PATTERN }),
    Type.String({ minLength: 1, maxLength: TEMPLATE_MOST }),
    exact,
  ),
)
export const Paper = Type.Object(
  {
    printers: Type.Optional(Type.Array(Printer, { maxItems: 200 })),
    ticket: Templates,
    notice: Templates,
  },
  exact,
)
export type Paper = Static<typeof Paper>

/** One that the server reaches over the network. */
export type NetworkPrinter = Printer & { host: string }

export function isOnNetwork(printer: Printer | undefined): printer is NetworkPrinter {
  return printer?.host !== undefined
}

export function printerNamed(paper: Paper | undefined, id: string | null | undefined): Printer | undefined {
  return id == null ? undefined : paper?.printers?.find((one) => one.id === id)
}

/** What comes between a press and its paper. `late`: so long after that nobody stands there any more. */
export const PRINT_STATES = ['queued', 'printing', 'printed', 'failed', 'late'] as const
export type PrintState = (typeof PRINT_STATES)[number]

/** Why a printer prints nothing. `unreachable`: no connection · `silent`: it does not answer · `offline`, `error`: it says so. */
export const TROUBLES = ['unreachable', 'silent', 'offline', 'cover_open', 'no_paper', 'error'] as const
export type Trouble = (typeof TROUBLES)[number]
/** `unknown`: it was not asked yet. `low`: it prints, and somebody should bring a new roll. */
export const PRINTER_STATES = ['unknown', 'ready', 'low', ...TROUBLES] as const
export type PrinterState = (typeof PRINTER_STATES)[number]

export function troubleOf(state: PrinterState): Trouble | null {
  return TROUBLES.find((one) => one === state) ?? null
}

/** The paper of a number; after a reprint there is another. */
export function printName(ticket: string, copies = 0): string {
  return `${ticket}.${copies}`
}

/** Where on this device papers come out, as its page is told. */
export const OwnPaper = Type.Object({
  printer: Type.String(),
  way: Type.Enum(['network', 'browser'], { description: 'browser: the page prints, with window.print' }),
  width: Width,
})
export type OwnPaper = Static<typeof OwnPaper>

export const PrinterView = Type.Object({
  id: Type.String(),
  name: Type.String(),
  way: Type.Enum(['network', 'browser']),
  width: Type.Integer(),
  state: Type.Enum(PRINTER_STATES),
  forSeconds: Type.Integer({ description: 'since it has been in this state' }),
  waiting: Type.Integer({ description: 'papers still to come out' }),
})
export type PrinterView = Static<typeof PrinterView>

export const PrintView = Type.Object({
  state: Type.Enum(PRINT_STATES),
  trouble: Type.Union([Type.Enum(TROUBLES), Type.Null()]),
})
export type PrintView = Static<typeof PrintView>
