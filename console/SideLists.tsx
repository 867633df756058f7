// The people of a counter who are not at it: who waits, who was parked, who missed their call, whose joint visit has a part here.
import { useState } from 'preact/hooks'
import { useWords } from '../ui/words.ts'
import type { ListProps } from './listed.ts'
import { MissedList } from './MissedList.tsx'
import { ParkedList } from './ParkedList.tsx'
import { PartsList } from './PartsList.tsx'
import { partsFor } from './visit.ts'
import { WaitingList } from './WaitingList.tsx'

const TABS = ['line', 'parked', 'missed', 'parts'] as const

export function SideLists(of: ListProps) {
  const { t } = useWords()
  const [tab, setTab] = useState<(typeof TABS)[number]>('line')
  const tickets = of.board.tickets ?? []
  const parked = tickets.filter((one) => one.state === 'parked')
  const missed = tickets.filter((one) => one.state === 'missed')
  const parts = partsFor(of.board, of.place.serves)
  const counts = { line: of.line.total, parked: parked.length, missed: missed.length, parts: parts.length }
  return (
    <section class="line">
      <fieldset class="tabs" aria-label={t('desk.lists')}>
        {TABS.map((name) => (
          <button key={name} type="button" aria-pressed={tab === name} onClick={() => setTab(name)}>
            {t(`desk.tab.${name}`)} <span class="count digits">{counts[name]}</span>
          </button>
        ))}
      </fieldset>
      {tab === 'line' && <WaitingList {...of} />}
      {tab === 'parked' && <ParkedList {...of} tickets={parked} />}
      {tab === 'missed' && <MissedList {...of} tickets={missed} />}
      {tab === 'parts' && <PartsList {...of} parts={parts} />}
    </section>
  )
}
