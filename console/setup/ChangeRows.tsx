// Changes as people read them: the place, the value before, the value after.
import { type Change, type Json, partsOf } from '../../core/changes.ts'
import { useWords } from '../../ui/words.ts'
import { labelOf, type Names, Value } from './ValueWords.tsx'

const SHOWN_MOST = 200

export function ChangeRows({ changes, names }: { changes: readonly Change[]; names: Names }) {
  const { t } = useWords()
  return (
    <table class="changes">
      <thead>
        <tr>
          <th scope="col">{t('setup.changes.where')}</th>
          <th scope="col">{t('setup.changes.before')}</th>
          <th scope="col">{t('setup.changes.after')}</th>
        </tr>
      </thead>
      <tbody>
        {changes.slice(0, SHOWN_MOST).map((one) => (
          <Row key={one.path} change={one} names={names} />
        ))}
      </tbody>
    </table>
  )
}

function Row({ change: { path, before, after }, names }: { change: Change; names: Names }) {
  const speech = useWords()
  const { t } = speech
  const parts = partsOf(path)
  const field = parts[parts.length - 1] ?? ''
  // What is beside the queue says null where it did not exist, or exists no more.
  const besideQueue = parts.length === 2 && BESIDE.includes(parts[0] ?? '')
  const name = besideQueue ? (nameIn(after ?? null) ?? nameIn(before ?? null)) : undefined
  const shown = (value: Json) => <Value value={value} field={field} names={names} />
  return (
    <tr>
      <th scope="row">
        {parts.map((part, i) => (i > 0 && name) || labelOf(speech, part, parentOf(parts, i), names)).join(' › ')}
      </th>
      <td>{before === undefined || (besideQueue && before === null) ? '—' : <s>{shown(before)}</s>}</td>
      <td>{after === undefined || (besideQueue && after === null) ? t('setup.changes.gone') : shown(after)}</td>
    </tr>
  )
}

/** A device is known by its name, not by the letters that it goes by in the log. */
function nameIn(value: Json): string | undefined {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return undefined
  return typeof value.name === 'string' && value.name !== '' ? value.name : undefined
}

const BESIDE: readonly string[] = ['staff', 'device', 'data', 'clip']

/** Of a member's field, the list: `/openings/am/name` is a name of an opening. */
function parentOf(parts: readonly string[], index: number): string {
  const [parent = '', list = ''] = [parts[index - 1], parts[index - 2]]
  return index === 2 && list === 'openings' ? list : parent
}

/** What the hall's ids are called, in the reader's language. */
export function namesOf(
  own: (texts: Record<string, string>) => string,
  ...lists: (readonly { id: string; name?: Record<string, string> }[] | undefined)[]
): Names {
  return new Map(
    lists.flatMap((list = []) => list.map((one): [string, string] => [one.id, own(one.name ?? {}) || one.id])),
  )
}
