// A notice of the hall beside its calls: in one language after the other, page by page, never smaller.
import { noticePages, type Room } from '../../core/notice-pages.ts'
import { useTurns } from '../pages.tsx'
import { FIRST, SECOND } from '../words.tsx'

/** So that a page can be read to its end: two turns of the other pages. */
const TURNS_A_PAGE = 2

export function Notice({ texts, lines, width }: { texts: Record<string, string> } & Room) {
  const turn = useTurns()
  const languages = [FIRST, SECOND].filter((one) => texts[one] !== undefined)
  const pages = (languages.length > 0 ? languages : Object.keys(texts)).flatMap((language) =>
    noticePages(texts[language] ?? '', { lines, width }).map((text) => ({ language, text })),
  )
  const place = Math.floor(turn / TURNS_A_PAGE) % Math.max(1, pages.length)
  const page = pages[place]
  if (page === undefined) return null
  return (
    <section class="notice-board">
      <p lang={page.language} class="notice-text">
        {page.text}
      </p>
      {pages.length > 1 && (
        <span class="page digits">
          {place + 1} / {pages.length}
        </span>
      )}
    </section>
  )
}
