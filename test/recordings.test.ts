// Recordings and sentences by themselves: each is made alike, joined in order, and named by what it says; how loud at which hour.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { clipsOfCall, clipsOfHall } from '../core/clips.ts'
import type { HallFile } from '../core/hall.ts'
import { faultsOf } from '../core/hall-faults.ts'
import { parseInstant } from '../core/time.ts'
import { spokenLanguages, volumeAt } from '../core/voice-settings.ts'
import { clipOf, joined } from '../server/voice/wav.ts'
import { smallHall } from './support/small-hall.ts'
import { type Tone, tonesIn, toneWav } from './support/tones.ts'

const HALL = smallHall()
const voice: NonNullable<HallFile['voice']> = {
  languages: ['zh-CN', 'nan', 'en'],
  volume: { spans: [{ start: '12:00', end: '14:30', percent: 40 }] },
}

test('whatever a recorder writes becomes the same: 24 kHz, mono, without the silence around, as loud as the others', () => {
  const kinds: Omit<Tone, 'hertz'>[] = [
    {},
    { bits: 8, rate: 11_025 },
    { rate: 48_000, channels: 2, loudness: 0.05 },
    { bits: 24, rate: 44_100, silence: 0.4 },
    { bits: 32, rate: 96_000 },
    { float: true, rate: 16_000, loudness: 0.9 },
  ]
  for (const kind of kinds) {
    const clip = clipOf(toneWav({ hertz: 700, seconds: 0.3, ...kind }))
    assert.ok(Buffer.isBuffer(clip), `${JSON.stringify(kind)}: ${clip}`)
    assert.equal(clip.readUInt32LE(24), 24_000)
    const [tone, ...more] = tonesIn(clip)
    assert.deepEqual(more, [])
    assert.ok(Math.abs((tone?.hertz ?? 0) - 700) < 20, `${JSON.stringify(kind)}: ${tone?.hertz} Hz`)
    assert.ok(Math.abs((tone?.peak ?? 0) - 0.23) < 0.05, `${JSON.stringify(kind)}: as loud as ${tone?.peak}`)
    assert.ok((clip.length - 44) / 48_000 < 0.42, 'no silence around')
  }
})

test('what holds no voice is refused, with the reason', () => {
  assert.equal(clipOf(Buffer.from('hello')), 'clip_not_wav')
  assert.equal(clipOf(Buffer.alloc(0)), 'clip_not_wav')
  assert.equal(clipOf(toneWav({ hertz: 1 }).subarray(0, 30)), 'clip_not_wav')
  const compressed = toneWav({ hertz: 400 })
  compressed.writeUInt16LE(6, 20)
  assert.equal(clipOf(compressed), 'clip_not_wav')
  assert.equal(clipOf(toneWav({ hertz: 400, loudness: 0.001 })), 'clip_silent')
  assert.equal(clipOf(toneWav({ hertz: 400, seconds: 7 })), 'clip_too_long')
  assert.ok(Buffer.isBuffer(clipOf(toneWav({ hertz: 400, seconds: 2, silence: 5 }))), 'silence does not count')
})

const cpuMs = (work: () => unknown): number => {
  const before = process.cpuUsage()
  assert.ok(work() !== null)
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1_000
}
const SINES = 5_000_000

test('the longest recording of the finest recorder holds up the program for no longer than some million sines', () => {
  const yardstick = cpuMs(() => {
    let sum = 0
    for (let i = 0; i < SINES; i++) sum += Math.sin(i)
    return sum
  })
  const long = toneWav({ hertz: 400, seconds: 5.5, rate: 192_000 })
  const spent = cpuMs(() => clipOf(long))
  assert.ok(spent < yardstick, `${spent} ms, and ${SINES} sines ${yardstick} ms`)
})

test('clips are joined in order, each in full', () => {
  const heights = [400, 1_200, 600, 2_000, 900]
  const clips = heights.map((hertz) => clipOf(toneWav({ hertz })) as Buffer)
  const heard = tonesIn(joined(clips))
  assert.equal(heard.length, heights.length)
  for (const [i, hertz] of heights.entries()) {
    assert.ok(Math.abs((heard[i]?.hertz ?? 0) - hertz) < 30, `${i}: ${heard[i]?.hertz} Hz`)
    assert.ok((heard[i]?.seconds ?? 0) > 0.18)
  }
})

test('a sentence is a list of slots; letters in use, digits and counters are needed once each', () => {
  const sentence = ['before', '{number}', 'between', '{counter}']
  const counter = { id: '3', name: { en: 'Counter 3' } }
  assert.deepEqual(clipsOfCall(sentence, 'A017', counter), [
    ...['phrase-before', 'letter-A', 'digit-0', 'digit-1', 'digit-7', 'phrase-between', 'counter-3'],
  ])
  const eleven = { id: 'east', name: { 'zh-CN': '11号窗口' } }
  assert.deepEqual(clipsOfCall(['{counter-number}', 'window'], 'B1', eleven), ['digit-1', 'digit-1', 'phrase-window'])
  assert.deepEqual(clipsOfCall(['{counter-number}'], 'B1', { id: 'desk', name: { en: 'Desk' } }), ['counter-desk'])
  const needed = clipsOfHall(sentence, HALL)
  assert.equal(needed.length, 2 + 3 + 10 + 4)
  assert.deepEqual(needed.slice(0, 4), ['phrase-before', 'letter-A', 'letter-B', 'letter-C'])
})

test('the hall file says in which languages, how loud and in what order; what makes no sense is named', () => {
  assert.deepEqual(spokenLanguages({ ...HALL, voice }), ['zh-CN', 'nan', 'en'])
  assert.deepEqual(spokenLanguages(HALL), HALL.languages)
  const at = (time: string) => volumeAt(voice, parseInstant(`2026-11-24T${time}:00+08:00`), 'Asia/Shanghai')
  assert.deepEqual([at('11:59'), at('12:00'), at('14:29'), at('14:30')], [1, 0.4, 0.4, 1])
  const wrong = {
    volume: { usual: 80, spans: [{ start: '14:00', end: '12:00', percent: 40 }] },
    sentences: { nan: ['before', '{counter}'] },
  }
  assert.deepEqual(
    faultsOf({ ...HALL, voice: wrong }).map(({ path, code }) => [path, code]),
    [
      ['/voice/volume/spans/0/end', 'end_before_start'],
      ['/voice/sentences/nan', 'number_missing'],
    ],
  )
  const strange = { volume: { usual: 0 }, sentences: { nan: ['{name}'] } }
  assert.deepEqual(
    faultsOf({ ...HALL, voice: strange }).map(({ path }) => path),
    ['/voice/volume/usual', '/voice/sentences/nan/0'],
  )
})
