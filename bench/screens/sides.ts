// The two that are compared: our whole server and a bare one, each with a crowd of screens that follow it.
import { join } from 'node:path'
import { type Child, startChild } from './child.ts'

const FOLDER = import.meta.dirname

export interface Side {
  server: Child
  crowd: Child
  /** One call; gives the number of its event. */
  call(): Promise<number>
}

async function post(
  url: string,
  body: object,
  token?: string,
): Promise<{ events: { seq: number; ticket?: { id: string } }[] }> {
  const headers = {
    'content-type': 'application/json',
    ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
  }
  const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify(body) })
  if (!response.ok) throw new Error(`${url}: ${response.status} ${await response.text()}`)
  return (await response.json()) as never
}

export interface Ours extends Side {
  press(command: object): ReturnType<typeof post>
}

export async function openOurs(screens: number): Promise<Ours> {
  const server = startChild(join(FOLDER, 'hall.ts'))
  const { url, hall, token } = await server.ask<{ url: string; hall: string; token: string }>('open')
  let presses = 0
  const press = (command: object) =>
    post(`${url}/api/v1/halls/${hall}/commands`, { id: `bench-press-${++presses}`, ...command }, token)
  await press({ do: 'open', counter: '1' })
  await press({ do: 'take', service: 'id-card' })
  const called = await press({ do: 'call-next', counter: '1' })
  const ticket = called.events.find((one) => one.ticket !== undefined)?.ticket?.id
  const call = async () => (await press({ do: 'recall', ticket })).events[0]?.seq ?? 0
  const crowd = startChild(join(FOLDER, 'crowd.ts'))
  await crowd.ask('open', { url, count: screens, watch: { hall, audience: 'lobby' } })
  return { server, crowd, call, press }
}

/** As large as the event of a call is on our lobby screens. */
const EVENT = {
  at: 0,
  type: 'recalled',
  ticket: { id: 'x'.repeat(15), number: 'A001', state: 'called', counter: '12' },
  rest: 'x'.repeat(260),
}

export async function openBare(screens: number): Promise<Side> {
  const server = startChild(join(FOLDER, 'bare.ts'))
  const { url } = await server.ask<{ url: string }>('open', { event: EVENT })
  const call = async () => (await post(`${url}/call`, EVENT)).events[0]?.seq ?? 0
  const crowd = startChild(join(FOLDER, 'crowd.ts'))
  await crowd.ask('open', { url, count: screens, watch: {} })
  return { server, crowd, call }
}
