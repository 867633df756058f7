// A hall in full swing over HTTP, by seed: people take numbers, clerks call and serve, and nobody gives up.
import assert from 'node:assert/strict'
import { setTimeout as delay } from 'node:timers/promises'
import { ask } from './asking.ts'
import { type Pressed, pressPatiently } from './patient.ts'
import { oneOf, type Random, seeded } from './random.ts'
import type { At } from './truth.ts'
import { untilFound } from './until.ts'

export interface BusyHall {
  /** Every press with its answer, in the order of the answers. */
  history: Pressed[]
  /** Lets everybody finish what they have begun; throws what went wrong. */
  stop(): Promise<void>
}

/** Answers between two steps of a drill. */
const GO_ON = 25
const PAUSE_MS = 20
/** One in so many people leaves a phone number. */
const WITH_PHONE = 4

/** `at` is read at each press: the hall may move to another address meanwhile. */
export function startBusyHall(at: At, { seed, services, counters }: Busy): BusyHall {
  const history: Pressed[] = []
  const working = { on: true }
  const everybody = [
    ...counters.map((counter, n) => clerk(at, counter, seeded(seed + n), history, working)),
    ...services.map((_, n) => visitors(at, services, seeded(seed + 100 + n), history, working)),
  ]
  const all = Promise.all(everybody)
  all.catch(() => {
    working.on = false
  })
  return {
    history,
    stop: async () => {
      working.on = false
      await all
    },
  }
}

export interface Busy {
  seed: number
  services: readonly string[]
  counters: readonly string[]
}

async function clerk(at: At, counter: string, random: Random, history: Pressed[], working: { on: boolean }) {
  const press = (command: Record<string, unknown>) => pressPatiently(at, command, at.token, history)
  await press({ do: 'open', counter })
  while (working.on) {
    const called = await press({ do: 'call-next', counter })
    const ticket = (called.body.ticket as { id: string } | undefined)?.id
    if (ticket === undefined) {
      await delay(PAUSE_MS)
      continue
    }
    const steps = random() < 0.2 ? ['recall', 'miss'] : ['serve', 'finish']
    for (const step of steps) {
      const { status, body } = await press({ do: step, ticket })
      // Who was called may have given up a moment before.
      if (status !== 200) assert.equal(body.code, 'not_allowed_now', `${step} ${ticket}`)
      await delay(random() * PAUSE_MS)
    }
  }
}

async function visitors(
  at: At,
  services: readonly string[],
  random: Random,
  history: Pressed[],
  working: { on: boolean },
): Promise<void> {
  for (let n = 1; working.on; n++) {
    const phone = n % WITH_PHONE === 0 ? { phone: `139${String(Math.floor(random() * 1e8)).padStart(8, '0')}` } : {}
    const command = { do: 'take', service: oneOf(random, services), ...phone }
    const taken = await pressPatiently(at, command, null, history)
    assert.equal(taken.status, 200, JSON.stringify(taken.body))
    const { key } = taken.body.ticket as { key: string }
    if (random() < 0.15) await pressPatiently(at, { do: 'cancel', ticket: key }, null, history)
    await delay(random() * 2 * PAUSE_MS)
  }
}

/** The same id gets the same answer, from whichever program and after whatever happened to it. */
export async function sameAgain(at: At, pressed: readonly Pressed[]): Promise<void> {
  const path = `/api/v1/halls/${at.hall}/commands`
  for (const { id, command, token, answer } of pressed) {
    const again = await ask(at.url, 'POST', path, { body: { id, ...command }, token })
    assert.equal(again.status, answer.status, JSON.stringify([command, answer.body, again.body]))
    assert.deepEqual({ ...again.body, repeated: null }, { ...answer.body, repeated: null })
  }
}

/** Resolves when so many more presses have been answered. */
export async function goesOn(busy: BusyHall, more = GO_ON): Promise<void> {
  const then = busy.history.length
  await untilFound('the hall goes on', () => busy.history.length > then + more)
}

/** Presses that had to be sent more than once, and the longest time that anybody waited. */
export function patience(history: readonly Pressed[]): { again: number; longestMs: number } {
  return {
    again: history.filter(({ tries }) => tries > 1).length,
    longestMs: Math.round(Math.max(...history.map(({ sentAt, answeredAt }) => answeredAt - sentAt))),
  }
}
