// Single days that run otherwise, and the teams that make home visits.
import type { HallFile } from '../../core/hall.ts'
import { freeId } from '../../core/hall-edits.ts'
import { useWords } from '../../ui/words.ts'
import { YesNoField } from './choices.tsx'
import { useDraft } from './draft.ts'
import { CheckField, ChoiceField, NumberField, TextField, TextsField } from './fields.tsx'
import { IdField, idsOf } from './forms.tsx'
import { ListPage } from './ListPage.tsx'

export function Exceptions() {
  const { t, own } = useWords()
  const { file, today = '' } = useDraft()
  return (
    <ListPage
      list="exceptions"
      titleOf={(one) => `${one.date} ${own(one.name ?? {})}`}
      make={() => ({ date: today, opening: '*', name: {} })}
      form={(at) => (
        <>
          <div class="row">
            <TextField at={`${at}/date`} label={t('setup.date')} type="date" />
            <ChoiceField
              at={`${at}/opening`}
              label={t('setup.exception-of')}
              choices={[
                ['*', t('setup.exception-of.all')],
                ...file.openings.map((one) => [one.id, titleOf(own, one)] as const),
              ]}
            />
          </div>
          <TextsField at={`${at}/name`} label={t('setup.closure-name')} hint={t('setup.closure-name.hint')} />
          <div class="row">
            <CheckField at={`${at}/closed`} label={t('setup.exception-closed')} optional />
            <CheckField
              at={`${at}/open`}
              label={t('setup.exception-open')}
              hint={t('setup.exception-open.hint')}
              optional
            />
          </div>
          <div class="row">
            <TextField at={`${at}/start`} label={t('setup.start')} type="time" empty="absent" />
            <TextField at={`${at}/end`} label={t('setup.end')} type="time" empty="absent" />
            <YesNoField at={`${at}/walkIn`} label={t('setup.walk-in')} usual={t('setup.exception-as-usual')} />
            <NumberField at={`${at}/desk`} label={t('setup.desk')} optional />
            <NumberField at={`${at}/online`} label={t('setup.online')} optional />
          </div>
          <p class="hint">{t('setup.exception.hint')}</p>
        </>
      )}
    />
  )
}

function titleOf(own: (texts: Record<string, string>) => string, one: HallFile['openings'][number]): string {
  return `${own(one.name ?? {}) || one.id} ${one.start}–${one.end}`
}

export function Teams() {
  const { t, own } = useWords()
  return (
    <ListPage
      list="teams"
      titleOf={(one) => own(one.name ?? {})}
      make={(file) => ({ id: freeId(idsOf(file.teams ?? []), '', 'team'), name: {} })}
      form={(at, index) => (
        <>
          <TextsField at={`${at}/name`} label={t('setup.name')} />
          <IdField list="teams" index={index} />
        </>
      )}
    />
  )
}
