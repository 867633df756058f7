// A hall of one's own in a few answers: name, departments, services, counters, hours; then it takes the sample's place.
import { useState } from 'preact/hooks'
import type { HallFile, Texts } from '../../core/hall.ts'
import { freePrefix } from '../../core/hall-edits.ts'
import { type Answers, hallOf } from '../../core/hall-template.ts'
import type { Problem } from '../../core/protocol.ts'
import { request } from '../../ui/request.ts'
import { refusalWord, useWords, type WordKey, word } from '../../ui/words.ts'
import type { Hall } from '../given.ts'
import type { Told } from './draft.ts'
import { languageName, toldWords } from './fields.tsx'

const LANGUAGES = ['zh-CN', 'en']
const DATE_LETTERS = 10

export function Wizard({ of, sample, calendars }: { of: Hall; sample: boolean; calendars: string[] }) {
  const { t, language } = useWords()
  const [answers, setAnswers] = useState<Answers>(() => firstAnswers(of, calendars))
  const [retire, setRetire] = useState(sample)
  const [asSample, setAsSample] = useState(false)
  const [problem, setProblem] = useState<Problem | null>(null)
  const change = (some: Partial<Answers>) => setAnswers({ ...answers, ...some })
  const make = async (event: SubmitEvent) => {
    event.preventDefault()
    const nameOf = (id: number): Texts =>
      Object.fromEntries(answers.languages.map((one) => [one, word(one, 'setup.counter-name', { id })]))
    const made = hallOf(answers, nameOf)
    const file = asSample ? await fromSample(of.hall.id, made) : made
    const answer = await request('POST', '/api/v1/halls', file)
    if (!answer.ok) return setProblem(answer.problem)
    if (retire) {
      const gone = await request('POST', `/api/v1/halls/${encodeURIComponent(of.hall.id)}/retire`)
      if (!gone.ok) setProblem(gone.problem)
    }
    location.assign(`/console?hall=${encodeURIComponent(answers.hall)}&lang=${language}#setup/hall`)
  }
  return (
    <form class="wizard" onSubmit={make}>
      <Section title={t('setup.new.hall')}>
        <div class="row">
          <Line
            label={t('setup.new.id')}
            value={answers.hall}
            set={(hall) => change({ hall })}
            pattern="[A-Za-z0-9][A-Za-z0-9._\-]{0,39}"
          />
          <Line label={t('setup.zone-of-time')} value={answers.timeZone} set={(timeZone) => change({ timeZone })} />
        </div>
        <Names
          label={t('setup.hall-name')}
          languages={answers.languages}
          value={answers.name}
          set={(name) => change({ name })}
        />
        <Ticks
          label={t('setup.languages')}
          choices={LANGUAGES.map((one) => [one, languageName(one)])}
          value={answers.languages}
          set={(languages) => languages.length > 0 && change({ languages: languages.map(String) })}
        />
        <label class="tick">
          <input type="checkbox" checked={asSample} onChange={() => setAsSample(!asSample)} />
          {t('setup.new.as-sample')}
        </label>
      </Section>
      {!asSample && <Contents answers={answers} change={change} />}
      {sample && (
        <label class="tick">
          <input type="checkbox" checked={retire} onChange={() => setRetire(!retire)} />
          {t('setup.new.retire')}
        </label>
      )}
      <div role="status">{problem !== null && <Refused problem={problem} />}</div>
      <button type="submit" class="main-button">
        {t('setup.new.make')}
      </button>
    </form>
  )
}

/** The sample's departments, services, counters and hours under the new hall's name. */
async function fromSample(id: string, made: HallFile): Promise<HallFile> {
  const answer = await request('GET', `/api/v1/halls/${encodeURIComponent(id)}/file`)
  if (!answer.ok) return made
  const { note: _, ...sample } = answer.body as HallFile
  return { ...sample, hall: made.hall, name: made.name, timeZone: made.timeZone, languages: made.languages }
}

function firstAnswers(of: Hall, calendars: string[]): Answers {
  const [calendar = null] = calendars
  return {
    hall: '',
    name: {},
    timeZone: of.hall.timeZone,
    languages: LANGUAGES,
    calendar,
    departments: [{}],
    services: [{ name: {}, department: 0, prefix: 'A', minutes: 10 }],
    counters: [{ from: 1, count: 4, zone: 'A', services: [0] }],
    hours: [
      { start: '08:30', end: '12:00' },
      { start: '14:30', end: '17:30' },
    ],
    weekdays: [1, 2, 3, 4, 5],
    from: of.board.at.slice(0, DATE_LETTERS),
  }
}

function Contents({ answers, change }: { answers: Answers; change: (some: Partial<Answers>) => void }) {
  const { t, own } = useWords()
  const { departments, services, counters, hours, languages } = answers
  const at = <T,>(list: T[], i: number, some: Partial<T>) => list.map((one, k) => (k === i ? { ...one, ...some } : one))
  const addService = () => {
    const department = services.at(-1)?.department ?? 0
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
                  from: (counters.at(-1)?.from ?? 1) + (counters.at(-1)?.count ?? 0),
                  count: 1,
                  zone: counters.at(-1)?.zone ?? 'A',
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

function Refused({ problem }: { problem: Problem }) {
  const { t, language } = useWords()
  if (problem.errors === undefined) return <p class="bad">{refusalWord(language, problem.code)}</p>
  return (
    <ul class="bad told-list">
      {problem.errors.map((one) => (
        <li key={one.path}>
          <code>{one.path}</code> {toldWords(language, one as Told)}
        </li>
      ))}
      <li class="soft">{t('setup.new.nothing')}</li>
    </ul>
  )
}

function Section({ title, children }: { title: string; children: preact.ComponentChildren }) {
  return (
    <section class="form">
      <h2>{title}</h2>
      {children}
    </section>
  )
}

function Line({
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
        type={type}
        value={value}
        required
        {...(pattern === undefined ? {} : { pattern })}
        onInput={(event) => set(event.currentTarget.value)}
      />
    </label>
  )
}

function Names({
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

function Ticks({
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
