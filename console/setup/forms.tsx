// The forms of departments, services, counters and closures.
import type { HallFile } from '../../core/hall.ts'
import { freeId, freePrefix, renamed } from '../../core/hall-edits.ts'
import { newService } from '../../core/hall-template.ts'
import { useWords } from '../../ui/words.ts'
import { useDraft } from './draft.ts'
import { CheckField, ChoiceField, NumberField, TextField, TextsField } from './fields.tsx'
import { ListPage } from './ListPage.tsx'
import { Bands, Materials } from './parts.tsx'

type IdList = 'departments' | 'services' | 'counters' | 'openings' | 'teams' | 'screens'

/** Once in force an id stands in the log and in reports: it is shown, and stays. */
export function IdField({ list, index }: { list: IdList; index: number }) {
  const { t } = useWords()
  const draft = useDraft()
  const id = draft.file[list]?.[index]?.id ?? ''
  const inForce = (draft.base?.[list] as { id: string }[] | undefined)?.some((one) => one.id === id)
  if (inForce)
    return (
      <p class="hint">
        {t('setup.id')}: <code>{id}</code>
      </p>
    )
  return (
    <div class="field">
      <label for={`id-${list}`}>{t('setup.id')}</label>
      <input
        id={`id-${list}`}
        value={id}
        onInput={(event) => draft.put(renamed(draft.file, list, index, event.currentTarget.value))}
      />
      <p class="hint">{t('setup.id.hint')}</p>
    </div>
  )
}

export const idsOf = (list: readonly { id: string }[]) => list.map((one) => one.id)

export function Departments() {
  const { t, own } = useWords()
  return (
    <ListPage
      list="departments"
      titleOf={(one) => own(one.name ?? {})}
      make={(file) => ({ id: freeId(idsOf(file.departments), '', 'department'), name: {} })}
      form={(at, index) => (
        <>
          <TextsField at={`${at}/name`} label={t('setup.name')} />
          <TextsField at={`${at}/description`} label={t('setup.description')} long />
          <IdField list="departments" index={index} />
        </>
      )}
    />
  )
}

export function Services() {
  const { t, own } = useWords()
  const { file } = useDraft()
  const make = (now: HallFile) => {
    const department = now.departments[0]?.id ?? ''
    return newService(freeId(idsOf(now.services), '', 'service'), department, freePrefix(now.services, department), {})
  }
  return (
    <ListPage
      list="services"
      titleOf={(one) => own(one.name ?? {})}
      make={make}
      form={(at, index) => (
        <>
          <TextsField at={`${at}/name`} label={t('setup.name')} />
          <div class="row">
            <ChoiceField
              at={`${at}/department`}
              label={t('setup.department')}
              choices={file.departments.map((one) => [one.id, own(one.name)])}
            />
            <TextField at={`${at}/prefix`} label={t('setup.prefix')} hint={t('setup.prefix.hint')} />
            <NumberField at={`${at}/minutes`} label={t('setup.minutes')} hint={t('setup.minutes.hint')} />
            <NumberField at={`${at}/dailyLimit`} label={t('setup.daily')} hint={t('setup.daily.hint')} none />
          </div>
          <div class="row">
            <CheckField at={`${at}/walkIn`} label={t('setup.walk-in')} />
            <CheckField at={`${at}/appointment`} label={t('setup.appointment')} />
            <CheckField
              at={`${at}/onePerPerson`}
              label={t('setup.one-per-person')}
              hint={t('setup.one-per-person.hint')}
              optional
            />
            <CheckField at={`${at}/guidance`} label={t('setup.guidance')} hint={t('setup.guidance.hint')} optional />
          </div>
          <div class="row">
            <NumberField at={`${at}/slots`} label={t('setup.slots')} hint={t('setup.slots.hint')} />
            <NumberField at={`${at}/filingDays`} label={t('setup.filing')} hint={t('setup.filing.hint')} none />
          </div>
          <TextsField at={`${at}/description`} label={t('setup.description')} long />
          <Bands at={`${at}/bands`} />
          <Materials at={`${at}/materials`} />
          <IdField list="services" index={index} />
        </>
      )}
    />
  )
}

export function Counters() {
  const { t, own, language } = useWords()
  const make = (file: HallFile) => {
    const id = freeId(idsOf(file.counters), String(file.counters.length + 1), 'counter')
    const name = Object.fromEntries(file.languages.map((one) => [one, t('setup.counter-name', { id })]))
    return { id, name, zone: file.counters[file.counters.length - 1]?.zone ?? 'A', serves: [] }
  }
  return (
    <ListPage
      key={language}
      list="counters"
      titleOf={(one) => own(one.name ?? {})}
      make={make}
      form={(at, index) => (
        <>
          <TextsField at={`${at}/name`} label={t('setup.name')} />
          <TextField at={`${at}/zone`} label={t('setup.zone')} hint={t('setup.zone.hint')} />
          <Skills index={index} />
          <IdField list="counters" index={index} />
        </>
      )}
    />
  )
}

const TIERS = [0, 1, 2, 3] as const

/** Each service once: first choice, help-out, last resort, or not at all. */
function Skills({ index }: { index: number }) {
  const { t, own } = useWords()
  const { file, set } = useDraft()
  const serves = file.counters[index]?.serves ?? []
  const choose = (service: string, tier: number) => {
    const rest = serves.filter((one) => one.service !== service)
    set(`/counters/${index}/serves`, tier === 0 ? rest : [...rest, { service, tier }].sort((a, b) => a.tier - b.tier))
  }
  return (
    <fieldset class="skills">
      <legend>{t('setup.skills')}</legend>
      <p class="hint">{t('setup.skills.hint')}</p>
      {file.departments.map((department) => (
        <div key={department.id}>
          <h3>{own(department.name)}</h3>
          {file.services
            .filter((one) => one.department === department.id)
            .map((service) => (
              <label key={service.id} class="skill">
                <span>{own(service.name) || service.id}</span>
                <select
                  value={String(tierOf(serves, service.id))}
                  onChange={(event) => choose(service.id, Number(event.currentTarget.value))}
                >
                  {TIERS.map((tier) => (
                    <option key={tier} value={tier}>
                      {t(`setup.tier.${tier}`)}
                    </option>
                  ))}
                  {tierOf(serves, service.id) > TIERS.length - 1 && (
                    <option value={tierOf(serves, service.id)}>
                      {t('setup.tier.later', { tier: tierOf(serves, service.id) })}
                    </option>
                  )}
                </select>
              </label>
            ))}
        </div>
      ))}
    </fieldset>
  )
}

function tierOf(serves: readonly { service: string; tier: number }[], service: string): number {
  return serves.find((one) => one.service === service)?.tier ?? 0
}
