// A list of the draft on the left, the form of the one chosen on the right: add, duplicate, move, remove.
import type { ComponentChildren } from 'preact'
import { useState } from 'preact/hooks'
import { copy, type Json } from '../../core/changes.ts'
import type { HallFile } from '../../core/hall.ts'
import { dependentsOf, freeId, type ListName, membersOf, without } from '../../core/hall-edits.ts'
import { useWords } from '../../ui/words.ts'
import { AskDialog } from '../AskDialog.tsx'
import { useDraft } from './draft.ts'

type Member = { id?: string; class?: string; date?: string; name?: Record<string, string> }

interface ListPageProps {
  list: ListName
  titleOf: (member: Member) => string
  make: (file: HallFile) => Member
  form: (at: string, index: number) => ComponentChildren
  beside?: ComponentChildren
}

export function ListPage({ list, titleOf, make, form, beside }: ListPageProps) {
  const { t } = useWords()
  const draft = useDraft()
  const [index, setIndex] = useState(0)
  const [sought, setSought] = useState('')
  const [leaving, setLeaving] = useState(false)
  const members: Member[] = membersOf(draft.file, list)
  const at = `/${list}/${index}`
  const put = (next: Member[], then: number) => {
    draft.put({ ...draft.file, [list]: next } as HallFile)
    setIndex(then)
    setSought('')
  }
  const twin = (member: Member): Member => {
    const id =
      member.id === undefined
        ? {}
        : {
            id: freeId(
              members.map((one) => one.id ?? ''),
              member.id,
              list,
            ),
          }
    return { ...(copy(member as Json) as Member), ...id }
  }
  const move = (by: number) => {
    const next = [...members]
    const [member] = next.splice(index, 1)
    if (member === undefined || index + by < 0 || index + by > next.length) return
    next.splice(index + by, 0, member)
    put(next, index + by)
  }
  const chosen = members[index]
  const shown = members
    .map((member, i) => ({ member, i }))
    .filter(({ member }) => titleOf(member).toLowerCase().includes(sought.toLowerCase()))
  const has = (i: number, told: { path: string }[]) => told.some(({ path }) => `${path}/`.startsWith(`/${list}/${i}/`))
  return (
    <div class="setup-list">
      <div class="members">
        <button type="button" onClick={() => put([...members, make(draft.file)], members.length)}>
          {t(`setup.add.${list}`)}
        </button>
        {members.length > 12 && (
          <input
            type="search"
            aria-label={t('setup.search')}
            placeholder={t('setup.search')}
            value={sought}
            onInput={(event) => setSought(event.currentTarget.value)}
          />
        )}
        <ul>
          {shown.map(({ member, i }) => (
            <li key={i}>
              <button type="button" aria-current={i === index ? 'true' : undefined} onClick={() => setIndex(i)}>
                {titleOf(member) || t('setup.unnamed')}
                {has(i, draft.faults) && <span class="mark bad">{t('setup.mark.fault')}</span>}
                {!has(i, draft.faults) && has(i, draft.warnings) && <span class="mark">{t('setup.mark.warning')}</span>}
              </button>
            </li>
          ))}
        </ul>
      </div>
      <section class="form" aria-label={chosen === undefined ? t('setup.none') : titleOf(chosen)}>
        {chosen === undefined ? <p class="soft">{t('setup.none')}</p> : form(at, index)}
        {chosen !== undefined && (
          <div class="tools">
            <button
              type="button"
              onClick={() =>
                put([...members.slice(0, index + 1), twin(chosen), ...members.slice(index + 1)], index + 1)
              }
            >
              {t('setup.duplicate')}
            </button>
            <button type="button" onClick={() => move(-1)} aria-disabled={index === 0}>
              {t('setup.up')}
            </button>
            <button type="button" onClick={() => move(1)} aria-disabled={index === members.length - 1}>
              {t('setup.down')}
            </button>
            <button type="button" class="quiet" onClick={() => setLeaving(true)}>
              {t('setup.remove')}
            </button>
          </div>
        )}
        {beside}
      </section>
      {leaving && chosen !== undefined && (
        <AskDialog
          question={goneWords(t, draft.file, list, index, titleOf(chosen))}
          yes={t('setup.remove')}
          onYes={() => {
            draft.put(without(draft.file, list, index))
            setIndex(Math.max(0, index - 1))
            setLeaving(false)
          }}
          close={() => setLeaving(false)}
        />
      )}
    </div>
  )
}

function goneWords(
  t: ReturnType<typeof useWords>['t'],
  file: HallFile,
  list: ListName,
  index: number,
  name: string,
): string {
  const { services, counters, openings, alerts } = dependentsOf(file, list, index)
  const counts = {
    services: services.length,
    counters: counters.length,
    openings: openings.length,
    alerts: alerts.length,
  }
  const none = Object.values(counts).every((count) => count === 0)
  return none ? t('setup.remove-sure', { name }) : t('setup.remove-with', { name, ...counts })
}
