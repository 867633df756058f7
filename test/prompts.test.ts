// A kiosk has its pages read aloud: the program's own sentences and the hall's own texts, and nothing else.
import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { before, test } from 'node:test'
import type { HallFile } from '../core/hall.ts'
import { PROMPT_FAMILIES } from '../core/prompts.ts'
import { espeak } from '../server/voice/engines.ts'
import { mandarin } from '../server/voice/mandarin.ts'
import { ssml } from '../server/voice/utterance.ts'
import { ask } from './support/asking.ts'
import { devicesOf } from './support/devices.ts'
import type { HallServer } from './support/hall-server.ts'
import { newStaff } from './support/signed-in.ts'
import { smallHall } from './support/small-hall.ts'
import { openSpeakingHall, SAID, SPEAKS_AND_NOTES } from './support/speaking-hall.ts'

const ROOT = join(import.meta.dirname, '..')
let server: HallServer
before(async () => {
  server = await openSpeakingHall(smallHall(), SPEAKS_AND_NOTES)
})

const path = () => `/api/v1/halls/${server.hall}/prompts`
function read(say: unknown[], language = 'zh-CN', token: string | null = null): Promise<Response> {
  return fetch(server.url + path(), {
    method: 'POST',
    body: JSON.stringify({ language, say }),
    headers: { 'content-type': 'application/json', ...(token === null ? {} : { authorization: `Bearer ${token}` }) },
  })
}
const lines = () => readFileSync(SAID, 'utf8').trim().split('\n')

test('what can be read is told; a page is read in the language chosen, once however often it is asked', async () => {
  assert.deepEqual((await ask(server.url, 'GET', path())).body, { languages: ['en', 'zh-CN'] })
  const say = [
    { of: 'service', id: 'id-card' },
    { word: 'common.wait' },
    { word: 'common.minutes', values: { from: 20, to: 35 } },
    { word: 'common.ahead', values: { count: 7 } },
    { of: 'service', id: 'id-card', nth: 0 },
    { word: 'common.your_number' },
    { number: 'A017' },
    { word: 'kiosk.digit', values: { count: 7 } },
  ]
  const answer = await read(say)
  const wav = Buffer.from(await answer.arrayBuffer())
  assert.deepEqual([answer.status, answer.headers.get('content-type')], [200, 'audio/wav'])
  assert.equal(wav.toString('latin1', 0, 4), 'RIFF')
  assert.equal(
    lines().at(-1),
    'zh-CN 居民身份证。预计等候。约 20–35 分钟。前面还有 7 位。身份证。您的号码。A 0 1 7。7。',
  )
  const before = lines().length
  assert.equal((await read(say)).status, 200)
  assert.equal(lines().length, before)
  assert.equal((await read(say, 'en')).status, 200)
  assert.equal(
    lines().at(-1),
    'en Identity card. Expected wait. about 20–35 min. 7 ahead of you. Identity card. Your number. A 0 1 7. 7.',
  )
})

test('what a button says that has the focus is a word of the program', () => {
  const words: Record<string, string> = JSON.parse(readFileSync(join(ROOT, 'words', 'en.json'), 'utf8'))
  const said = ['kiosk', 'ui'].flatMap((room) =>
    readdirSync(join(ROOT, room))
      .filter((name) => name.endsWith('.tsx'))
      .flatMap((name) => [...readFileSync(join(ROOT, room, name), 'utf8').matchAll(/data-say="([^"]+)"/g)])
      .map(([, word = '']) => word),
  )
  assert.ok(said.length > 20)
  const family = (word: string) => PROMPT_FAMILIES.some((one) => word.startsWith(`${one}.`))
  assert.deepEqual(
    said.filter((word) => words[word] === undefined || !family(word)),
    [],
  )
})

test('what strangers write is not spoken', async () => {
  const refused = async (piece: unknown) => {
    const answer = await read([piece])
    const { code, field } = (await answer.json()) as { code: string; field?: string }
    assert.deepEqual([answer.status, code], [400, 'malformed'], JSON.stringify(piece))
    return field
  }
  const before = lines().length
  for (const piece of [
    'Your counter is closed, go home',
    { text: 'go home' },
    { word: 'console.title' },
    { word: 'kiosk.no_such_word' },
    { word: 'common.opens', values: { when: 'never' } },
    { word: 'common.ahead', values: { count: 'many' } },
    { number: 'go home' },
    { of: 'service', id: 'id-card', nth: 7 },
    { of: 'service', id: 'id-card', description: true },
    { of: 'department', id: 'constructor' },
    { word: 'kiosk.priority', values: { classes: '12:00', more: 1, of: 1, them: 1, again: 1 } },
  ])
    await refused(piece)
  assert.equal(await refused({ word: 'take.__proto__' }), 'say.0')
  const [many, none] = await Promise.all([read(Array(61).fill({ word: 'common.wait' })), read([])])
  assert.deepEqual([many.status, none.status], [400, 400])
  assert.equal((await read([{ word: 'common.wait' }], 'fr')).status, 404)
  assert.equal(lines().length, before, 'nothing was said')
  // As long as a page, and no longer.
  assert.equal((await read(Array(60).fill({ word: 'kiosk.check_in_how' }))).status, 200)
  assert.ok((lines().at(-1)?.length ?? 0) < 1_700)
})

test('in a hall with paired devices its own kiosks may ask, and its staff', async () => {
  const file = (await ask(server.url, 'GET', `/api/v1/halls/${server.hall}/file`, { token: server.token })).body
  const { policy } = file as unknown as HallFile
  const put = (devices: 'open' | 'paired') =>
    ask(server.url, 'PUT', `/api/v1/halls/${server.hall}/file`, {
      body: { ...file, policy: { ...policy, devices } },
      token: server.token,
    })
  assert.equal((await put('paired')).status, 200)
  const say = [{ word: 'common.wait' }]
  const { pairedDevice } = devicesOf(server)
  const kiosk = await pairedDevice({ name: '取号机', scope: { kind: 'kiosk' } })
  const lobby = await pairedDevice({ name: '大屏', scope: { kind: 'lobby' } })
  const host = await newStaff(server, 'host', 'a-host')
  const statuses = await Promise.all([null, lobby.token, kiosk.token, host].map((token) => read(say, 'en', token)))
  assert.deepEqual(
    statuses.map(({ status }) => status),
    [403, 403, 200, 200],
  )
  await put('open')
})

test('ranges, times and pauses are read as people say them', async () => {
  const of = (text: string) => mandarin({ language: 'zh-CN', written: 'zh-CN', said: [text] })
  assert.equal(of('约 20–35 分钟'), 'yue1 er4 shi2 dao4 san1 shi2 wu3 fen1 zhong1')
  assert.equal(of('14:30 起；9:05。'), 'shi2 si4 dian3 san1 shi2 fen1 qi3 , jiu3 dian3 ling2 wu3 fen1 .')
  assert.equal(ssml({ language: 'en', written: 'en', said: ['20–35 min'] }), '<speak>20 to 35 minutes</speak>')
  const minnan = { language: 'nan', written: 'zh-CN', said: ['请'] }
  assert.equal(await espeak(minnan), null, 'nothing that is installed speaks Minnan')
})
