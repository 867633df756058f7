// What the new hall has: departments, services, counters and hours, asked in this order.
import { freePrefix } from '../../core/hall-edits.ts'
import type { Answers } from '../../core/hall-template.ts'
import { useWords, type WordKey } from '../../ui/words.ts'
import { Line, Names, Section, Ticks } from './wizardFields.tsx'

export function Contents({ answers, change }: { answers: Answers; change: (some: Partial<Answers>) => void }) {
  const { t, own } = useWords()
  const { departments, services, counters, hours, languages } = answers
  const at = <T,>(list: T[], i: number, some: Partial<T>) => list.map((one, k) => (k === i ? { ...one, ...some } : one))
  const addService = () => {
    const department = services[services.length - 1]?.department ?? 0
    const known = services.map((one) => ({ prefix: one.prefix, department: String(one.department) }))
    change({
      services: [...services, { name: {}, department, prefix: freePrefix(known, String(department)), minutes: 10 }],
    })
  }
  const move = (i: number, department: number) => {
    const known = services
      .filter((_, k) => k !== i)
      .map((one) => ({ prefix: one.prefix, department: String(one.department) }))
    change({ services: at(services, i, { department, prefix: freePrefix(known, String(department)) }) })
  }
  const serviceNames = services.map((one, i) => [i, own(one.name) || String(i + 1)] as const)
  return (
    <>
      <Section title={t('setup.page.departments')}>
        {departments.map((name, i) => (
          <Names
            key={`d${i + 1}`}
            label={`${t('setup.department')} ${i + 1}`}
            languages={languages}
            value={name}
            set={(next) => change({ departments: departments.map((one, k) => (k === i ? next : one)) })}
          />
        ))}
        <button type="button" onClick={() => change({ departments: [...departments, {}] })}>
          {t('setup.add.departments')}
        </button>
      </Section>
      <Section title={t('setup.page.services')}>
        {services.map((one, i) => (
          <fieldset key={`s${i + 1}`} class="part">
            <legend>{`${t('setup.service')} ${i + 1}`}</legend>
            <Names
              label={t('setup.name')}
              languages={languages}
              value={one.name}
              set={(name) => change({ services: at(services, i, { name }) })}
            />
            <div class="row">
              <label>
                {t('setup.department')}
                <select value={one.department} onChange={(event) => move(i, Number(event.currentTarget.value))}>
                  {departments.map((name, k) => (
                    <option key={`o${k + 1}`} value={k}>
                      {own(name) || k + 1}
                    </option>
                  ))}
                </select>
              </label>
              <Line
                label={t('setup.prefix')}
                value={one.prefix}
                set={(prefix) => change({ services: at(services, i, { prefix }) })}
                pattern="[A-HJ-NPR-Z]{1,2}"
              />
              <Line
                label={t('setup.minutes')}
                type="number"
                value={String(one.minutes)}
                set={(text) => change({ services: at(services, i, { minutes: Number(text) }) })}
              />
            </div>
          </fieldset>
        ))}
        <button type="button" onClick={addService}>
          {t('setup.add.services')}
        </button>
      </Section>
      <Section title={t('setup.page.counters')}>
        {counters.map((one, i) => (
          <fieldset key={`c${i + 1}`} class="part">
            <legend>{t('setup.new.group', { nth: i + 1 })}</legend>
            <div class="row">
              <Line
                label={t('setup.new.count')}
                type="number"
                value={String(one.count)}
                set={(text) => change({ counters: at(counters, i, { count: Number(text) }) })}
              />
              <Line
                label={t('setup.new.from')}
                type="number"
                value={String(one.from)}
                set={(text) => change({ counters: at(counters, i, { from: Number(text) }) })}
              />
              <Line
                label={t('setup.zone')}
                value={one.zone}
                set={(zone) => change({ counters: at(counters, i, { zone }) })}
              />
            </div>
            <Ticks
              label={t('setup.skills')}
              choices={serviceNames}
              value={one.services}
              set={(places) => change({ counters: at(counters, i, { services: places.map(Number) }) })}
            />
          </fieldset>
        ))}
        <button
          type="button"
          onClick={() =>
            change({
              counters: [
                ...counters,
                {
                  from: (counters[counters.length - 1]?.from ?? 1) + (counters[counters.length - 1]?.count ?? 0),
                  count: 1,
                  zone: counters[counters.length - 1]?.zone ?? 'A',
                  services: [],
                },
              ],
            })
          }
        >
          {t('setup.new.add-group')}
        </button>
      </Section>
      <Section title={t('setup.page.openings')}>
        {hours.map((one, i) => (
          <div class="row" key={`h${i + 1}`}>
            <Line
              label={t('setup.start')}
              type="time"
              value={one.start}
              set={(start) => change({ hours: at(hours, i, { start }) })}
            />
            <Line
              label={t('setup.end')}
              type="time"
              value={one.end}
              set={(end) => change({ hours: at(hours, i, { end }) })}
            />
          </div>
        ))}
        <Ticks
          label={t('setup.weekdays')}
          choices={[1, 2, 3, 4, 5, 6, 7].map((day) => [day, t(`setup.weekday.${day}` as WordKey)])}
          value={answers.weekdays}
          set={(days) => change({ weekdays: days.map(Number) })}
        />
      </Section>
    </>
  )
}
