// Calls are spoken: one screen an audio zone, each call once and in order, in the hall's languages, and the clerk sees when.
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { before, test } from 'node:test'
import pg from 'pg'
import type { HallFile } from '../core/hall.ts'
import type { VoiceAnswer } from '../core/voice.ts'
import { espeak, runEngine, wholeWav } from '../server/voice/engines.ts'
import { mandarin } from '../server/voice/mandarin.ts'
import { callUtterance, caption, plain, ssml } from '../server/voice/utterance.ts'
import { ask, press } from './support/asking.ts'
import { devicesOf } from './support/devices.ts'
import type { HallServer } from './support/hall-server.ts'
import { smallHall } from './support/small-hall.ts'
import { openSpeakingHall, SAID, SPEAKS_AND_NOTES } from './support/speaking-hall.ts'

const FIRST = 'a'.repeat(32)
const SECOND = 'b'.repeat(32)

const HALL = smallHall()
const file: HallFile = { ...HALL, policy: { ...HALL.policy, devices: 'open' } }

let server: HallServer
before(async () => {
  server = await openSpeakingHall(file, SPEAKS_AND_NOTES)
})

async function say(command: Record<string, unknown>): Promise<Record<string, unknown>> {
  const { status, body } = await press(server, command, server.token)
  assert.ok(status < 300, JSON.stringify(body))
  return body
}

async function taken(service: string): Promise<{ id: string; number: string }> {
  return (await say({ do: 'take', service })).ticket as { id: string; number: string }
}

async function turn(speaker: string, more: object = {}): Promise<VoiceAnswer> {
  const { status, body } = await ask(server.url, 'POST', `/api/v1/halls/${server.hall}/voice`, {
    body: { speaker, ...more },
  })
  assert.equal(status, 200, JSON.stringify(body))
  return body as unknown as VoiceAnswer
}

const spokenOf = ({ announcement }: VoiceAnswer) => {
  assert.ok(announcement !== null, 'there is something to speak')
  return { ticket: announcement.ticket, calls: announcement.calls }
}

async function spokenAt(ticket: string): Promise<string | undefined> {
  const path = `/api/v1/halls/${server.hall}/board?audience=staff`
  const { body } = await ask(server.url, 'GET', path, { token: server.token })
  return (body.tickets as { id: string; spokenAt?: string }[]).find(({ id }) => id === ticket)?.spokenAt
}

test('calls are given to one screen, in their order, once; the clerk reads when each was spoken', async () => {
  for (const counter of ['1', '2', '3']) await say({ do: 'open', counter })
  const a1 = await taken('id-card')
  const a2 = await taken('id-card')
  const b1 = await taken('deed')
  await say({ do: 'call-next', counter: '1' })
  await say({ do: 'call-next', counter: '2' })
  await say({ do: 'call-next', counter: '3' })
  // Called again before it was spoken: once, and behind the others. Served before it was spoken: not at all.
  await say({ do: 'recall', ticket: a1.id })
  await say({ do: 'serve', ticket: a2.id })

  const one = await turn(FIRST)
  assert.equal(one.speaks, true)
  assert.equal(one.announcement?.number, b1.number)
  assert.deepEqual(await turn(SECOND), { speaks: false, volume: 1, announcement: null }, 'one screen at a time')
  assert.equal((await turn(FIRST)).announcement?.seq, one.announcement?.seq, 'not told to be spoken: still to speak')
  assert.equal(await spokenAt(b1.id), undefined)

  const two = await turn(FIRST, { spoken: spokenOf(one) })
  assert.deepEqual([two.announcement?.number, two.announcement?.calls], [a1.number, 2])
  assert.ok(Date.parse((await spokenAt(b1.id)) ?? '') > 0)
  assert.equal((await turn(FIRST, { spoken: spokenOf(two) })).announcement, null)
  // Said twice it is noted once, and what is over is refused without a word to the screen.
  assert.equal((await turn(FIRST, { spoken: spokenOf(two) })).announcement, null)
  const events = await ask(server.url, 'GET', `/api/v1/halls/${server.hall}/events`, { token: server.token })
  const noted = (events.body.events as { type: string }[]).filter(({ type }) => type === 'announced')
  assert.equal(noted.length, 2)
})

test('each language has its sound, made once; what cannot be spoken is still written', async () => {
  const ticket = (await taken('id-card')).id
  await say({ do: 'serve', ticket: await called('1') })
  await say({ do: 'finish', ticket: await called('1') })
  await say({ do: 'call-next', counter: '1' })
  const { announcement } = await turn(FIRST)
  assert.equal(announcement?.ticket, ticket)
  assert.deepEqual(
    announcement?.parts.map(({ language, text }) => [language, text]),
    [
      ['zh-CN', '请 A003 号，到1号窗口'],
      ['en', 'Number A003, please go to Counter 1'],
    ],
  )
  for (const { audio } of announcement?.parts ?? []) {
    const answer = await fetch(`${server.url}${audio}`)
    const wav = Buffer.from(await answer.arrayBuffer())
    assert.deepEqual([answer.status, answer.headers.get('content-type')], [200, 'audio/wav'])
    assert.equal(wav.readUInt32LE(4), wav.length - 8, 'lengths are put right')
  }
  const lines = readFileSync(SAID, 'utf8').split('\n')
  assert.deepEqual(
    lines.filter((line) => line.includes('0 0 3')),
    ['zh-CN 请 A 0 0 3 号，到1号窗口', 'en Number A 0 0 3, please go to Counter 1'].sort(
      (a, b) => lines.indexOf(a) - lines.indexOf(b),
    ),
  )
  await turn(FIRST, { spoken: { ticket, calls: 1 } })
  const gone = await ask(server.url, 'GET', announcement?.parts[0]?.audio ?? '')
  assert.deepEqual([gone.status, gone.body.code], [404, 'no_such_call'])
})

async function called(counter: string): Promise<string> {
  const { body } = await ask(server.url, 'GET', `/api/v1/halls/${server.hall}/board`)
  return (body.counters as { id: string; ticket: string }[]).find(({ id }) => id === counter)?.ticket ?? ''
}

test('a screen that is silent loses its turn, and the call it did not finish is spoken by the next, in full', async () => {
  const ticket = await called('1')
  await say({ do: 'recall', ticket })
  const begun = await turn(FIRST)
  assert.equal(begun.announcement?.ticket, ticket)
  const client = new pg.Client(server.connection)
  await client.connect()
  await client.query("UPDATE speakers SET until = now() - interval '1 second'")
  await client.end()
  const taken = await turn(SECOND)
  assert.deepEqual([taken.speaks, taken.announcement?.seq], [true, begun.announcement?.seq])
  assert.equal((await turn(FIRST)).speaks, false)
  await turn(SECOND, { spoken: spokenOf(taken) })
})

test('a hall may speak twice, and zone by zone; its own screens alone may speak where devices are paired', async () => {
  const path = `/api/v1/halls/${server.hall}/file`
  const change = async (voice: HallFile['voice'], devices: 'open' | 'paired') => {
    const { body, headers } = await ask(server.url, 'GET', path, { token: server.token })
    const whole = body as unknown as HallFile
    const next = { ...whole, voice, policy: { ...whole.policy, devices } }
    const { status } = await ask(server.url, 'PUT', path, {
      body: next,
      token: server.token,
      headers: { 'if-match': String(headers.get('etag')) },
    })
    assert.equal(status, 200)
  }
  await change({ times: 2, perZone: true }, 'open')
  const ticket = await called('1')
  const zone = file.counters.find(({ id }) => id === '1')?.zone ?? ''
  await say({ do: 'recall', ticket })
  assert.deepEqual(
    await turn(FIRST),
    { speaks: false, volume: 1, announcement: null },
    'a screen of all zones is silent',
  )
  const nowhere = { speaker: FIRST, zone: 'elsewhere' }
  const unknown = await ask(server.url, 'POST', `/api/v1/halls/${server.hall}/voice`, { body: nowhere })
  assert.deepEqual([unknown.status, unknown.body.code, unknown.body.field], [404, 'no_such_zone', 'zone'])
  const { announcement } = await turn(SECOND, { zone })
  assert.deepEqual(
    announcement?.parts.map(({ language }) => language),
    ['zh-CN', 'en', 'zh-CN', 'en'],
  )
  await change({}, 'paired')
  // Who has the hall's turn still has it.
  const body = { speaker: SECOND }
  const refused = await ask(server.url, 'POST', `/api/v1/halls/${server.hall}/voice`, { body })
  assert.deepEqual([refused.status, refused.body.code], [403, 'forbidden'])
  const { pairedDevice } = devicesOf(server)
  const kiosk = await pairedDevice({ name: '取号机', scope: { kind: 'kiosk' } })
  const lobby = await pairedDevice({ name: '大屏', scope: { kind: 'lobby' } })
  const asDevice = (token: string) => ask(server.url, 'POST', `/api/v1/halls/${server.hall}/voice`, { body, token })
  assert.equal((await asDevice(kiosk.token)).status, 403)
  assert.equal((await asDevice(lobby.token)).body.speaks, true)
  await change(undefined, 'open')
})

test('Mandarin is written as pinyin: digits of a number one by one, numbers of counters as numbers, letters as they are said', () => {
  const of = (number: string, counter: string) => mandarin(callUtterance({ language: 'zh-CN', number, counter }))
  assert.equal(of('A017', '3号窗口'), 'qing3 ei1 ling2 yi1 qi1 hao4 , dao4 san1 hao4 chuang1 kou3')
  assert.equal(of('B1024', '12号窗口'), 'qing3 bi4 yi1 ling2 er4 si4 hao4 , dao4 shi2 er4 hao4 chuang1 kou3')
  assert.ok(of('C001', 'A区105号窗口').endsWith('dao4 ei1 qu1 yi1 bai3 ling2 wu3 hao4 chuang1 kou3'))
  assert.ok(of('C001', '二楼20号').endsWith('dao4 er4 lou2 er4 shi2 hao4'))
  assert.equal(
    caption(callUtterance({ language: 'en', number: 'A017', counter: 'Counter 3' })),
    'Number A017, please go to Counter 3',
  )
  assert.equal(plain(callUtterance({ language: 'en', number: 'A017', counter: '3' })), 'Number A 0 1 7, please go to 3')
  assert.equal(
    ssml(callUtterance({ language: 'en', number: 'A017', counter: 'Tax & <duty>' })),
    '<speak>Number <say-as interpret-as="characters">A017</say-as>, please go to Tax &amp; &lt;duty&gt;</speak>',
  )
})

test('what is no WAV, comes late or from a program that is not there is nothing', async () => {
  assert.equal(wholeWav(Buffer.from('hello')), null)
  assert.equal(wholeWav(Buffer.from('RIFF0000WAVEdata')), null)
  const run = (program: string, ...given: string[]) =>
    runEngine({ program, arguments: given, input: 'x'.repeat(100_000) })
  assert.equal(await run('/no/such/program'), null)
  assert.equal(await run('true'), null)
  assert.equal(await run('false'), null)
  assert.equal(await run(process.execPath, '-e', 'process.stdout.write("no sound")'), null)
})

// Its own marks for sounds differ from version to version.
const installed = String(spawnSync('espeak-ng', ['--version']).stdout).includes('1.51')
test('espeak-ng reads them as a newsreader would', {
  skip: installed ? false : 'espeak-ng 1.51 is not installed',
}, async () => {
  const run = await espeak(callUtterance({ language: 'zh-CN', number: 'A017', counter: '3号窗口' }))
  const heard = spawnSync('espeak-ng', ['-v', 'cmn-latn-pinyin', '-x', '-q', run?.input ?? '']).stdout.toString()
  const sounds = heard.replace(/[_|,'\s]/g, '')
  assert.equal(sounds, 'tS;hi21Nei55li35Nji55tS;hi55XAu51tAu51sa55nXAu51ts.hwA55Nkhou214')
  const english = await espeak(callUtterance({ language: 'en', number: 'A017', counter: 'Counter 3' }))
  const spelled = spawnSync('espeak-ng', ['-v', 'en', '-m', '-x', '-q', english?.input ?? '']).stdout.toString()
  assert.match(spelled.replace(/[_:|,'!\s]/g, ''), /eIzi@roUw0ns/)
  const wav = run && (await runEngine(run))
  assert.ok(wav && wav.length > 60_000, 'some seconds of sound')
})
