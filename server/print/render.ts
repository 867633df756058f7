// A filled template as what a printer understands (ESC/POS with GB18030) and as a picture of the same paper.
import receiptline from 'receiptline'
import { COLUMNS, type PaperWidth } from '../../core/paper.ts'
import { printable } from './letters.ts'
import { wrapped } from './wrap.ts'

type Commands = typeof receiptline.commands.base

/** What a template says to the printer itself, and its pictures, are nothing; a code has the white around it that phones need. */
function guarded(commands: Commands): Commands {
  return {
    ...commands,
    command: () => '',
    image: () => '',
    qrcode(symbol, encoding) {
      return commands.qrcode.call(this, { ...symbol, quietZone: true }, encoding)
    },
  }
}

/** Of the cheapest printers: codes as dots, rules as dashes, for the line letters of a code page are others in Chinese firmware. */
const ESCPOS = { ...guarded(receiptline.commands.generic), hr: (width: number) => `\x1c.${'-'.repeat(width)}` }
const SVG = guarded(receiptline.commands.svg)

interface Sheet {
  width: PaperWidth
  cuts?: boolean | undefined
}

/** Ends with GS r 1: the printer answers it when everything before has been printed. */
export function asCommands(document: string, { width, cuts = true }: Sheet): Buffer {
  const options = { cpl: COLUMNS[width], encoding: 'gb18030', spacing: true, cutting: cuts, command: ESCPOS } as const
  return Buffer.from(receiptline.transform(wrapped(printable(document), COLUMNS[width]), options), 'binary')
}

/** As it comes out; one dot of the printer is one unit. */
export function asSvg(document: string, width: PaperWidth): string {
  const options = { cpl: COLUMNS[width], encoding: 'gb18030', spacing: true, cutting: true, command: SVG } as const
  return receiptline.transform(wrapped(printable(document), COLUMNS[width]), options)
}
