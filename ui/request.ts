// One request of the API, for every screen: the smallest of them read a hall and never press.
import type { Problem } from '../core/protocol.ts'

const ANSWER_WITHIN_MS = 10_000

/** Why the last thing that was asked for did not come, for whoever says that it did not. */
export const last = { code: '' }

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
    last.code = response.ok ? '' : (parsed as Problem).code
    return response.ok ? { ok: true, body: parsed } : { ok: false, problem: parsed as Problem }
  } catch {
    last.code = ''
    return { ok: false, problem: { type: 'about:blank', title: 'offline', status: 0, code: 'offline' } }
  } finally {
    clearTimeout(timer)
  }
}
