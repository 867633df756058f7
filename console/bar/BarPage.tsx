// The page of the small bar, `/console#bar/3`: the counter that its address names, else the one that was chosen in this tab.
import { useEffect, useState } from 'preact/hooks'
import { useWords } from '../../ui/words.ts'
import { chosenCounter, keepCounter } from '../chosen.ts'
import type { DeskProps, Hall } from '../given.ts'
import { useDesk } from '../useDesk.ts'
import { openDesk } from '../windows.ts'
import { Bar } from './Bar.tsx'
import { BarDoor } from './BarDoor.tsx'

export function BarPage(of: Hall) {
  const { own } = useWords()
  const [id] = useState(() => decodeURIComponent(location.hash.split('/')[1] ?? '') || chosenCounter(of.hall.id))
  const place = of.hall.counters.find((one) => one.id === id)
  const counter = of.board.counters.find((one) => one.id === id)
  const title = place === undefined ? null : [counter?.number, own(place.name)].filter(Boolean).join(' · ')
  // In the row of open windows: which number is here.
  useEffect(() => {
    if (title !== null) document.title = title
  }, [title])
  // The desk that this bar opens is the same counter's.
  useEffect(() => {
    if (place !== undefined) keepCounter(of.hall.id, place.id)
  }, [place?.id])
  if (place === undefined || counter === undefined) return <BarDoor why="bar.no-counter" />
  return <AtCounter {...of} place={place} counter={counter} leave={() => {}} />
}

function AtCounter(desk: DeskProps) {
  const { t } = useWords()
  const at = useDesk(desk)
  const { asked, stay } = at.steps
  const toDesk = () => {
    if (!openDesk(asked === null || asked.step === 'call' ? undefined : asked.step))
      at.presses.say(false, t('bar.blocked'))
    // What is asked there is not asked here as well.
    stay()
  }
  // What asks more than fits here is asked at the whole desk.
  const elsewhere = asked !== null && asked.step !== 'pause'
  useEffect(() => {
    if (elsewhere) toDesk()
  }, [elsewhere])
  return <Bar desk={desk} at={at} toDesk={toDesk} />
}
