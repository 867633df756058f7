// Sends a press to the hall. A press keeps its id through every retry, so pressing twice or a lost line never acts twice.
import type { Command, CommandAnswer, Problem } from '../core/protocol.ts'

// Spelled out over each member of the union: Omit alone would keep only what all commands share.
type WithoutId<T> = T extends unknown ? Omit<T, 'id'> : never
export type Press = WithoutId<Command>

export type Sent = { ok: true; answer: CommandAnswer } | { ok: false; problem: Problem }

const TRIES = 4
const TRY_AGAIN_MS = 600
const ANSWER_WITHIN_MS = 10_000

/** Sends once, and again with the same id while the line or the server is down. Never throws: no answer is a problem `offline`. */
export async function send(hall: string, press: Press, id = pressId()): Promise<Sent> {
  for (let tries = 1; ; tries++) {
    const sent = await tryOnce(hall, { id, ...press } as Command)
    const mayHelp = !sent.ok && (sent.problem.code === 'offline' || sent.problem.status === 503)
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

export type Answered = { ok: true; body: unknown } | { ok: false; problem: Problem }

/** One request of the API, answered with its body or the problem. The session's cookie goes along. */
export async function request(method: string, path: string, body?: unknown): Promise<Answered> {
  const cutOff = new AbortController()
  const timer = setTimeout(() => cutOff.abort(), ANSWER_WITHIN_MS)
  try {
    const response = await fetch(path, {
      method,
      signal: cutOff.signal,
      ...(body === undefined ? {} : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
    })
    const text = await response.text()
    const parsed: unknown = text === '' ? null : JSON.parse(text)
    return response.ok ? { ok: true, body: parsed } : { ok: false, problem: parsed as Problem }
  } catch {
    return { ok: false, problem: { type: 'about:blank', title: 'offline', status: 0, code: 'offline' } }
  } finally {
    clearTimeout(timer)
  }
}
