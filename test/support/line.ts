// Many connections held open to one server, for rushes that would drown in the making of connections.
import { randomUUID } from 'node:crypto'
import { Agent, request } from 'node:http'
import type { Answer } from './asking.ts'
import type { Pressed } from './patient.ts'

export interface Line {
  /** Presses once; rejects when the connection breaks. What was answered is added to the history. */
  press(command: Record<string, unknown>, token?: string | null): Promise<Answer>
  history: Pressed[]
  close(): void
}

export function openLine({ url, hall }: { url: string; hall: string }, connections: number): Line {
  const agent = new Agent({ keepAlive: true, maxSockets: connections })
  const history: Pressed[] = []
  const address = `${url}/api/v1/halls/${hall}/commands`
  return {
    history,
    close: () => agent.destroy(),
    press: async (command, token = null) => {
      const { id = randomUUID(), ...rest } = command as { id?: string }
      const sentAt = performance.now()
      const answer = await post(agent, address, { id, ...rest }, token)
      history.push({ id, command: rest, token, sentAt, answeredAt: performance.now(), answer, tries: 1 })
      return answer
    },
  }
}

function post(agent: Agent, address: string, body: object, token: string | null): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const text = JSON.stringify(body)
    const headers = {
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(text),
      ...(token === null ? {} : { authorization: `Bearer ${token}` }),
    }
    const asked = request(address, { method: 'POST', agent, headers }, (response) => {
      const parts: Buffer[] = []
      response.on('data', (part: Buffer) => parts.push(part))
      response.on('error', reject)
      response.on('end', () => {
        const found = JSON.parse(Buffer.concat(parts).toString())
        resolve({ status: response.statusCode ?? 0, body: found, headers: new Headers(response.headers as never) })
      })
    })
    asked.on('error', reject)
    asked.end(text)
  })
}
