// A value of the record as people read it: a word, a name, texts by language, a list, or a small table. Never as the file writes it.
import type { Json } from '../../core/changes.ts'
import { type Speech, useWords, type WordKey, word } from '../../ui/words.ts'
import { languageName } from '../languages.ts'
import { fieldWord, NULL_WORDS, VALUE_FAMILIES } from './fieldWords.ts'

const LETTERS_MOST = 300
const MEMBERS_MOST = 30
const PERCENT = 100
/** Fields that hold an id of their own: it is not the name of something else that is called the same. */
const IDS = ['id', 'class', 'prefix', 'reason']
/** Ids of the hall's departments, services, counters, openings and teams, and what they are called. */
export type Names = ReadonlyMap<string, string>

interface ValueProps {
  value: Json
  /** The field that it is the value of. */
  field: string
  names: Names
}

export function Value({ value, field, names }: ValueProps) {
  const speech = useWords()
  if (Array.isArray(value)) return <List list={value} field={field} names={names} />
  if (typeof value !== 'object' || value === null) return <>{scalarWords(speech, value, field, names)}</>
  return (
    <table class="value">
      <tbody>
        {Object.entries(value).map(([key, one]) =>
          one === undefined ? null : (
            <tr key={key}>
              <th scope="row">{labelOf(speech, key, field, names)}</th>
              <td>
                <Value value={one} field={key} names={names} />
              </td>
            </tr>
          ),
        )}
      </tbody>
    </table>
  )
}

function List({ list, field, names }: { list: readonly Json[]; field: string; names: Names }) {
  const speech = useWords()
  const { t } = speech
  const shown = list.slice(0, MEMBERS_MOST)
  const rest = list.length > shown.length ? ` ${t('setup.changes.more', { count: list.length - shown.length })}` : ''
  if (list.length === 0) return <>{t('setup.changes.none')}</>
  if (shown.every((one) => typeof one !== 'object' || one === null))
    return (
      <>
        {shown.map((one) => scalarWords(speech, one as Scalar, field, names)).join(t('setup.comma'))}
        {rest}
      </>
    )
  return (
    <>
      {shown.map((one, i) => (
        <Value key={`${field}/${i + 1}`} value={one} field={field} names={names} />
      ))}
      {rest}
    </>
  )
}

type Scalar = null | boolean | number | string

function scalarWords(speech: Speech, value: Scalar, field: string, names: Names): string {
  const { t, language } = speech
  if (value === null) return t(NULL_WORDS[field] ?? 'setup.changes.none')
  if (typeof value === 'boolean') return t(value ? 'setup.yes' : 'setup.no')
  for (const family of VALUE_FAMILIES[field] ?? []) {
    const key = `${family}.${value}` as WordKey
    const said = word(language, key)
    if (said !== key) return said
  }
  if (typeof value === 'number') return field === 'bookingShare' ? `${Math.round(value * PERCENT)} %` : String(value)
  if (field === 'logo') return t('setup.look.picture')
  if (field === 'languages') return languageName(value)
  if (field === 'calendar') return calendarName(language, value)
  const text = (IDS.includes(field) ? undefined : names.get(value)) ?? momentWords(speech, value, field, names) ?? value
  return text.length > LETTERS_MOST ? `${text.slice(0, LETTERS_MOST)} …` : text
}

/** `am.end`: the end of the opening `am`. */
function momentWords({ t }: Speech, value: string, field: string, names: Names): string | undefined {
  const [, id = '', edge] = (field === 'before' && /^(.+)\.(start|end)$/.exec(value)) || []
  if (edge !== 'start' && edge !== 'end') return undefined
  return t(`setup.lead-from.${edge}`, { name: names.get(id) ?? id })
}

/** A field by its word; a member of a list by its name; a language by its own name for itself. */
export function labelOf({ t }: Speech, key: string, parent: string, names: Names): string {
  if (TEXTS.includes(parent) && isLanguage(key)) return languageName(key)
  // A source names its setting with dots: the last is what it is about.
  const own = fieldWord(parent === 'sources' ? (key.split('.').pop() ?? key) : key, parent)
  return names.get(key) ?? (own === null ? key : t(own))
}

const TEXTS = ['name', 'note', 'description', 'issuer', 'sentences']
const isLanguage = (key: string) => /^[a-z]{2,3}(-[A-Za-z]{2,8})*$/.test(key)

/** A calendar is called by its country's code. */
export function calendarName(language: string, name: string): string {
  if (!/^[a-z]{2}$/.test(name)) return name
  const country = new Intl.DisplayNames([language], { type: 'region' }).of(name.toUpperCase())
  return country === undefined ? name : `${country} (${name})`
}
