// Somebody else saved in between: what they changed, and where it meets mine, which of the two shall hold.
import { useState } from 'preact/hooks'
import { useWords } from '../../ui/words.ts'
import { ChangeRows, namesOf } from './ChangeRows.tsx'
import { useDraft } from './draft.ts'

export function MeetingPanel() {
  const { t, own } = useWords()
  const { file, meeting, join } = useDraft()
  const [mine, setMine] = useState<boolean[]>([])
  if (meeting === null) return null
  const { collisions, free } = meeting.merge
  const names = namesOf(own, file.departments, file.services, file.counters, file.openings, file.teams)
  return (
    <section class="meeting wide" role="alert">
      <h2>{t('setup.meeting')}</h2>
      <ChangeRows changes={meeting.theirs} names={names} />
      <p>{t('setup.meeting.free', { count: free.length })}</p>
      {collisions.map((one, i) => (
        <fieldset key={one.mine[0]?.path}>
          <legend>{t('setup.meeting.both')}</legend>
          <label>
            <input
              type="radio"
              name={`meeting-${i}`}
              checked={mine[i] !== true}
              onChange={() => setMine(Object.assign([...mine], { [i]: false }))}
            />
            {t('setup.meeting.theirs')}
          </label>
          <ChangeRows changes={one.theirs} names={names} />
          <label>
            <input
              type="radio"
              name={`meeting-${i}`}
              checked={mine[i] === true}
              onChange={() => setMine(Object.assign([...mine], { [i]: true }))}
            />
            {t('setup.meeting.mine')}
          </label>
          <ChangeRows changes={one.mine} names={names} />
        </fieldset>
      ))}
      <button type="button" class="main-button" onClick={() => join(collisions.map((_, i) => mine[i] === true))}>
        {t('setup.meeting.join')}
      </button>
    </section>
  )
}
