// A clerk's place of work: choose a counter, then one key a step.
import { useState } from 'preact/hooks'
import { CounterChooser } from './CounterChooser.tsx'
import { Desk } from './Desk.tsx'
import type { Hall } from './given.ts'

/** Per tab: two tabs of one PC may stand for two counters. */
const CHOSEN_KEPT = 'tingxu.counter'

export function CounterPage(of: Hall) {
  const kept = `${CHOSEN_KEPT}.${of.hall.id}`
  const [chosen, setChosen] = useState(() => sessionStorage.getItem(kept))
  const choose = (id: string | null) => {
    if (id === null) sessionStorage.removeItem(kept)
    else sessionStorage.setItem(kept, id)
    setChosen(id)
  }
  const place = of.hall.counters.find((one) => one.id === chosen)
  const counter = of.board.counters.find((one) => one.id === chosen)
  if (place === undefined || counter === undefined) return <CounterChooser {...of} choose={choose} />
  return <Desk key={place.id} {...of} place={place} counter={counter} leave={() => choose(null)} />
}
