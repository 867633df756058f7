// A few usual answers, one key each, or words of one's own: what a dialog asks most often.
import { useWords, type WordKey } from '../ui/words.ts'
import { useDraftText } from './drafts.ts'
import { useKeys } from './useKeys.ts'

const LETTERS_MOST = 200

interface ReasonsProps {
  /** The ticket or counter that the answer is about. */
  about: string
  usual: readonly WordKey[]
  /** The label of the field for one's own words. */
  other: string
  /** The button that sends one's own words. */
  send: string
  give: (words: string) => void
}

export function Reasons({ about, usual, other, send, give }: ReasonsProps) {
  const { t } = useWords()
  const [own, setOwn] = useDraftText(about, send)
  useKeys((key) => {
    const answer = usual[Number(key) - 1]
    if (answer !== undefined) give(t(answer))
    return answer !== undefined
  }, 'dialog')
  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    if (own.trim() !== '') give(own.trim())
  }
  return (
    <>
      <ol class="reasons">
        {usual.map((key, i) => (
          <li key={key}>
            <button type="button" onClick={() => give(t(key))}>
              <kbd>{i + 1}</kbd> {t(key)}
            </button>
          </li>
        ))}
      </ol>
      <form onSubmit={submit}>
        <label>
          {other}
          <input
            name="reason"
            value={own}
            maxLength={LETTERS_MOST}
            autocomplete="off"
            onInput={(event) => setOwn(event.currentTarget.value)}
          />
        </label>
        <button type="submit" aria-disabled={own.trim() === ''}>
          {send}
        </button>
      </form>
    </>
  )
}
