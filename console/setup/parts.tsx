// The lists within a form: papers to bring, quotas by time of day, classes of priority.
import type { ComponentChildren } from 'preact'
import { partsOf } from '../../core/changes.ts'
import { freeId } from '../../core/hall-edits.ts'
import { useWords } from '../../ui/words.ts'
import { getAt, useDraft } from './draft.ts'
import { CheckField, NumberField, TextField, TextsField } from './fields.tsx'

interface PartsProps {
  at: string
  title: string
  add: string
  make: () => object
  form: (at: string) => ComponentChildren
}

/** A list of things with a form each, one can be added and each taken away. */
export function Parts({ at, title, add, make, form }: PartsProps) {
  const { t } = useWords()
  const draft = useDraft()
  const parts = (getAt(draft.file, partsOf(at)) ?? []) as object[]
  return (
    <fieldset class="parts">
      <legend>{title}</legend>
      {parts.map((_, i) => (
        // Their fields are controlled: their place is their key.
        <div class="part" key={`${at}/${parts.length}/${i + 1}`}>
          {form(`${at}/${i}`)}
          <button
            type="button"
            class="quiet"
            aria-label={t('setup.remove-nth', { title, nth: i + 1 })}
            onClick={() =>
              draft.set(
                at,
                parts.filter((_, k) => k !== i),
              )
            }
          >
            {t('setup.remove')}
          </button>
        </div>
      ))}
      <button type="button" onClick={() => draft.set(at, [...parts, make()])}>
        {add}
      </button>
    </fieldset>
  )
}

export function Materials({ at }: { at: string }) {
  const { t } = useWords()
  const form = (place: string) => (
    <>
      <TextsField at={`${place}/name`} label={t('setup.paper')} />
      <div class="row">
        <CheckField at={`${place}/original`} label={t('setup.original')} />
        <NumberField at={`${place}/copies`} label={t('setup.copies')} />
      </div>
      <TextsField at={`${place}/issuer`} label={t('setup.issuer')} />
      <TextsField at={`${place}/note`} label={t('setup.paper-note')} />
    </>
  )
  const make = () => ({ name: {}, original: true, copies: 0 })
  return <Parts at={at} title={t('setup.papers')} add={t('setup.add.paper')} make={make} form={form} />
}

export function Bands({ at }: { at: string }) {
  const { t } = useWords()
  const form = (place: string) => (
    <div class="row">
      <TextField at={`${place}/start`} label={t('setup.start')} type="time" />
      <TextField at={`${place}/end`} label={t('setup.end')} type="time" />
      <NumberField at={`${place}/limit`} label={t('setup.limit')} />
    </div>
  )
  return (
    <Parts
      at={at}
      title={t('setup.bands')}
      add={t('setup.add.band')}
      make={() => ({ start: '08:30', end: '10:00', limit: 20 })}
      form={form}
    />
  )
}

export function Priorities() {
  const { t } = useWords()
  const { file } = useDraft()
  const form = (place: string) => (
    <>
      <TextsField at={`${place}/name`} label={t('setup.name')} />
      <div class="row">
        <TextField at={`${place}/class`} label={t('setup.class')} />
        <NumberField
          at={`${place}/creditMinutes`}
          label={t('setup.credit')}
          fallback={file.policy.priorityCreditMinutes}
        />
        <CheckField at={`${place}/absolute`} label={t('setup.absolute')} hint={t('setup.absolute.hint')} optional />
        <CheckField at={`${place}/atKiosk`} label={t('setup.at-kiosk')} optional />
      </div>
    </>
  )
  const taken = file.policy.priorities.map((one) => one.class)
  return (
    <section class="form">
      <Parts
        at="/policy/priorities"
        title={t('setup.page.priorities')}
        add={t('setup.add.priority')}
        make={() => ({ class: freeId(taken, '', 'class'), name: {} })}
        form={form}
      />
    </section>
  )
}
