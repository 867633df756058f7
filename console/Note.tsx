// A clerk's own words about a visit. They may speak of a person, so the hall keeps them apart from its log.
import { useWords } from '../ui/words.ts'

/** As the hall takes it: see core/inputs.ts. */
const LETTERS_MOST = 2_000

export function Note({ note, set }: { note: string; set: (note: string) => void }) {
  const { t } = useWords()
  return (
    <label class="note">
      {t('desk.note')}
      <textarea
        name="note"
        rows={2}
        maxLength={LETTERS_MOST}
        value={note}
        onInput={(event) => set(event.currentTarget.value)}
      />
    </label>
  )
}
