// A hall speaks in recorded voices: a call is joined from clips, or not at all; all screens are told, and staff where nobody speaks.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import pg from 'pg'
import { pino } from 'pino'
import { io, type Socket } from 'socket.io-client'
import type { HallFile } from '../core/hall.ts'
import type { ClipsView, SilentZone, Speaking, VoiceAnswer } from '../core/voice.ts'
import { readConfig } from '../server/config.ts'
import { type Serving, serve } from '../server/serve.ts'
import { CHANGES } from '../server/store/events.ts'
import { ask, press } from './support/asking.ts'
import { stopFirst } from './support/database.ts'
import { ADMIN_PASSWORD, type HallServer, moveTo, openHallServer, TUESDAY_MORNING } from './support/hall-server.ts'
import { smallHall } from './support/small-hall.ts'
import { SPEAKS, speakingHall } from './support/speaking-hall.ts'
import { tonesIn, toneWav } from './support/tones.ts'
import { until } from './support/until.ts'

const SPEAKER = 'a'.repeat(32)
const HALL = smallHall()
const file: HallFile = {
  ...HALL,
  voice: {
    languages: ['zh-CN', 'nan', 'en'],
    volume: { spans: [{ start: '12:00', end: '14:30', percent: 40 }] },
  },
}

let server: HallServer
/** A second process on the same database. */
let other: Serving
const sockets: Socket[] = []
before(async () => {
  const env = speakingHall(file, SPEAKS)
  server = await openHallServer(env)
  const config = readConfig({ PORT: '0', ADMIN_PASSWORD, CLOCK: `manual@${TUESDAY_MORNING}`, ...env })
  other = await serve(config, server.connection, pino({ level: 'error' }))
  stopFirst(() => other.stop())
})
after(() => {
  for (const one of sockets) one.disconnect()
})

function put(path: string, wav: Buffer | string, token: string | null = server.token): Promise<Response> {
  return fetch(`${server.url}/api/v1/halls/${server.hall}/clips/${path}`, {
    method: 'PUT',
    body: new Uint8Array(Buffer.from(wav)),
    headers: { 'content-type': 'audio/wav', ...(token === null ? {} : { authorization: `Bearer ${token}` }) },
  })
}

async function say(command: Record<string, unknown>): Promise<Record<string, unknown>> {
  const { status, body } = await press(server, command, server.token)
  assert.ok(status < 300, JSON.stringify(body))
  return body
}

async function turn(more: object = {}): Promise<VoiceAnswer> {
  const path = `/api/v1/halls/${server.hall}/voice`
  const { status, body } = await ask(server.url, 'POST', path, { body: { speaker: SPEAKER, ...more } })
  assert.equal(status, 200, JSON.stringify(body))
  return body as unknown as VoiceAnswer
}

async function sound(path: string): Promise<Buffer> {
  const answer = await fetch(server.url + path)
  assert.equal(answer.status, 200)
  return Buffer.from(await answer.arrayBuffer())
}

/** What a screen or the console is told besides events. */
function listen(url: string, audience: 'lobby' | 'staff', name: string, heard: (told: unknown) => void): Promise<void> {
  const socket = io(url, { transports: ['websocket'], auth: audience === 'staff' ? { token: server.token } : {} })
  sockets.push(socket)
  socket.on(name, heard)
  socket.on('connect', () => socket.emit('watch', { hall: server.hall, audience }))
  return new Promise((resolve) => socket.on('board', () => resolve()))
}

const HERTZ = new Map<string, number>()
/** Each clip a height of its own, far enough from the next. */
async function record(language: string, names: readonly string[]): Promise<void> {
  for (const name of names) {
    const hertz = 300 + HERTZ.size * 90
    HERTZ.set(`${language} ${name}`, hertz)
    assert.equal((await put(`${language}/${name}`, toneWav({ hertz }))).status, 200, name)
  }
}

async function kit(language: string): Promise<ClipsView['languages'][number]> {
  const { body } = await ask(server.url, 'GET', `/api/v1/halls/${server.hall}/clips`, { token: server.token })
  const found = (body as unknown as ClipsView).languages.find((one) => one.language === language)
  assert.ok(found !== undefined, language)
  return found
}

test('Minnan between Mandarin and English: written in the hall’s first language, silent until every clip is there', async () => {
  const nan = await kit('nan')
  assert.deepEqual(nan.sentence, ['before', '{number}', 'between', '{counter}'])
  assert.deepEqual(
    nan.clips.slice(0, 1).map(({ name, text, recorded }) => [name, text, recorded]),
    [['phrase-before', '请', null]],
  )
  for (const counter of ['1', '2']) await say({ do: 'open', counter })
  await say({ do: 'take', service: 'id-card' })
  await say({ do: 'call-next', counter: '1' })
  const parts = async () => (await turn()).announcement?.parts ?? []
  assert.deepEqual(
    (await parts()).map(({ language, text, textLanguage, audio }) => [language, text, textLanguage, audio !== null]),
    [
      ['zh-CN', '请 A001 号，到1号窗口', 'zh-CN', true],
      // The program that speaks is not told the language: it would say Mandarin once more.
      ['nan', '请 A001 号，到1号窗口', 'zh-CN', false],
      ['en', 'Number A001, please go to Counter 1', 'en', true],
    ],
  )
  const names = ['phrase-before', 'letter-A', 'digit-0', 'digit-1', 'phrase-between', 'counter-1']
  await record('nan', names.slice(0, -1))
  assert.equal((await parts())[1]?.audio, null, 'one clip is missing')
  await record('nan', names.slice(-1))
  const [, spoken] = await parts()
  assert.ok(spoken?.audio, 'Minnan can be spoken')
  const heard = tonesIn(await sound(spoken.audio))
  const order = ['phrase-before', 'letter-A', 'digit-0', 'digit-0', 'digit-1', 'phrase-between', 'counter-1']
  assert.equal(heard.length, order.length)
  for (const [i, name] of order.entries())
    assert.ok(Math.abs((heard[i]?.hertz ?? 0) - (HERTZ.get(`nan ${name}`) ?? 0)) < 30, `${i}: ${heard[i]?.hertz}`)
  // Whichever process is asked.
  const elsewhere = await fetch(`${other.url}${spoken.audio}`)
  assert.ok(Buffer.from(await elsewhere.arrayBuffer()).equals(await sound(spoken.audio)))
})

test('a language whose clips are there is spoken from them, recorded anew at once, and by the program when one is gone', async () => {
  const audio = (await turn()).announcement?.parts[2]?.audio ?? ''
  const made = await sound(audio)
  await record('en', ['phrase-before', 'letter-A', 'digit-0', 'digit-1', 'phrase-between', 'counter-1'])
  assert.equal(tonesIn(await sound(audio)).length, 7)
  assert.equal((await put('en/counter-1', toneWav({ hertz: 3_000 }))).status, 200)
  assert.ok(Math.abs((tonesIn(await sound(audio)).at(-1)?.hertz ?? 0) - 3_000) < 60)
  const path = `/api/v1/halls/${server.hall}/clips/en/digit-0`
  assert.equal((await ask(server.url, 'DELETE', path, { token: server.token })).status, 204)
  assert.equal((await ask(server.url, 'DELETE', path, { token: server.token })).body.code, 'no_such_clip')
  assert.ok((await sound(audio)).equals(made), 'the program speaks again')
  const { body } = await ask(server.url, 'GET', `/api/v1/halls/${server.hall}/changes`, { token: server.token })
  const [latest] = body.changes as { type: string; by: { staff: string }; paths: { path: string }[] }[]
  assert.deepEqual(
    [latest?.type, latest?.by.staff, latest?.paths[0]?.path],
    ['clip-changed', 'admin', '/clip/en digit-0'],
    'who changed the voice is on record',
  )
})

test('a call that takes long keeps its screen’s turn for as long', async () => {
  const client = new pg.Client(server.connection)
  await client.connect()
  const left = async () => {
    await turn()
    const { rows } = await client.query('SELECT extract(epoch FROM until - now())::float8 AS left FROM speakers')
    return (rows[0] as { left: number }).left
  }
  const usual = await left()
  assert.ok(usual > 35 && usual <= 40, `${usual} s`)
  const slow = toneWav({ hertz: 500, seconds: 5.8 })
  for (const name of ['digit-0', 'digit-1', 'letter-A', 'counter-1'])
    assert.equal((await put(`en/${name}`, slow)).status, 200)
  const long = await left()
  assert.ok(long > 42, `${long} s`)
  await client.end()
})

test('a clip that is no clip, of a language that is not spoken, from somebody who may not, is refused', async () => {
  const wav = toneWav({ hertz: 500 })
  const code = async (answer: Response) => [answer.status, ((await answer.json()) as { code: string }).code]
  assert.deepEqual(await code(await put('nan/digit-1', 'no sound')), [400, 'clip_not_wav'])
  assert.deepEqual(await code(await put('nan/digit-1', toneWav({ hertz: 9, loudness: 0 }))), [400, 'clip_silent'])
  assert.deepEqual(await code(await put('nan/digit-11', wav)), [400, 'malformed'])
  assert.deepEqual(await code(await put('fr/digit-1', wav)), [404, 'no_such_clip'])
  assert.deepEqual(await code(await put('nan/digit-1', wav, null)), [401, 'unauthorized'])
  assert.deepEqual(await code(await put('nan/digit-1', Buffer.alloc(5 * 1024 * 1024))), [413, 'too_large'])
  const json = await ask(server.url, 'PUT', `/api/v1/halls/${server.hall}/clips/nan/digit-1`, {
    body: { not: 'sound' },
    token: server.token,
  })
  assert.deepEqual([json.status, json.body.code], [400, 'clip_not_wav'])
  // Nobody else takes sound.
  const command = await fetch(`${server.url}/api/v1/halls/${server.hall}/commands`, {
    method: 'POST',
    body: new Uint8Array(wav),
    headers: { 'content-type': 'audio/wav' },
  })
  assert.equal(command.status, 415)
})

test('all screens of the hall are told what is spoken, also those of another process, and when it is over', async () => {
  const near: Speaking[] = []
  const far: Speaking[] = []
  await listen(server.url, 'lobby', 'speaking', (told) => near.push(told as Speaking))
  await listen(other.url, 'lobby', 'speaking', (told) => far.push(told as Speaking))
  await say({ do: 'take', service: 'id-card' })
  await say({ do: 'call-next', counter: '2' })
  const { announcement } = await turn({ spoken: { ticket: '2026-11-24-A001', calls: 1 } })
  assert.equal(announcement?.number, 'A002')
  const captions = [
    { language: 'zh-CN', text: '请 A002 号，到2号窗口' },
    { language: 'en', text: 'Number A002, please go to Counter 2' },
  ]
  const told = { zone: '*', seq: announcement.seq, captions }
  for (const heard of [near, far]) {
    await until('told', () => heard.at(-1)?.seq === told.seq)
    assert.deepEqual(heard.at(-1), told)
  }
  await turn({ spoken: { ticket: announcement.ticket, calls: 1 } })
  for (const heard of [near, far]) await until('over', () => heard.at(-1)?.captions.length === 0)
})

test('at noon the screens are told to be quieter, by the hall’s clock', async () => {
  assert.equal((await turn()).volume, 1)
  await moveTo(server, '2026-11-24T12:10:00+08:00')
  assert.equal((await turn()).volume, 0.4)
  const sample = await ask(server.url, 'GET', `/api/v1/halls/${server.hall}/voice/sample`)
  assert.equal(sample.body.volume, 0.4)
})

test('the record of changes has an index of its very names, and reads nothing else', async () => {
  const [row] = await query("SELECT indexdef FROM pg_indexes WHERE indexname = 'events_of_changes'")
  const names = [...String(row?.indexdef).matchAll(/'([a-z-]+)'/g)].map(([, name]) => name)
  assert.deepEqual(names.sort(), [...CHANGES].sort())
})

async function query(text: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client(server.connection)
  await client.connect()
  const { rows } = await client.query(text)
  await client.end()
  return rows
}

const lapse = () => query("UPDATE speakers SET until = now() - interval '1 second'")

/** The watch asks every second who speaks. Held up when it asks for the second time, it has judged what it found the first time. */
async function watchLooks(): Promise<void> {
  const client = new pg.Client(server.connection)
  await client.connect()
  const held = "SELECT 1 FROM pg_locks WHERE NOT granted AND relation = 'speakers'::regclass"
  for (const time of ['first', 'second']) {
    await client.query('BEGIN')
    await client.query('LOCK TABLE speakers')
    await until(`asks a ${time} time`, async () => ((await client.query(held)).rowCount ?? 0) > 0)
    await client.query('COMMIT')
  }
  await client.end()
}

test('where a call waits and no screen has its turn, staff are told, until one has', async () => {
  const told: SilentZone[][] = []
  await listen(server.url, 'staff', 'silent', (zones) => told.push(zones as SilentZone[]))
  await until('told how it is', () => told.length > 0)
  assert.deepEqual(told, [[]])
  const { body } = await ask(server.url, 'GET', `/api/v1/halls/${server.hall}/board`)
  const ticket = (body.counters as { id: string; ticket: string }[]).find(({ id }) => id === '2')?.ticket
  await say({ do: 'recall', ticket })
  // The screen that spoke is switched off: its turn lapses, and nobody takes it.
  await lapse()
  await until('told of the silence', () => (told.at(-1)?.length ?? 0) > 0)
  assert.deepEqual(told.at(-1), [{ zone: '*', since: '2026-11-24T12:10:00+08:00' }])
  // That the person came all the same does not make it loud.
  await say({ do: 'serve', ticket })
  await watchLooks()
  assert.equal(told.at(-1)?.length, 1)
  await turn()
  await until('heard again', () => told.at(-1)?.length === 0)
  // Over night it is no news any more, and nobody is left with it on the screen.
  await say({ do: 'finish', ticket })
  await moveTo(server, '2026-11-24T14:40:00+08:00')
  await say({ do: 'take', service: 'id-card' })
  await say({ do: 'call-next', counter: '2' })
  await lapse()
  await until('told once more', () => told.at(-1)?.length === 1)
  await moveTo(server, '2026-11-25T08:00:00+08:00')
  await until('another day', () => told.at(-1)?.length === 0)
})
