// The plain fields of the first-run pages: what is typed there is not a hall file yet.
import type { ComponentChildren } from 'preact'
import type { Texts } from '../../core/hall.ts'
import { languageName } from '../languages.ts'

export function Section({ title, children }: { title: string; children: ComponentChildren }) {
  return (
    <section class="form">
      <h2>{title}</h2>
      {children}
    </section>
  )
}

export function Line({
  label,
  value,
  set,
  type = 'text',
  pattern,
}: {
  label: string
  value: string
  set: (text: string) => void
  type?: string
  pattern?: string
}) {
  return (
    <label>
      {label}
      <input
        type={type as 'text'}
        value={value}
        required
        {...(pattern === undefined ? {} : { pattern })}
        onInput={(event) => set(event.currentTarget.value)}
      />
    </label>
  )
}

export function Names({
  label,
  languages,
  value,
  set,
}: {
  label: string
  languages: string[]
  value: Texts
  set: (next: Texts) => void
}) {
  return (
    <div class="beside">
      {languages.map((one) => (
        <Line
          key={one}
          label={`${label} (${languageName(one)})`}
          value={value[one] ?? ''}
          set={(text) => set({ ...value, [one]: text })}
        />
      ))}
    </div>
  )
}

export function Ticks({
  label,
  choices,
  value,
  set,
}: {
  label: string
  choices: readonly (readonly [string | number, string])[]
  value: readonly (string | number)[]
  set: (next: (string | number)[]) => void
}) {
  const keys = choices.map(([key]) => key)
  return (
    <fieldset class="ticks">
      <legend>{label}</legend>
      {choices.map(([key, name]) => (
        <label key={key} class="tick">
          <input
            type="checkbox"
            checked={value.includes(key)}
            onChange={() => set(keys.filter((one) => (one === key) !== value.includes(one)))}
          />
          {name}
        </label>
      ))}
    </fieldset>
  )
}
