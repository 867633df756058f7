// How calls are spoken: how often, where, in which languages and in what order, and how loud at which hour.
import { useState } from 'preact/hooks'
import { LANGUAGE_PATTERN } from '../../core/ids.ts'
import { useWords } from '../../ui/words.ts'
import { spokenName } from '../languages.ts'
import { useDraft } from './draft.ts'
import { Around, CheckField, described, NumberField, TextField, usePlace } from './fields.tsx'

const VOLUME_USUAL = 100
const SPAN = { start: '12:00', end: '14:30', percent: 50 } as const

export function VoiceFields() {
  const { t } = useWords()
  return (
    <section class="form">
      <fieldset class="part">
        <legend>{t('setup.voice')}</legend>
        <TimesField />
        <CheckField
          at="/voice/perZone"
          label={t('setup.voice.perZone')}
          hint={t('setup.voice.perZone.hint')}
          optional
        />
      </fieldset>
      <LanguagesField />
      <VolumeFields />
    </section>
  )
}

function TimesField() {
  const { t } = useWords()
  const { value, set, fault, id } = usePlace('/voice/times')
  return (
    <Around at="/voice/times" label={t('setup.voice.times')} fault={fault}>
      <select
        id={id}
        value={value === 2 ? '2' : '1'}
        onChange={(event) => set(Number(event.currentTarget.value))}
        {...described('/voice/times', fault)}
      >
        <option value="1">{t('setup.voice.times.1')}</option>
        <option value="2">{t('setup.voice.times.2')}</option>
      </select>
    </Around>
  )
}

/** In the order of speaking; also such as nothing is written in. */
function LanguagesField() {
  const { t, language: reader } = useWords()
  const { file } = useDraft()
  const { set, fault } = usePlace('/voice/languages')
  const [added, setAdded] = useState('')
  const spoken = file.voice?.languages ?? file.languages
  const known = new RegExp(LANGUAGE_PATTERN).test(added)
  const move = (from: number, by: number) => {
    const next = spoken.filter((_, i) => i !== from)
    next.splice(from + by, 0, spoken[from] ?? '')
    set(next)
  }
  return (
    <fieldset class="part">
      <legend>{t('setup.voice.languages')}</legend>
      <p class="hint">{t('setup.voice.languages.hint')}</p>
      <ol class="spoken">
        {spoken.map((one, i) => (
          <li key={one}>
            <b>{spokenName(one, reader)}</b>
            <span class="tools">
              {i > 0 && (
                <button
                  type="button"
                  class="quiet"
                  aria-label={`${t('setup.up')} ${spokenName(one, reader)}`}
                  onClick={() => move(i, -1)}
                >
                  {t('setup.up')}
                </button>
              )}
              {spoken.length > 1 && (
                <button
                  type="button"
                  class="quiet"
                  aria-label={`${t('setup.remove')} ${spokenName(one, reader)}`}
                  onClick={() => set(spoken.filter((other) => other !== one))}
                >
                  {t('setup.remove')}
                </button>
              )}
            </span>
            <details>
              <summary>{t('setup.voice.sentence')}</summary>
              <Sentence language={one} />
            </details>
          </li>
        ))}
      </ol>
      <div class="tools">
        <label>
          {t('setup.language-code')}
          <input value={added} placeholder="nan" onInput={(event) => setAdded(event.currentTarget.value)} />
        </label>
        <button
          type="button"
          aria-disabled={!known}
          onClick={() => {
            if (known) set([...new Set([...spoken, added])])
            setAdded('')
          }}
        >
          {t('setup.add.language')}
        </button>
        {file.voice?.languages !== undefined && (
          <button type="button" class="quiet" onClick={() => set(undefined)}>
            {t('setup.voice.as-written')}
          </button>
        )}
      </div>
      <p class="fault" role="status">
        {fault}
      </p>
    </fieldset>
  )
}

/** The order of the recorded clips; empty is as it is written. */
function Sentence({ language }: { language: string }) {
  const { t } = useWords()
  const { faults } = useDraft()
  const at = `/voice/sentences/${language}`
  const { value, set, id } = usePlace(at)
  const wrong = faults.find(({ path }) => path.startsWith(at))
  const slots = Array.isArray(value) ? value.join(' ') : ''
  const [text, setText] = useState(slots)
  const write = (typed: string) => {
    setText(typed)
    const parts = typed.trim().split(/\s+/).filter(Boolean)
    set(parts.length === 0 ? undefined : parts)
  }
  return (
    <Around
      at={at}
      label={t('setup.voice.sentence')}
      fault={wrong === undefined ? undefined : t('setup.voice.sentence.wrong')}
    >
      <input
        id={id}
        value={text.trim().split(/\s+/).join(' ') === slots ? text : slots}
        placeholder="before {number} between {counter}"
        onInput={(event) => write(event.currentTarget.value)}
        {...described(at, wrong?.code)}
      />
    </Around>
  )
}

function VolumeFields() {
  const { t } = useWords()
  const { file, set } = useDraft()
  const at = '/voice/volume'
  const spans = file.voice?.volume?.spans ?? []
  const put = (next: typeof spans) => set(`${at}/spans`, next.length === 0 ? undefined : next)
  return (
    <fieldset class="part">
      <legend>{t('setup.voice.volume')}</legend>
      <NumberField
        at={`${at}/usual`}
        label={t('setup.voice.usual')}
        hint={t('setup.voice.usual.hint')}
        fallback={VOLUME_USUAL}
      />
      {spans.map((_, i) => (
        // Its fields are controlled: its place is its key.
        <div key={`${spans.length}/${i + 1}`} class="row">
          <TextField at={`${at}/spans/${i}/start`} label={t('setup.start')} type="time" />
          <TextField at={`${at}/spans/${i}/end`} label={t('setup.end')} type="time" />
          <NumberField at={`${at}/spans/${i}/percent`} label={t('setup.voice.percent')} />
          <button
            type="button"
            class="quiet"
            aria-label={t('setup.voice.remove-span', { nth: i + 1 })}
            onClick={() => put(spans.filter((_span, other) => other !== i))}
          >
            {t('setup.remove')}
          </button>
        </div>
      ))}
      <div class="tools">
        <button type="button" onClick={() => put([...spans, { ...SPAN }])}>
          {t('setup.voice.add-span')}
        </button>
      </div>
    </fieldset>
  )
}
