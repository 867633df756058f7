// So many at once and no more; some wait, each for a while, and whoever comes beyond them is told to come again.
import { Busy } from './fault.ts'

export interface Gate {
  /** Resolves, when it is one's turn, with what lets the next one in. Rejects with Busy. */
  enter(first?: boolean): Promise<() => void>
  /** `first`: before all who wait, for those who are known. */
  run<T>(work: () => Promise<T>, first?: boolean): Promise<T>
}

export interface GateSize {
  atOnce: number
  waitingMost: number
  withinMs: number
}

export function openGate({ atOnce, waitingMost, withinMs }: GateSize): Gate {
  const waiting: (() => void)[] = []
  let inside = 0

  function leave(): void {
    inside--
    waiting.shift()?.()
  }

  /** Whoever leaves twice leaves once. */
  function comeIn(): () => void {
    inside++
    let left = false
    return () => {
      if (!left) leave()
      left = true
    }
  }

  function enter(first = false): Promise<() => void> {
    if (inside < atOnce) return Promise.resolve(comeIn())
    if (waiting.length >= waitingMost && !first) return Promise.reject(new Busy())
    return new Promise((resolve, reject) => {
      const turn = () => {
        clearTimeout(late)
        resolve(comeIn())
      }
      const late = setTimeout(() => {
        waiting.splice(waiting.indexOf(turn), 1)
        reject(new Busy())
      }, withinMs)
      if (first) waiting.unshift(turn)
      else waiting.push(turn)
    })
  }

  return {
    enter,
    run: async (work, first) => {
      const left = await enter(first)
      try {
        return await work()
      } finally {
        left()
      }
    },
  }
}
