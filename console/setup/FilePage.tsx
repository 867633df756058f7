// The hall file in the manager's hands: download it, change it, put it in force; every fault with its place in the file.
import { useEffect, useState } from 'preact/hooks'
import type { Problem } from '../../core/protocol.ts'
import { refusalWord, useWords, word } from '../../ui/words.ts'
import type { Hall } from '../given.ts'
import { readHallFile, saveAs, versionOf, writeHallFile } from './hallFile.ts'

/** As the server takes at most. */
const FILE_BYTES_MOST = 4 * 1024 * 1024
const BASE_KEPT = 'tingxu.file'

export function FilePage({ hall, session }: Hall) {
  const { t } = useWords()
  const work = useHallFile(hall.id, session.lose)
  return (
    <div class="raw-file">
      <p>{t('setup.raw.file.about')}</p>
      <section>
        <h2>{t('setup.raw.file.version', { version: versionOf(work.inForce) || hall.fileSeq })}</h2>
        <button type="button" onClick={work.download}>
          {t('setup.raw.file.download')}
        </button>
      </section>
      <section>
        <h2>{t('setup.raw.file.choose')}</h2>
        <label class="file-choice">
          <input
            type="file"
            accept=".json,application/json"
            onChange={(event) => work.choose(event.currentTarget.files?.[0])}
          />
          <span class="button">{t('setup.raw.file.pick')}</span>
          {work.name || t('setup.raw.file.none')}
        </label>
        {work.basedOn !== '' && <p class="soft">{t('setup.raw.file.base', { version: versionOf(work.basedOn) })}</p>}
        <button type="button" class="main-button" aria-disabled={work.text === null} onClick={work.put}>
          {t('setup.raw.file.put')}
        </button>
        <Outcome outcome={work.outcome} version={hall.fileSeq} />
      </section>
    </div>
  )
}

type Result = { done: string } | { problem: Problem } | { unreadable: string } | { tooLarge: true } | null

function useHallFile(hall: string, lose: () => void) {
  const kept = `${BASE_KEPT}.${hall}`
  const [inForce, setInForce] = useState('')
  const [basedOn, setBasedOn] = useState(localStorage.getItem(kept) ?? '')
  const [text, setText] = useState<string | null>(null)
  const [name, setName] = useState('')
  const [outcome, setOutcome] = useState<Result>(null)
  const base = (etag: string) => {
    // Kept beyond this tab: changing the file takes longer than a tab lives.
    localStorage.setItem(kept, etag)
    setBasedOn(etag)
  }
  const read = async () => {
    const answer = await readHallFile(hall)
    if (answer.ok) setInForce(answer.value.etag)
    else if (answer.problem.status === 401) lose()
    else setOutcome({ problem: answer.problem })
    return answer
  }
  useEffect(() => void read(), [hall])
  return {
    inForce,
    basedOn,
    name,
    text,
    outcome,
    download: async () => {
      const answer = await read()
      if (!answer.ok) return
      base(answer.value.etag)
      saveAs(`${hall}-${versionOf(answer.value.etag)}.json`, answer.value.text)
    },
    choose: async (file: File | undefined) => {
      setName(file?.name ?? '')
      // An exported file carries its version in its name: changed elsewhere, it still says what it was made from.
      const version = file?.name.match(/-(\d+)( \(\d+\))?\.json$/)?.[1]
      if (version !== undefined && file?.name.startsWith(`${hall}-`)) base(`"${version}"`)
      setOutcome(file !== undefined && file.size > FILE_BYTES_MOST ? { tooLarge: true } : null)
      setText(file === undefined || file.size > FILE_BYTES_MOST ? null : await file.text())
    },
    put: async () => {
      if (text === null) return
      const fault = unreadable(text)
      if (fault !== null) return setOutcome({ unreadable: fault })
      const answer = await writeHallFile(hall, text, basedOn || inForce)
      if (!answer.ok) return setOutcome({ problem: answer.problem })
      base(answer.value)
      setInForce(answer.value)
      setOutcome({ done: versionOf(answer.value) })
    },
  }
}

function unreadable(text: string): string | null {
  try {
    JSON.parse(text)
    return null
  } catch (error) {
    return error instanceof Error ? error.message : ''
  }
}

function Outcome({ outcome, version }: { outcome: Result; version: number }) {
  return (
    <div class="outcome" role="status">
      {outcome !== null && <OutcomeWords outcome={outcome} version={version} />}
    </div>
  )
}

function OutcomeWords({ outcome, version }: { outcome: NonNullable<Result>; version: number }) {
  const { t, language } = useWords()
  if ('done' in outcome) return <p class="good">{t('setup.raw.file.done', { version: outcome.done })}</p>
  if ('unreadable' in outcome) return <p class="bad">{t('setup.raw.file.not-json', { detail: outcome.unreadable })}</p>
  if ('tooLarge' in outcome) return <p class="bad">{t('setup.raw.file.too-large')}</p>
  const { problem } = outcome
  if (problem.status === 412) return <p class="bad">{t('setup.raw.file.changed', { version })}</p>
  if (problem.errors !== undefined) return <Faults errors={problem.errors} />
  return (
    <p class="bad">
      {refusalWord(language, problem.code)} {problem.detail}
    </p>
  )
}

function Faults({ errors }: { errors: NonNullable<Problem['errors']> }) {
  const { t, language } = useWords()
  return (
    <>
      <p class="bad">{t('setup.raw.file.faults', { count: errors.length })}</p>
      <table>
        <thead>
          <tr>
            <th scope="col">{t('setup.raw.file.path')}</th>
            <th scope="col">{t('setup.raw.file.fault')}</th>
          </tr>
        </thead>
        <tbody>
          {errors.map((one) => (
            <tr key={one.path + one.code}>
              <th scope="row">
                <code>{one.path}</code>
              </th>
              <td>{faultWords(language, one)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  )
}

type FaultShown = NonNullable<Problem['errors']>[number]
const FAULTS = [
  'malformed',
  'unknown_zone',
  'twice',
  'unknown_department',
  'unknown_service',
  'text_missing',
  'end_before_start',
  'no_such_day',
  'online_over_desk',
  'unknown_setting',
  'unknown_opening',
  'unknown_counter',
  'unknown_team',
  'unknown_moment',
  'never_bookable',
  'window_empty',
  'open_and_closed',
] as const

/** A newer server may know faults that this page does not: they are shown by their code. */
function faultWords(language: string, { code, detail = '' }: FaultShown): string {
  const known = FAULTS.find((one) => one === code)
  return known === undefined ? `${code} ${detail}` : word(language, `setup.raw.fault.${known}`, { detail })
}
