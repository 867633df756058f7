// One program's doors in a process of its own, on a database that others may share.
import { type Connection, openPool } from '../../server/db.ts'
import { busyHall, endHalls, openHallOn, visitOf } from '../one-hall.ts'
import { rate } from '../rate.ts'
import { answerAll } from '../screens/child.ts'

interface Given {
  connection: Connection
  halls: string[]
  /** In each of the halls, at most. */
  counters: number
}

const visits: ((caller: number) => Promise<void>)[] = []
let end = async () => {}

answerAll(
  {
    open: async (given: Given) => {
      const pool = openPool(given.connection, () => {})
      end = () => endHalls(pool)
      for (const hall of given.halls) {
        const one = await openHallOn(pool, busyHall(given.counters, hall), Date.now)
        for (let n = 1; n <= given.counters; n++) await one.press({ do: 'open', counter: String(n) })
        visits.push(visitOf(one, hall))
      }
      return visits.length
    },
    /** Visits a second over so many seconds, by so many callers in each hall. */
    run: async ({ seconds, callers }: { seconds: number; callers: number }) => {
      const { count, seconds: took } = await rate(callers * visits.length, seconds, async (caller) => {
        await visits[caller % visits.length]?.(Math.floor(caller / visits.length))
      })
      return count / took
    },
  },
  () => end(),
)
