// Templates of paper in the markup of receiptline: which are refused, and how they are filled so that a value is never markup.
import { PAPER_KINDS, PAPER_NAMES, type Paper, type PaperKind } from './paper.ts'

export interface PaperFault {
  path: string
  code: 'unknown_name' | 'not_printable'
  detail: string
}

const NAMES = /\{(\w+)\}/g
/** Of the markup: codes and how text stands. Commands to the printer itself (`x`) and pictures (`i`) are left out. */
const PROPERTIES = ['a', 'align', 'b', 'border', 'c', 'code', 'o', 'option', 't', 'text', 'w', 'width', '_', 'comment']
const CONTROL = /\\x([01][\da-f]|7f)/i

export function* paperFaults(paper: Paper): Generator<PaperFault> {
  for (const kind of PAPER_NAMES)
    for (const [language, template] of Object.entries(paper[kind] ?? {}))
      for (const [code, detail] of templateFaults(kind, template))
        yield { path: `/paper/${kind}/${language}`, code, detail }
}

function* templateFaults(kind: PaperKind, template: string): Generator<[PaperFault['code'], string]> {
  const known: readonly string[] = PAPER_KINDS[kind]
  for (const [, name = ''] of template.matchAll(NAMES)) if (!known.includes(name)) yield ['unknown_name', name]
  const plain = template.replace(NAMES, 'x')
  for (const [whole, inside = ''] of plain.matchAll(/\{([^{}]*)\}/g))
    for (const member of inside.split(';')) {
      const key = member.match(/^\s*([A-Za-z_]\w*)\s*:/)?.[1]
      if (key === undefined ? member.trim() !== '' : !PROPERTIES.includes(key)) yield ['not_printable', whole]
    }
  const control = template.match(CONTROL)
  if (control !== null) yield ['not_printable', control[0]]
}

export type PaperValues = Readonly<Record<string, string | readonly string[]>>

/**
 * A document of receiptline. A line that names something empty is left out; one that names a list comes once for each of
 * it; a name that is not there stays as it is, so that it is seen.
 */
export function filledPaper(template: string, values: PaperValues): string {
  return template
    .split(/\r\n|\r|\n/)
    .flatMap((line) => filledLine(line, values))
    .filter((line, i, lines) => !isRule(line) || !isRule(lines[i - 1] ?? ''))
    .join('\n')
}

/** What stood between two of them was left out. */
function isRule(line: string): boolean {
  return /^\s*-+\s*$/.test(line)
}

function filledLine(line: string, values: PaperValues): string[] {
  const names = [...line.matchAll(NAMES)].map(([, name = '']) => name).filter((name) => Object.hasOwn(values, name))
  const given = (name: string) => {
    const value = values[name] ?? ''
    return (typeof value === 'string' ? [value] : value).map(asText).filter((one) => one !== '')
  }
  const lists = new Map(names.map((name) => [name, given(name)]))
  if ([...lists.values()].some((list) => list.length === 0)) return []
  const times = Math.max(1, ...[...lists.values()].map((list) => list.length))
  return Array.from({ length: times }, (_, i) =>
    line.replace(NAMES, (whole, name: string) => lists.get(name)?.[i] ?? lists.get(name)?.[0] ?? whole),
  )
}

/** Letters of one value; a name of a hall that is longer fills the paper. */
const VALUE_MOST = 200
const MARKUP = /[\\{}|_"`^~;=-]/g

/**
 * Text as text: every sign that the markup knows is written by its number. Composed first, because some letters become
 * signs of the markup by it (U+1FEF is "`"). Which letters the printer has, the server knows: see server/print/letters.ts.
 */
export function asText(value: string): string {
  const clean = value
    .normalize('NFC')
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\s]+/gu, ' ')
    .trim()
  const letters = [...clean]
  const cut = letters.length > VALUE_MOST ? `${letters.slice(0, VALUE_MOST - 1).join('')}…` : clean
  return cut.replace(MARKUP, (sign) => `\\x${sign.charCodeAt(0).toString(16).padStart(2, '0')}`)
}
