// Devices as tests need them: asking for codes, pairing, sockets with a device's token, and the log of what happened.
import assert from 'node:assert/strict'
import { after } from 'node:test'
import { io, type Socket } from 'socket.io-client'
import { type Answer, ask, press } from './asking.ts'
import { type HallServer, openHallServer } from './hall-server.ts'

export interface Asked {
  id: string
  code: string
  secret: string
}

export const ALIVE = { version: '0', page: '/kiosk', upSeconds: 5, screen: { width: 1080, height: 1920 } }
export const PLENTY = { LIMIT_PAIRINGS: '1000', LIMIT_DEVICE_REQUESTS: '1000' }

const sockets: Socket[] = []
after(() => {
  for (const socket of sockets) socket.disconnect()
})

export type Devices = ReturnType<typeof devicesOf>

/** The sample hall, with room for many devices. */
export async function openDeviceHall(): Promise<{ server: HallServer } & Devices> {
  const server = await openHallServer(PLENTY)
  return { server, ...devicesOf(server) }
}

export function devicesOf(server: HallServer) {
  const { url, hall, token: manager } = server

  async function askForCode(kind = 'kiosk'): Promise<Asked> {
    const { status, body } = await ask(url, 'POST', '/api/v1/devices', { body: { kind } })
    assert.equal(status, 201, JSON.stringify(body))
    return body as unknown as Asked
  }

  function fetchToken({ id, secret }: Asked): Promise<Answer> {
    return ask(url, 'GET', `/api/v1/devices/${id}/token`, { headers: { 'x-device-secret': secret } })
  }

  function pair(code: string, change: object = {}, token: string | null = manager): Promise<Answer> {
    const body = { code, name: '东门取号机', hall, scope: { kind: 'kiosk' }, ...change }
    return ask(url, 'POST', '/api/v1/devices/pair', { body, token })
  }

  async function pairedDevice(change: object = {}): Promise<{ id: string; token: string }> {
    const asked = await askForCode()
    const { status, body } = await pair(asked.code, change)
    assert.equal(status, 201, JSON.stringify(body))
    return { id: asked.id, token: cookieIn(await fetchToken(asked)) }
  }

  async function eventOf(seq: unknown, of = hall): Promise<Record<string, unknown>> {
    const path = `/api/v1/halls/${of}/events?after=${Number(seq) - 1}&records=true`
    const { body } = await ask(url, 'GET', path, { token: manager })
    const [event] = body.events as { record: string }[]
    return JSON.parse(event?.record ?? '{}')
  }

  return {
    askForCode,
    fetchToken,
    pair,
    pairedDevice,
    eventOf,
    /** The last event, which is a change. */
    lastChange: () => eventOf(server.serving.halls.get(hall)?.board.seq),
    own: (token: string, at = url) => ask(at, 'GET', '/api/v1/devices/own', { token }),
    revoke: (id: string, token = manager) => ask(url, 'DELETE', `/api/v1/devices/${id}`, { token }),
    take: (token: string | null, change: object = {}, of = hall) =>
      press({ url, hall: of }, { do: 'take', service: 'id-card', ...change }, token),
  }
}

/** The token that came as a cookie. */
export function cookieIn(answer: Answer): string {
  return answer.headers.get('set-cookie')?.match(/tingxu_device=([^;]*)/)?.[1] ?? ''
}

/** A socket that shows a device's token. */
export function openSocket(url: string, token: string): Socket {
  const socket = io(url, { transports: ['websocket'], forceNew: true, auth: { token } })
  sockets.push(socket)
  return socket
}
