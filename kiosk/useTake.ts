// Taking a number with patience: a press is waited for as long as there is hope, and some seconds if the server is away and the
// kiosk may give a number by itself.
import { useEffect, useRef } from 'preact/hooks'
import type { SaidOfLease } from '../core/device.ts'
import { type Press, pressId } from '../ui/send.ts'
import type { Pressing } from '../ui/usePress.ts'
import type { Given, TakePress } from './alone/store.ts'

/** Nobody waits longer than this for a server that does not answer; afterwards it is known to be away, and nobody waits at all. */
const PATIENCE_MS = 4_500
const LOOK_MS = 250

/** What gives numbers while no server answers; see kiosk/alone. */
export interface Keeper {
  /** The server is known to be away. */
  away: () => boolean
  /** It may be: the line is down, or its database. */
  doubtful: () => boolean
  /** Null: there is none to give, or not for this. `asked`: the press was sent, and may have been done. */
  give: (take: Omit<TakePress, 'id'>, press: { id: string; asked: boolean }) => Promise<Given | null>
  says: () => SaidOfLease
  /** Staff have seen to those that could not enter. */
  strike: () => Promise<void>
}

interface Waited {
  hall: string
  take: Omit<TakePress, 'id'>
  id: string
  since: number
}

export interface Taking extends Pressing {
  /** Answered: the same press made again is another one. */
  settle: () => void
}

export function useTake(
  pressing: Pressing,
  keeper: { current: Keeper | null },
  onAlone: (given: Given) => void,
): Taking {
  /** Of presses without an answer, by what was pressed. */
  const ids = useRef(new Map<string, string>())
  const waited = useRef<Waited | null>(null)
  const giving = useRef(false)
  const latest = useRef(pressing)
  latest.current = pressing

  const giveAlone = async (one: Waited, asked: boolean) => {
    if (giving.current) return
    giving.current = true
    waited.current = null
    // An answer that comes from now on is nobody's: it is found by its id when the server is back.
    latest.current.leave()
    const given = await (keeper.current?.give(one.take, { id: one.id, asked }) ?? null)
    giving.current = false
    if (given === null) return latest.current.press(one.hall, { ...one.take, id: one.id })
    ids.current.clear()
    onAlone(given)
  }
  const press = (hall: string, wanted: Press) => {
    if (wanted.do !== 'take' || wanted.phone !== undefined) return pressing.press(hall, wanted)
    if (giving.current || pressing.busy) return
    const name = JSON.stringify(wanted)
    const known = ids.current.get(name)
    const one = { hall, take: wanted, id: known ?? pressId(), since: performance.now() }
    ids.current.set(name, one.id)
    if (keeper.current?.away()) return void giveAlone(one, known !== undefined)
    waited.current = one
    pressing.press(hall, { ...wanted, id: one.id })
  }
  useEffect(() => {
    if (!pressing.busy) return
    const timer = setInterval(() => {
      const one = waited.current
      if (one === null || performance.now() - one.since < PATIENCE_MS) return
      if (keeper.current?.doubtful() || latest.current.again === 'common.trying_again') void giveAlone(one, true)
    }, LOOK_MS)
    return () => clearInterval(timer)
  }, [pressing.busy])
  const settle = () => {
    ids.current.clear()
    waited.current = null
  }
  useEffect(() => {
    if (pressing.refusal !== null) settle()
  }, [pressing.refusal])
  const leave = () => {
    waited.current = null
    pressing.leave()
  }
  const forget = () => {
    settle()
    pressing.forget()
  }
  return { ...pressing, press, leave, forget, settle }
}
