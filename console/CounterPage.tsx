// A clerk's place of work: choose a counter, then one key a step.
import { useState } from 'preact/hooks'
import { CounterChooser } from './CounterChooser.tsx'
import { chosenCounter, keepCounter } from './chosen.ts'
import { Desk } from './Desk.tsx'
import type { Hall } from './given.ts'

export function CounterPage(of: Hall) {
  const [chosen, setChosen] = useState(() => chosenCounter(of.hall.id))
  const choose = (id: string | null) => {
    keepCounter(of.hall.id, id)
    setChosen(id)
  }
  const place = of.hall.counters.find((one) => one.id === chosen)
  const counter = of.board.counters.find((one) => one.id === chosen)
  if (place === undefined || counter === undefined) return <CounterChooser {...of} choose={choose} />
  return <Desk key={place.id} {...of} place={place} counter={counter} leave={() => choose(null)} />
}
