// Servers beside each other on one database, as in an update with the hall open or on two machines.
import { after } from 'node:test'
import { pino } from 'pino'
import { io, type Socket } from 'socket.io-client'
import { readConfig } from '../../server/config.ts'
import { migrate } from '../../server/migrate.ts'
import { serve } from '../../server/serve.ts'
import { signIn } from './asking.ts'
import { openDatabase } from './database.ts'
import { ADMIN_PASSWORD, type HallServer, TUESDAY_MORNING } from './hall-server.ts'

const ends: (() => Promise<unknown>)[] = []
after(async () => {
  for (const end of ends.reverse()) await end()
})

/** The address of a fresh database with the tables in it. */
export async function freshDatabase(): Promise<string> {
  return (await openDatabase(migrate)).url
}

/** One more server, in this process, on a database that others may use too. */
export async function serveOn(url: string, env: Record<string, string> = {}): Promise<HallServer> {
  const config = readConfig({ PORT: '0', ADMIN_PASSWORD, CLOCK: `manual@${TUESDAY_MORNING}`, ...env })
  const connection = { connectionString: url }
  const serving = await serve(config, connection, pino({ level: env.LOG_LEVEL ?? 'silent' }))
  let stopped: Promise<void> | undefined
  const stop = () => {
    stopped ??= serving.stop()
    return stopped
  }
  ends.push(stop)
  const token = await signIn(serving.url, 'admin', ADMIN_PASSWORD)
  return { url: serving.url, hall: serving.halls.list()[0]?.id ?? '', serving, connection, token, stop }
}

/** Something to be ended with the file, before the servers opened earlier. */
export function endLater(end: () => Promise<unknown>): void {
  ends.push(end)
}

/** A screen that writes down what it is told. */
export interface Screen {
  socket: Socket
  /** What it was told of the database, in order. */
  working: boolean[]
  /** When each event came, by seq; performance.now(). */
  heard: Map<number, number>
}

export async function openScreen({ url, hall }: { url: string; hall: string }): Promise<Screen> {
  const socket = io(url, { transports: ['websocket'], forceNew: true })
  const screen: Screen = { socket, working: [], heard: new Map() }
  socket.on('working', (working: boolean) => screen.working.push(working))
  socket.on('events', (events: { seq: number }[]) => {
    for (const { seq } of events) screen.heard.set(seq, performance.now())
  })
  ends.push(async () => socket.disconnect())
  await new Promise((resolve) => {
    socket.on('board', resolve)
    socket.on('connect', () => socket.emit('watch', { hall, audience: 'lobby' }))
  })
  return screen
}
