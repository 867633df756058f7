// Speaks to a running server by HTTP, as any other program would.
import { randomUUID } from 'node:crypto'
import { Agent as HttpAgent, request as httpRequest, type OutgoingHttpHeaders } from 'node:http'
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https'
import type { Command } from '../../core/command.ts'
import type { CommandAnswer, Problem } from '../../core/protocol.ts'
import { ReplayFault } from './fault.ts'

export interface Client {
  url: string
  token: string
}

export interface Answer {
  status: number
  // What comes back is the server's, of the shape that its OpenAPI document tells.
  body: unknown
}

const ANSWER_WITHIN_MS = 15_000

type WithoutId<C> = C extends { id: string } ? Omit<C, 'id'> : never
export type PressBody = WithoutId<Command>

/** Signs in as the first manager. */
export async function signIn(url: string, password: string): Promise<Client> {
  const { status, body } = await ask({ url, token: '' }, 'POST', '/api/v1/session', { user: 'admin', password })
  if (status === 401) throw new ReplayFault(`${url} does not take this password for admin.`)
  const { token } = body as { token?: unknown }
  if (status !== 200 || typeof token !== 'string') throw new ReplayFault(`${url} is not a Tingxu server.`)
  return { url, token }
}

export async function ask({ url, token }: Client, method: string, path: string, body?: unknown): Promise<Answer> {
  const content = body === undefined ? null : Buffer.from(JSON.stringify(body))
  const headers: OutgoingHttpHeaders = token === '' ? {} : { authorization: `Bearer ${token}` }
  if (content !== null) Object.assign(headers, { 'content-type': 'application/json', 'content-length': content.length })
  try {
    return await exchange(url + path, method, headers, content)
  } catch (error) {
    throw new ReplayFault(`${url} does not answer: ${error instanceof Error ? error.message : error}.`)
  }
}

/** Not fetch: a replay sends thousands of small requests one after the other, and this takes half the time. */
const agents = {
  'http:': { request: httpRequest, agent: new HttpAgent({ keepAlive: true }) },
  'https:': { request: httpsRequest, agent: new HttpsAgent({ keepAlive: true }) },
}

function exchange(
  address: string,
  method: string,
  headers: OutgoingHttpHeaders,
  content: Buffer | null,
): Promise<Answer> {
  const { request, agent } = agents[address.startsWith('https:') ? 'https:' : 'http:']
  return new Promise((resolve, reject) => {
    const sent = request(address, { method, headers, agent, timeout: ANSWER_WITHIN_MS }, async (response) => {
      try {
        const text = (await response.setEncoding('utf8').toArray()).join('')
        const isJson = response.headers['content-type']?.includes('json') ?? false
        resolve({ status: response.statusCode ?? 0, body: isJson && text !== '' ? JSON.parse(text) : text })
      } catch (error) {
        reject(error)
      }
    })
    sent.on('timeout', () => sent.destroy(new Error('no answer within 15 seconds')))
    sent.on('error', reject)
    sent.end(content ?? undefined)
  })
}

/** Presses; a refusal is a fault here, for nothing in a recorded day should be refused. */
export async function press(client: Client, hall: string, command: PressBody): Promise<CommandAnswer> {
  const { status, body } = await ask(client, 'POST', `/api/v1/halls/${hall}/commands`, { id: randomUUID(), ...command })
  if (status === 200) return body as CommandAnswer
  const { code, detail } = body as Partial<Problem>
  throw new ReplayFault(`${hall}: ${command.do} was refused with ${status} ${code ?? ''} ${detail ?? ''}`.trimEnd())
}
