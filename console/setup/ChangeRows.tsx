// Changes as people read them: the place, the value before, the value after.
import { type Change, type Json, partsOf } from '../../core/changes.ts'
import { useWords } from '../../ui/words.ts'

const SHOWN_MOST = 200
const LETTERS_MOST = 160

export function ChangeRows({ changes }: { changes: readonly Change[] }) {
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
          <tr key={one.path}>
            <th scope="row">{partsOf(one.path).join(' › ')}</th>
            <td>{one.before === undefined ? '—' : <s>{valueText(one.before)}</s>}</td>
            <td>{one.after === undefined ? t('setup.changes.gone') : valueText(one.after)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** A member of a list by its name; what has none as it stands in the file. */
function valueText(value: Json): string {
  if (typeof value === 'string') return value
  const name = typeof value === 'object' && value !== null && !Array.isArray(value) ? value.name : undefined
  const text = JSON.stringify(name ?? value)
  return text.length > LETTERS_MOST ? `${text.slice(0, LETTERS_MOST)} …` : text
}
