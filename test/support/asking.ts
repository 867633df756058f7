// People and programs at the door: requests as anybody outside can make them.
import { randomUUID } from 'node:crypto'

export interface Answer {
  status: number
  // What comes back is for the test to judge: it asserts on fields.
  body: Record<string, unknown>
  headers: Headers
}

export async function signIn(url: string, user: string, password: string): Promise<string> {
  const { body } = await ask(url, 'POST', '/api/v1/session', { body: { user, password } })
  return String(body.token)
}

/** One request; `token` for those who are signed in. */
export async function ask(
  url: string,
  method: string,
  path: string,
  { body, token, headers = {} }: { body?: unknown; token?: string | null; headers?: Record<string, string> } = {},
): Promise<Answer> {
  const response = await fetch(url + path, {
    method,
    headers: {
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...(token ? { authorization: `Bearer ${token}` } : {}),
      ...headers,
    },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  })
  const text = await response.text()
  const isJson = response.headers.get('content-type')?.includes('json') ?? false
  return { status: response.status, body: isJson ? JSON.parse(text) : { text }, headers: response.headers }
}

/** Presses: a command with an id of its own unless one is given. */
export function press(
  server: { url: string; hall: string },
  command: Record<string, unknown>,
  token: string | null = null,
): Promise<Answer> {
  return ask(server.url, 'POST', `/api/v1/halls/${server.hall}/commands`, {
    body: { id: randomUUID(), ...command },
    token,
  })
}
