// What we compare the screens with: fastify, one INSERT a call, socket.io to a room. No order, no answer kept, no board.
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fastify from 'fastify'
import pg from 'pg'
import { Server } from 'socket.io'
import { startPostgres } from '../../server/embedded/start.ts'
import { answerAll } from './child.ts'

const CONNECTIONS = 16

const folder = mkdtempSync(join(tmpdir(), 'tingxu-bench-'))
chmodSync(folder, 0o755) // as root, PostgreSQL runs as another account, which has to enter
const postgres = await startPostgres({ dataDir: folder, log: (line) => console.error(line) })
const pool = new pg.Pool({ ...postgres.connection, max: CONNECTIONS })
pool.on('error', () => {}) // its connections are cut when the database ends
await pool.query('CREATE TABLE calls (seq bigserial PRIMARY KEY, body json NOT NULL)')
const app = fastify()
const io = new Server(app.server, { serveClient: false, transports: ['websocket'] })
io.on('connection', (socket) => {
  socket.on('watch', () => {
    void socket.join('hall')
    socket.emit('board', { seq: 0 })
  })
})
/** As large as an event of ours. */
let event: Record<string, unknown> = {}
app.post('/call', async (request) => {
  const { rows } = await pool.query<{ seq: string }>({
    name: 'call',
    text: 'INSERT INTO calls (body) VALUES ($1) RETURNING seq',
    values: [JSON.stringify(request.body)],
  })
  const seq = Number(rows[0]?.seq)
  io.to('hall').emit('events', [{ ...event, seq }])
  return { events: [{ seq }] }
})
const url = await app.listen({ port: 0, host: '127.0.0.1' })

answerAll(
  {
    open: (given: { event: Record<string, unknown> }) => {
      event = given.event
      return { url }
    },
  },
  async () => {
    await io.close()
    await pool.end()
    await postgres.stop()
    rmSync(folder, { recursive: true, force: true })
  },
)
