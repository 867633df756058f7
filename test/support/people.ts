// People at work in a hall whatever happens to it: clerks call, serve and finish; visitors take numbers, press twice, and change their minds.
import assert from 'node:assert/strict'
import { setTimeout as delay } from 'node:timers/promises'
import { type Pressed, pressOnce, pressPatiently } from './patient.ts'
import type { At } from './truth.ts'

interface Work {
  at: At
  /** Of all of them, in the order of their answers. */
  history: Pressed[]
  /** Turned off from outside; who is pressing then waits for the answer. */
  on: boolean
}

const REFUSED_MS = 10
const THINKS_MS = 5
const CHANGES_MIND = 5

/** Everybody at their work until it is turned off; where one finds something wrong, all stop, and `done` says what. */
export function startPeople(
  at: At,
  history: Pressed[],
  { counters, services }: { counters: readonly string[]; services: readonly string[] },
): { work: Work; done: Promise<unknown> } {
  const work: Work = { at, history, on: true }
  const done = Promise.all([
    ...counters.map((counter) => clerk(work, counter)),
    ...services.map((service) => visitor(work, service)),
  ])
  done.catch(() => {
    work.on = false
  })
  return { work, done }
}

/** Calls, serves and finishes, one person after the other. */
async function clerk(work: Work, counter: string): Promise<void> {
  const press = (command: Record<string, unknown>) => pressPatiently(work.at, command, work.at.token, work.history)
  await press({ do: 'open', counter })
  while (work.on) {
    const called = await press({ do: 'call-next', counter })
    if (called.status === 409) await delay(REFUSED_MS)
    const ticket = (called.body.ticket as { id: string } | undefined)?.id
    if (ticket === undefined) continue
    for (const step of ['recall', 'serve', 'finish']) {
      const { status, body } = await press({ do: step, ticket })
      // Who was called may still have walked away.
      if (status !== 200) assert.equal(body.code, 'not_allowed_now', `${step} ${ticket}`)
    }
  }
}

/** Takes one number after the other; now and then gives one up. */
async function visitor(work: Work, service: string): Promise<void> {
  const { at, history } = work
  for (let n = 1; work.on; n++) {
    const taken = await pressPatiently(at, { do: 'take', service }, null, history)
    assert.equal(taken.status, 200, JSON.stringify(taken.body))
    const { key } = taken.body.ticket as { key: string }
    // Pressed once more, perhaps in the very moment in which everything dies.
    const { id, command } = history.findLast((one) => one.answer === taken) as Pressed
    const again = await pressOnce(at, { id, ...command }, null)
    if (again?.status === 200) assert.equal(again.body.seq, taken.body.seq)
    if (n % CHANGES_MIND === 0) await pressPatiently(at, { do: 'cancel', ticket: key }, null, history)
    await delay(THINKS_MS)
  }
}
