// Opening times and closures: the forms, what the next days look like and why, and what the state's calendar says.
import { useEffect, useState } from 'preact/hooks'
import { freeId } from '../../core/hall-edits.ts'
import { newOpening } from '../../core/hall-template.ts'
import type { NationalYear } from '../../core/national.ts'
import { request } from '../../ui/request.ts'
import { localeOf } from '../../ui/times.ts'
import { useWords, type WordKey } from '../../ui/words.ts'
import { type Day, useDraft } from './draft.ts'
import { CheckField, ChoiceField, NumberField, TextField, TextsField } from './fields.tsx'
import { IdField, idsOf } from './forms.tsx'
import { ListPage } from './ListPage.tsx'
import { LeadFields, OpeningPlan, ToField } from './openingFields.tsx'

const KINDS = ['regular', 'noon', 'evening', 'weekend', 'duty', 'home', 'campaign'] as const
const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7] as const
const WEEKS = ['every', 'second', '1', '2', '3', '4', 'last'] as const

export function Openings() {
  const { t, own } = useWords()
  const { today = '' } = useDraft()
  return (
    <ListPage
      list="openings"
      titleOf={(one) => {
        const { id, start, end } = one as { id: string; start: string; end: string }
        return `${own(one.name ?? {}) || id} ${start}–${end}`
      }}
      make={(file) => newOpening(freeId(idsOf(file.openings), '', 'hours'), today)}
      form={(at, index) => <OpeningForm at={at} index={index} />}
      beside={<Ahead title={t('setup.ahead')} />}
    />
  )
}

function OpeningForm({ at, index }: { at: string; index: number }) {
  const { t } = useWords()
  const { file, set } = useDraft()
  const opening = file.openings[index]
  if (opening === undefined) return null
  return (
    <>
      <div class="row">
        <ChoiceField
          at={`${at}/kind`}
          label={t('setup.kind')}
          choices={KINDS.map((kind) => [kind, t(`setup.kind.${kind}`)])}
        />
        <TextField at={`${at}/start`} label={t('setup.start')} type="time" />
        <TextField at={`${at}/end`} label={t('setup.end')} type="time" />
        <TextField at={`${at}/from`} label={t('setup.from')} type="date" />
        <ToField at={at} />
      </div>
      <Weekdays at={at} days={opening.weekdays} />
      <Weeks index={index} />
      <ServicesOf index={index} />
      <div class="row">
        <CheckField at={`${at}/walkIn`} label={t('setup.walk-in')} />
        <CheckField at={`${at}/runsOnClosedDays`} label={t('setup.closed-days')} hint={t('setup.closed-days.hint')} />
      </div>
      <div class="row">
        <NumberField at={`${at}/slotMinutes`} label={t('setup.slot-minutes')} />
        <NumberField at={`${at}/desk`} label={t('setup.desk')} />
        <NumberField at={`${at}/online`} label={t('setup.online')} />
      </div>
      <div class="field check">
        <input
          id={`b${at}`}
          type="checkbox"
          checked={opening.book != null}
          onChange={(event) => set(`${at}/book`, event.currentTarget.checked ? newOpening('', '').book : null)}
        />
        <label for={`b${at}`}>{t('setup.bookable')}</label>
      </div>
      {opening.book != null && (
        <div class="row">
          <NumberField at={`${at}/book/fromDays`} label={t('setup.book-from')} />
          <NumberField at={`${at}/book/untilDays`} label={t('setup.book-until')} />
          <ChoiceField
            at={`${at}/book/dayKind`}
            label={t('setup.day-kind')}
            choices={[
              ['calendar', t('setup.day-kind.calendar')],
              ['working', t('setup.day-kind.working')],
            ]}
          />
          <LeadFields at={`${at}/book/lead`} before={opening.book.lead.before} />
        </div>
      )}
      <OpeningPlan at={at} index={index} />
      <IdField list="openings" index={index} />
    </>
  )
}

function Weekdays({ at, days }: { at: string; days: readonly number[] }) {
  const { t } = useWords()
  const { set } = useDraft()
  const flip = (day: number) =>
    set(
      `${at}/weekdays`,
      WEEKDAYS.filter((one) => (one === day) !== days.includes(one)),
    )
  return (
    <fieldset class="ticks">
      <legend>{t('setup.weekdays')}</legend>
      {WEEKDAYS.map((day) => (
        <label key={day} class="tick">
          <input type="checkbox" checked={days.includes(day)} onChange={() => flip(day)} />
          {t(`setup.weekday.${day}`)}
        </label>
      ))}
    </fieldset>
  )
}

/** Two fields of the file, in the words a manager uses: every week, every n-th, the n-th of the month, the last. */
function Weeks({ index }: { index: number }) {
  const { t } = useWords()
  const { file, put } = useDraft()
  const { everyWeeks = 1, weeksOfMonth = null } = file.openings[index] ?? {}
  const write = (change: object) =>
    put({ ...file, openings: file.openings.map((one, i) => (i === index ? { ...one, ...change } : one)) })
  const chosen = (week: (typeof WEEKS)[number]) => {
    if (week === 'every') return (everyWeeks === 1 || everyWeeks === null) && weeksOfMonth === null
    if (week === 'second') return everyWeeks !== null && everyWeeks > 1
    return week === 'last'
      ? weeksOfMonth === 'last'
      : Array.isArray(weeksOfMonth) && weeksOfMonth.includes(Number(week))
  }
  const flip = (week: (typeof WEEKS)[number]) => {
    if (week === 'every') return write({ everyWeeks: 1, weeksOfMonth: null })
    if (week === 'second') return write({ everyWeeks: chosen(week) ? (weeksOfMonth === null ? 1 : null) : 2 })
    // "Every week" beside "the second of the month" would open every week: either one opens the day.
    const every = everyWeeks === 1 ? null : everyWeeks
    if (week === 'last') return write({ everyWeeks: every, weeksOfMonth: chosen(week) ? null : 'last' })
    const old = Array.isArray(weeksOfMonth) ? weeksOfMonth : []
    const next = chosen(week) ? old.filter((one) => one !== Number(week)) : [...old, Number(week)].sort()
    write({ everyWeeks: every, weeksOfMonth: next.length === 0 ? null : next })
  }
  return (
    <fieldset class="ticks">
      <legend>{t('setup.weeks')}</legend>
      {WEEKS.map((week) => (
        <label key={week} class="tick">
          <input type="checkbox" checked={chosen(week)} onChange={() => flip(week)} />
          {t(`setup.weeks.${week}`)}
        </label>
      ))}
      {everyWeeks !== null && everyWeeks > 1 && (
        <NumberField at={`/openings/${index}/everyWeeks`} label={t('setup.every-weeks')} />
      )}
    </fieldset>
  )
}

function ServicesOf({ index }: { index: number }) {
  const { t, own } = useWords()
  const { file, set } = useDraft()
  const services = file.openings[index]?.services ?? '*'
  const at = `/openings/${index}/services`
  const flip = (id: string, list: string[]) =>
    set(at, list.includes(id) ? list.filter((one) => one !== id) : [...list, id])
  return (
    <fieldset class="ticks">
      <legend>{t('setup.for')}</legend>
      <label class="tick">
        <input
          type="checkbox"
          checked={services === '*'}
          onChange={() => set(at, services === '*' ? file.services.map(({ id }) => id) : '*')}
        />
        {t('setup.for.all')}
      </label>
      {services !== '*' &&
        file.services.map((one) => (
          <label key={one.id} class="tick">
            <input type="checkbox" checked={services.includes(one.id)} onChange={() => flip(one.id, services)} />
            {own(one.name)}
          </label>
        ))}
    </fieldset>
  )
}

/** The draft's next days, each with its chain of reasons. */
function Ahead({ title }: { title: string }) {
  const { t, language } = useWords()
  const { days } = useDraft()
  if (days.length === 0) return <p class="soft">{t('setup.ahead.none')}</p>
  const dayOf = (date: string) =>
    new Intl.DateTimeFormat(localeOf(language), {
      timeZone: 'UTC',
      month: 'short',
      day: 'numeric',
      weekday: 'short',
    }).format(Date.parse(date))
  return (
    <div class="ahead">
      <h2>{title}</h2>
      <table>
        <tbody>
          {days.map((day) => (
            <tr key={day.date} class={day.open ? '' : 'closed'}>
              <th scope="row">{dayOf(day.date)}</th>
              <td class="digits">
                {day.openings.map((one) => `${one.from.slice(11, 16)}–${one.until.slice(11, 16)}`).join(' ') ||
                  t('setup.closed')}
              </td>
              <td>
                <Reasons day={day} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function Reasons({ day }: { day: Day }) {
  const { t, own } = useWords()
  return (
    <>
      {day.why
        .map(({ rule, text, id = '' }) =>
          t(`setup.why.${rule}` as WordKey, { name: text === undefined ? id : own(text) }),
        )
        .join(' → ')}
    </>
  )
}

export function Closures() {
  const { t, own } = useWords()
  const { today = '' } = useDraft()
  return (
    <ListPage
      list="closures"
      titleOf={(one) => `${one.date} ${own(one.name ?? {})}`}
      make={() => ({ date: today, name: {} })}
      form={(at) => (
        <>
          <TextField at={`${at}/date`} label={t('setup.date')} type="date" />
          <TextsField at={`${at}/name`} label={t('setup.closure-name')} hint={t('setup.closure-name.hint')} />
        </>
      )}
      beside={<National />}
    />
  )
}

function National() {
  const { t } = useWords()
  const { file, today = '' } = useDraft()
  const [years, setYears] = useState<NationalYear[]>([])
  useEffect(() => {
    if (file.calendar === null) return
    void request('GET', `/api/v1/calendars/${encodeURIComponent(file.calendar)}`).then((answer) => {
      if (answer.ok) setYears((answer.body as { years: NationalYear[] }).years)
    })
  }, [file.calendar])
  const shown = years.filter(({ year }) => year >= Number(today.slice(0, 4)))
  return (
    <div class="national">
      <h2>{t('setup.national')}</h2>
      <p class="hint">{t('setup.national.hint')}</p>
      {shown.length === 0 && <p class="soft">{t('setup.national.none')}</p>}
      {shown.map((year) => (
        <div key={year.year}>
          <h3>{year.year}</h3>
          {year.papers.map((one) => (
            <p key={one.date} class="hint">
              {t('setup.source')}: {one.issuer} · {one.title} {one.number} · {one.date}
            </p>
          ))}
          <ul class="days">
            {year.days.map((one) => (
              <li key={one.date} class={one.isOffDay ? 'off' : ''}>
                <span class="digits">{one.date}</span> {one.name} · {t(one.isOffDay ? 'setup.off' : 'setup.worked')}
              </li>
            ))}
          </ul>
        </div>
      ))}
    </div>
  )
}
