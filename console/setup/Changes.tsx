// The record of changes to the hall: who, when, what it was before and what it is now; and who read personal data.
import { useEffect, useState } from 'preact/hooks'
import type { Change } from '../../core/changes.ts'
import { request } from '../../ui/request.ts'
import { localeOf } from '../../ui/times.ts'
import { useWords, type WordKey, word } from '../../ui/words.ts'
import type { Hall } from '../given.ts'
import { ChangeRows, namesOf } from './ChangeRows.tsx'

interface Entry {
  seq: number
  at: string
  type: string
  by: { role: string; name: string }
  first: boolean
  paths: Change[]
}

export function Changes({ hall, session }: Hall) {
  const { t, own, language } = useWords()
  const [entries, setEntries] = useState<Entry[]>([])
  const [before, setBefore] = useState<number | null>(null)
  const load = async (from: number | null) => {
    const answer = await request(
      'GET',
      `/api/v1/halls/${encodeURIComponent(hall.id)}/changes${from === null ? '' : `?before=${from}`}`,
    )
    if (!answer.ok) return answer.problem.status === 401 ? session.lose() : undefined
    const body = answer.body as { changes: Entry[]; before: number | null }
    setEntries((now) => (from === null ? body.changes : [...now, ...body.changes]))
    setBefore(body.before)
  }
  useEffect(() => void load(null), [hall.id, hall.fileSeq])
  const names = namesOf(own, hall.departments, hall.services, hall.counters)
  const time = new Intl.DateTimeFormat(localeOf(language), {
    timeZone: hall.timeZone,
    dateStyle: 'medium',
    timeStyle: 'short',
  })
  return (
    <>
      {entries.map((one) => (
        <section key={one.seq} class="entry">
          <h2>
            {time.format(Date.parse(one.at))} · {one.by.name || word(language, `staff.role.${one.by.role}` as WordKey)}
          </h2>
          <p class="soft">{t(typeWord(one.type), { version: one.seq, count: one.paths.length })}</p>
          {one.first ? <p>{t('setup.changes.first')}</p> : <ChangeRows changes={one.paths} names={names} />}
        </section>
      ))}
      {before !== null && (
        <button type="button" onClick={() => void load(before)}>
          {t('setup.changes.older')}
        </button>
      )}
    </>
  )
}

const TYPES = ['staff-changed', 'device-changed', 'data-removed', 'data-read', 'clip-changed'] as const

function typeWord(type: string): WordKey {
  const known = TYPES.find((one) => one === type)
  return known === undefined ? 'setup.changes.version' : `setup.changes.type.${known}`
}
