// Sends a press to the hall. A press keeps its id through every retry, so pressing twice or a lost line never acts twice.
import type { Command } from '../core/command.ts'
import type { CommandAnswer, Problem } from '../core/protocol.ts'
import { request } from './request.ts'

// Spelled out over each member of the union: Omit alone would keep only what all commands share.
type WithoutId<T> = T extends unknown ? Omit<T, 'id'> : never
/** `id`: for whoever must know it; else it is given one. */
export type Press = WithoutId<Command> & { id?: string }

export type Sent = { ok: true; answer: CommandAnswer } | { ok: false; problem: Problem }

const TRIES = 4
const TRY_AGAIN_MS = 600

/** Sends once, and again with the same id while the line or the server is down. Never throws: no answer is a problem `offline`. */
export async function send(hall: string, press: Press, id = pressId()): Promise<Sent> {
  for (let tries = 1; ; tries++) {
    const sent = await tryOnce(hall, { id, ...press } as Command)
    const mayHelp = !sent.ok && (sent.problem.code === 'offline' || sent.problem.code === 'unavailable')
    if (!mayHelp || tries >= TRIES) return sent
    await new Promise((resolve) => setTimeout(resolve, TRY_AGAIN_MS * tries))
  }
}

/** New for each press. */
export function pressId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
}

async function tryOnce(hall: string, command: Command): Promise<Sent> {
  const answer = await request('POST', `/api/v1/halls/${encodeURIComponent(hall)}/commands`, command)
  return answer.ok ? { ok: true, answer: answer.body as CommandAnswer } : answer
}
