// The fields of every form: each reads and writes one place of the draft, and shows what is wrong there.
import type { ComponentChildren } from 'preact'
import { partsOf } from '../../core/changes.ts'
import { useWords, type WordKey, word } from '../../ui/words.ts'
import { languageName } from '../languages.ts'
import { getAt, type Told, useDraft } from './draft.ts'

const TEXT_MOST = 2_000

export interface FieldProps {
  at: string
  label: string
  hint?: string
}

export function usePlace(at: string) {
  const draft = useDraft()
  const { language } = useWords()
  const own = (one: Told) => one.path === at
  const fault = draft.faults.filter(own).map((one) => toldWords(language, one))[0]
  return { value: getAt(draft.file, partsOf(at)), set: (value: unknown) => draft.set(at, value), fault, id: `f${at}` }
}

export function Around({
  at,
  label,
  hint,
  fault,
  children,
}: FieldProps & { fault: string | undefined; children: ComponentChildren }) {
  return (
    <div class={fault === undefined ? 'field' : 'field wrong'}>
      <label for={`f${at}`}>{label}</label>
      {children}
      {hint !== undefined && (
        <p class="hint" id={`h${at}`}>
          {hint}
        </p>
      )}
      <p class="fault" id={`e${at}`} role="status">
        {fault}
      </p>
    </div>
  )
}

export const described = (at: string, fault: string | undefined, hint?: string) => ({
  'aria-describedby': hint === undefined ? `e${at}` : `h${at} e${at}`,
  'aria-invalid': fault !== undefined,
})

/** `empty`: what an empty field says, where that is not an empty text: nothing at all, or null. */
export function TextField({
  type = 'text',
  empty,
  ...field
}: FieldProps & { type?: 'text' | 'date' | 'time'; empty?: 'absent' | 'null' }) {
  const { value, set, fault, id } = usePlace(field.at)
  return (
    <Around {...field} fault={fault}>
      <input
        id={id}
        // The types of inputs are unions that a variable does not fit.
        type={type as 'text'}
        value={String(value ?? '')}
        onInput={(event) => set(event.currentTarget.value || (empty === undefined ? '' : EMPTY[empty]))}
        {...described(field.at, fault, field.hint)}
      />
    </Around>
  )
}

const EMPTY = { absent: undefined, null: null } as const

/** Empty is null where the file may say so (`none`), absent where it may be left out (`optional`) or the default holds (`fallback`). */
export function NumberField({
  none,
  optional,
  fallback,
  scale = 1,
  ...field
}: FieldProps & { none?: true; optional?: true; fallback?: number; scale?: number }) {
  const { value, set, fault, id } = usePlace(field.at)
  const read = (text: string) =>
    text === '' ? (fallback === undefined && !optional ? (none ? null : 0) : undefined) : Number(text) / scale
  return (
    <Around {...field} fault={fault}>
      <input
        id={id}
        type="number"
        class="number"
        value={typeof value === 'number' ? Math.round(value * scale) : ''}
        placeholder={fallback === undefined ? '' : String(fallback)}
        onInput={(event) => set(read(event.currentTarget.value))}
        {...described(field.at, fault, field.hint)}
      />
    </Around>
  )
}

/** `optional`: not said at all instead of false. */
export function CheckField({ at, label, hint, optional }: FieldProps & { optional?: true }) {
  const { value, set, fault, id } = usePlace(at)
  return (
    <div class="field check">
      <input
        id={id}
        type="checkbox"
        checked={value === true}
        onChange={(event) => set(event.currentTarget.checked || (optional ? undefined : false))}
        {...described(at, fault)}
      />
      <label for={id}>{label}</label>
      {hint !== undefined && <p class="hint">{hint}</p>}
      <p class="fault" id={`e${at}`} role="status">
        {fault}
      </p>
    </div>
  )
}

export function ChoiceField({ choices, ...field }: FieldProps & { choices: readonly (readonly [string, string])[] }) {
  const { value, set, fault, id } = usePlace(field.at)
  return (
    <Around {...field} fault={fault}>
      <select
        id={id}
        value={String(value ?? '')}
        onChange={(event) => set(event.currentTarget.value || undefined)}
        {...described(field.at, fault, field.hint)}
      >
        {choices.map(([key, name]) => (
          <option key={key} value={key}>
            {name}
          </option>
        ))}
      </select>
    </Around>
  )
}

/** One text in each of the hall's languages, beside each other. */
export function TextsField({ at, label, hint, long }: FieldProps & { long?: true }) {
  const { languages } = useDraft().file
  return (
    <fieldset class="texts">
      <legend>{label}</legend>
      {hint !== undefined && <p class="hint">{hint}</p>}
      <div class="beside">
        {languages.map((language) => (
          <OneText key={language} at={at} language={language} long={long === true} />
        ))}
      </div>
    </fieldset>
  )
}

function OneText({ at, language, long }: { at: string; language: string; long: boolean }) {
  const place = `${at}/${language}`
  const { value, fault, id } = usePlace(place)
  const draft = useDraft()
  const set = (text: string) => {
    const { [language]: _, ...others } = (getAt(draft.file, partsOf(at)) ?? {}) as Record<string, string>
    const next = text === '' ? others : { ...others, [language]: text }
    // A text that may be left out and is said in no language is left out; a name stays and shows its fault.
    draft.set(at, Object.keys(next).length === 0 && !at.endsWith('/name') ? undefined : next)
  }
  const shared = {
    id,
    lang: language,
    maxLength: TEXT_MOST,
    value: String(value ?? ''),
    onInput: (event: { currentTarget: { value: string } }) => set(event.currentTarget.value),
    ...described(place, fault),
  }
  return (
    <Around at={place} label={languageName(language)} fault={fault}>
      {long ? <textarea rows={3} {...shared} /> : <input {...shared} />}
    </Around>
  )
}

/** A fault or warning in the reader's language; a newer server may know some that this page does not. */
export function toldWords(language: string, { code, detail, rule, bound = '' }: Told, family = 'fault'): string {
  const keys = rule === undefined ? [] : [`setup.rule.${rule}`]
  for (const key of [...keys, `setup.${family}.${code}`]) {
    const sentence = word(language, key as WordKey, { detail, bound })
    if (sentence !== key) return sentence
  }
  return `${code} ${detail}`
}
