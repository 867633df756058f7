// The rest of an opening: what people read, what a booking must keep ahead of, and who and what it plans.
import { type HallFile, LEAD_FROM } from '../../core/hall.ts'
import { useWords } from '../../ui/words.ts'
import { type Choices, TicksField } from './choices.tsx'
import { useDraft } from './draft.ts'
import { ChoiceField, NumberField, TextField, TextsField } from './fields.tsx'

/** `at`: of a lead, for example `/openings/0/book/lead`. */
export function LeadFields({ at, before }: { at: string; before: string | undefined }) {
  const { t, own } = useWords()
  const { file } = useDraft()
  const named: [string, string][] = file.openings.flatMap((one): [string, string][] => {
    const name = own(one.name ?? {}) || one.id
    return [
      [`${one.id}.start`, t('setup.lead-from.start', { name })],
      [`${one.id}.end`, t('setup.lead-from.end', { name })],
    ]
  })
  const known: [string, string][] = [
    ...LEAD_FROM.map((one): [string, string] => [one, t(`setup.lead-from.${one}`)]),
    ...named,
  ]
  const other: [string, string][] =
    before === undefined || known.some(([key]) => key === before) ? [] : [[before, before]]
  return (
    <>
      <NumberField at={`${at}/minutes`} label={t('setup.lead')} />
      <ChoiceField at={`${at}/before`} label={t('setup.lead-from')} choices={[...known, ...other]} />
    </>
  )
}

export function OpeningPlan({ at, index }: { at: string; index: number }) {
  const { t, own } = useWords()
  const { file } = useDraft()
  const counters: Choices = file.counters.map((one) => [one.id, own(one.name) || one.id])
  const teams: Choices = (file.teams ?? []).map((one) => [one.id, own(one.name) || one.id])
  const isHome = file.openings[index]?.kind === 'home'
  const has = (field: 'teams' | 'travelMinutes') => isHome || file.openings[index]?.[field] !== undefined
  return (
    <>
      <TextsField at={`${at}/name`} label={t('setup.opening-name')} hint={t('setup.opening-name.hint')} />
      <div class="row">
        <NumberField at={`${at}/staff`} label={t('setup.staff')} hint={t('setup.staff.hint')} optional />
        {has('travelMinutes') && <NumberField at={`${at}/travelMinutes`} label={t('setup.travel')} optional />}
      </div>
      {has('teams') && (
        <TicksField
          at={`${at}/teams`}
          label={t('setup.opening-teams')}
          choices={teams}
          optional
          hint={teamsHint(t, file)}
        />
      )}
      <details class="more">
        <summary>{t('setup.opening-counters')}</summary>
        <TicksField
          at={`${at}/counters`}
          label={t('setup.opening-counters')}
          hint={t('setup.opening-counters.hint')}
          choices={counters}
          optional
        />
      </details>
    </>
  )
}

function teamsHint(t: ReturnType<typeof useWords>['t'], { teams = [] }: HallFile): string {
  return t(teams.length === 0 ? 'setup.opening-teams.none' : 'setup.opening-teams.hint')
}

export function ToField({ at }: { at: string }) {
  const { t } = useWords()
  return <TextField at={`${at}/to`} label={t('setup.to')} type="date" empty="null" />
}
