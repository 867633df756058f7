// People who do not give up: a press is sent again with the same id until it is answered, and everything they saw is written down.
import { randomUUID } from 'node:crypto'
import { setTimeout as delay } from 'node:timers/promises'
import { type Answer, ask } from './asking.ts'

/** A press and its answer; times are performance.now() of this process. */
export interface Pressed {
  id: string
  command: Record<string, unknown>
  token: string | null
  /** When it was sent for the first time. */
  sentAt: number
  answeredAt: number
  answer: Answer
  tries: number
}

const TRY_AGAIN_MS = 60
const GIVE_UP_MS = 60_000

/** Presses until there is an answer that says yes or no; adds it to `history`. */
export async function pressPatiently(
  at: { url: string; hall: string },
  command: Record<string, unknown>,
  token: string | null,
  history: Pressed[],
): Promise<Answer> {
  const id = randomUUID()
  const sentAt = performance.now()
  for (let tries = 1; performance.now() - sentAt < GIVE_UP_MS; tries++) {
    const answer = await pressOnce(at, { id, ...command }, token)
    if (answer !== undefined && answer.status < 500) {
      history.push({ id, command, token, sentAt, answeredAt: performance.now(), answer, tries })
      return answer
    }
    await delay(TRY_AGAIN_MS)
  }
  throw new Error(`no answer to ${JSON.stringify(command)} within ${GIVE_UP_MS} ms`)
}

/** Undefined when the line or the program went away. */
export function pressOnce(
  { url, hall }: { url: string; hall: string },
  command: Record<string, unknown>,
  token: string | null,
): Promise<Answer | undefined> {
  return ask(url, 'POST', `/api/v1/halls/${hall}/commands`, { body: command, token }).catch(() => undefined)
}
