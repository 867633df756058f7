// A manager says something else of one day: why, which opening, which hours. Who is booked and would not fit stands there before it is saved.
import { useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks'
import type { HallFile } from '../../core/hall.ts'
import { refusalWord, type Speech, useWords } from '../../ui/words.ts'
import { type Conflict, ConflictList } from '../ConflictList.tsx'
import { languageName } from '../languages.ts'
import type { DayProps } from './day.ts'
import { type DayEdit, fileWith, type saidOf } from './edits.ts'
import { type Fault, type Read, saveDay, useCheck } from './useDayFile.ts'

const NAME_MOST = 200

interface EditProps extends DayProps {
  read: Read
  edit: DayEdit
  end: () => void
}

export function EditDay({ of, day, read, edit, look, end }: EditProps) {
  const speech = useWords()
  const { t } = speech
  const { file } = read
  const [opening, setOpening] = useState('*')
  const [name, setName] = useState<Record<string, string>>({})
  const [hours, setHours] = useState({ start: '', end: '' })
  const first = useRef<HTMLSelectElement>(null)
  useLayoutEffect(() => first.current?.focus(), [])
  const isNamed = file.languages.every((one) => (name[one] ?? '').trim() !== '')
  const isSaid = edit !== 'hours' || hours.start !== '' || hours.end !== ''
  const draft = useMemo(
    () => (isNamed && isSaid ? fileWith(file, { edit, date: day.date, opening, name, ...hours }) : null),
    [file, edit, opening, name, hours, isNamed, isSaid],
  )
  return (
    <form class="day-edit" onSubmit={(event) => event.preventDefault()}>
      <h3>{t(`calendar.edit.${edit}`)}</h3>
      <label>
        {t('calendar.which')}
        <select ref={first} name="opening" value={opening} onChange={(event) => setOpening(event.currentTarget.value)}>
          <option value="*">{t('calendar.all-openings')}</option>
          {file.openings.map((one) => (
            <option key={one.id} value={one.id}>
              {openingName(file, one.id, speech)}
            </option>
          ))}
        </select>
      </label>
      {file.languages.map((one) => (
        <label key={one}>
          {t('calendar.name', { language: languageName(one) })}
          <input
            name={`name-${one}`}
            lang={one}
            value={name[one] ?? ''}
            maxLength={NAME_MOST}
            autocomplete="off"
            onInput={(event) => setName({ ...name, [one]: event.currentTarget.value })}
          />
        </label>
      ))}
      {edit !== 'close' && (
        <div class="day-hours">
          {(['start', 'end'] as const).map((one) => (
            <label key={one}>
              {t(`appts.${one}`)}
              <input
                name={one}
                type="time"
                value={hours[one]}
                onInput={(event) => setHours({ ...hours, [one]: event.currentTarget.value })}
              />
            </label>
          ))}
          <p class="hint">{t('calendar.hours-hint')}</p>
        </div>
      )}
      <Saving of={of} date={day.date} draft={draft} etag={read.etag} look={look} end={end} />
    </form>
  )
}

interface TakeBackProps extends DayProps {
  read: Read
  said: ReturnType<typeof saidOf>[number]
}

/** What is said of the day already, and the way back from it. */
export function TakeBack({ of, day, read, look, said }: TakeBackProps) {
  const speech = useWords()
  const { t, own } = speech
  const [asked, setAsked] = useState(false)
  const draft = useMemo(() => (asked ? said.without : null), [asked])
  const which = said.opening === '*' ? t('calendar.all-openings') : openingName(read.file, said.opening, speech)
  return (
    <div class="day-said">
      <p>
        <strong>{t(`calendar.said.${said.kind}`)}</strong> {own(said.name)} <span class="soft">· {which}</span>
      </p>
      {asked ? (
        <Saving of={of} date={day.date} draft={draft} etag={read.etag} look={look} end={() => setAsked(false)} />
      ) : (
        <button type="button" class="quiet" onClick={() => setAsked(true)}>
          {t('calendar.take-back')}
        </button>
      )}
    </div>
  )
}

function openingName(file: HallFile, id: string, { t, own }: Speech): string {
  const opening = file.openings.find((one) => one.id === id)
  if (opening === undefined) return id
  const { name, kind, start, end } = opening
  return `${name === undefined ? t(`appt.kind_${kind}`) : own(name)} ${start}–${end} · ${id}`
}

interface SavingProps {
  of: DayProps['of']
  date: string
  draft: HallFile | null
  etag: string
  look: () => void
  end: () => void
}

/** Checked first: who is booked is listed before the button does anything. */
function Saving({ of, date, draft, etag, look, end }: SavingProps) {
  const { t, language } = useWords()
  const [problem, setProblem] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const checked = useCheck(draft, date)
  const ready = draft !== null && checked !== null && checked.faults.length === 0 && !busy
  const save = async () => {
    if (!ready) return
    setBusy(true)
    const failed = await saveDay(of.hall.id, draft, etag)
    setBusy(false)
    if (failed === null) {
      look()
      return end()
    }
    if (failed.status === 401) return of.session.lose()
    setProblem(failed.status === 412 ? t('calendar.changed-meanwhile') : refusalWord(language, failed.code))
  }
  return (
    <div class="day-saving">
      <div role="status">
        {draft !== null && checked === null && <p class="soft">{t('calendar.checking')}</p>}
        {checked !== null && <Told of={of} {...checked} />}
        {problem !== null && <p class="bad">{problem}</p>}
      </div>
      <div class="host-acts">
        <button type="button" class="main-button" aria-disabled={!ready} data-step="save-day" onClick={save}>
          {t(checked !== null && checked.conflicts.length > 0 ? 'calendar.save-anyway' : 'calendar.save')}
        </button>
        <button type="button" onClick={end}>
          {t('appts.not-now')}
        </button>
      </div>
    </div>
  )
}

function Told({ of, faults, conflicts }: { of: DayProps['of']; faults: Fault[]; conflicts: Conflict[] }) {
  const { t } = useWords()
  if (faults.length > 0) return <p class="bad">{t('calendar.fault', { detail: faults[0]?.detail ?? '' })}</p>
  if (conflicts.length === 0) return <p class="good">{t('calendar.no-conflicts')}</p>
  return (
    <>
      <p class="bad">{t('calendar.conflicts', { count: conflicts.length })}</p>
      <ConflictList conflicts={conflicts} services={of.hall.services} />
      <p class="hint">{t('calendar.conflicts-hint')}</p>
    </>
  )
}
