// Fields that choose: some of a list, yes or no or as usual, a number or none at all.
import { useWords } from '../../ui/words.ts'
import { Around, described, type FieldProps, usePlace } from './fields.tsx'

export type Choices = readonly (readonly [string, string])[]

/** Some of a list, in the list's order. `optional`: none of them is not said at all. */
export function TicksField({
  at,
  label,
  hint,
  choices,
  optional,
}: FieldProps & { choices: Choices; optional?: readonly string[] | true }) {
  const { value, set, fault, id } = usePlace(at)
  const usual = Array.isArray(optional) ? optional : []
  const chosen = (value ?? usual) as readonly string[]
  const flip = (one: string) => {
    // What the list no longer has stays until it is taken away by itself.
    const others = chosen.filter((other) => !choices.some(([key]) => key === other))
    const next = [...choices.map(([key]) => key).filter((key) => (key === one) !== chosen.includes(key)), ...others]
    set(optional === true && next.length === 0 ? undefined : next)
  }
  return (
    <fieldset class={fault === undefined ? 'ticks' : 'ticks wrong'} id={id} {...described(at, fault, hint)}>
      <legend>{label}</legend>
      {hint !== undefined && (
        <p class="hint wide" id={`h${at}`}>
          {hint}
        </p>
      )}
      {choices.map(([key, name]) => (
        <label key={key} class="tick">
          <input type="checkbox" checked={chosen.includes(key)} onChange={() => flip(key)} />
          {name}
        </label>
      ))}
      <p class="fault wide" id={`e${at}`} role="status">
        {fault}
      </p>
    </fieldset>
  )
}

/** Three answers: the file may also say nothing. */
export function YesNoField({ usual, yes, no, ...field }: FieldProps & { usual?: string; yes?: string; no?: string }) {
  const { t } = useWords()
  const { value, set, fault, id } = usePlace(field.at)
  const read = (text: string) => (text === '' ? undefined : text === 'true')
  return (
    <Around {...field} fault={fault}>
      <select
        id={id}
        value={value === undefined ? '' : String(value)}
        onChange={(event) => set(read(event.currentTarget.value))}
        {...described(field.at, fault, field.hint)}
      >
        <option value="">{usual ?? t('setup.policy.default')}</option>
        <option value="true">{yes ?? t('setup.yes')}</option>
        <option value="false">{no ?? t('setup.no')}</option>
      </select>
    </Around>
  )
}

/** A number, none at all (null), or what holds where nothing is said. */
export function LimitField({ usual, ...field }: FieldProps & { usual: number | null }) {
  const { t } = useWords()
  const { value, set, fault, id } = usePlace(field.at)
  const none = value === undefined ? usual === null : value === null
  return (
    <Around {...field} fault={fault}>
      <div class="limit">
        <input
          id={id}
          type="number"
          class="number"
          value={typeof value === 'number' ? value : ''}
          placeholder={none ? t('setup.no-limit') : String(usual ?? '')}
          onInput={(event) => set(event.currentTarget.value === '' ? undefined : Number(event.currentTarget.value))}
          {...described(field.at, fault, field.hint)}
        />
        <label class="tick">
          <input
            type="checkbox"
            checked={none}
            // Back from "none" the usual number holds; where there is no usual number, one has to be said.
            onChange={() => set(none ? (usual === null ? 1 : undefined) : usual === null ? undefined : null)}
          />
          {t('setup.no-limit')}
        </label>
      </div>
    </Around>
  )
}
