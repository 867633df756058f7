// A hall of one's own in a few answers: name, departments, services, counters, hours; then it takes the sample's place.
import { useState } from 'preact/hooks'
import type { HallFile, Texts } from '../../core/hall.ts'
import { type Answers, hallOf } from '../../core/hall-template.ts'
import type { Problem } from '../../core/protocol.ts'
import { request } from '../../ui/request.ts'
import { refusalWord, useWords, word } from '../../ui/words.ts'
import type { Hall } from '../given.ts'
import { LANGUAGE_IDS, languageName } from '../languages.ts'
import type { Told } from './draft.ts'
import { toldWords } from './fields.tsx'
import { Contents } from './WizardContents.tsx'
import { Line, Names, Section, Ticks } from './wizardFields.tsx'

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
          choices={LANGUAGE_IDS.map((one) => [one, languageName(one)])}
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
    languages: [...LANGUAGE_IDS],
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
