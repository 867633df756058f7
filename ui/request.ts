// One request of the API, for every screen: the smallest of them read a hall and never press.
import type { Problem } from '../core/protocol.ts'

const ANSWER_WITHIN_MS = 10_000

export type Answered = { ok: true; body: unknown } | { ok: false; problem: Problem }

/** One request of the API, answered with its body or the problem. The session's cookie goes along. */
export async function request(
  method: string,
  path: string,
  body?: unknown,
  headers: Record<string, string> = {},
): Promise<Answered> {
  const cutOff = new AbortController()
  const timer = setTimeout(() => cutOff.abort(), ANSWER_WITHIN_MS)
  try {
    const response = await fetch(path, {
      method,
      signal: cutOff.signal,
      headers: { ...headers, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
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
