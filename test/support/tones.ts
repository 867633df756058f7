// Voices that a test can tell apart: each clip a tone of its own, and which tones a WAV holds, in order.
import assert from 'node:assert/strict'

export interface Tone {
  hertz: number
  seconds?: number
  rate?: number
  bits?: 8 | 16 | 24 | 32
  channels?: number
  float?: boolean
  loudness?: number
  /** Of silence before and behind. */
  silence?: number
}

export function toneWav(tone: Tone): Buffer {
  const { hertz, seconds = 0.2, rate = 24_000, channels = 1, float = false, loudness = 0.5, silence = 0.1 } = tone
  const bits = float ? 32 : (tone.bits ?? 16)
  const quiet = Math.round(silence * rate)
  const loud = Math.round(seconds * rate)
  const frames = loud + 2 * quiet
  const data = Buffer.alloc(frames * channels * (bits / 8), bits === 8 ? 128 : 0)
  for (let i = 0; i < loud; i++) {
    const value = loudness * Math.sin((2 * Math.PI * hertz * i) / rate)
    for (let channel = 0; channel < channels; channel++) {
      const at = ((quiet + i) * channels + channel) * (bits / 8)
      if (float) data.writeFloatLE(value, at)
      else if (bits === 8) data.writeUInt8(Math.round(128 + value * 127), at)
      else data.writeIntLE(Math.round(value * (2 ** (bits - 1) - 1)), at, bits / 8)
    }
  }
  const head = Buffer.alloc(44)
  head.write('RIFF', 0)
  head.writeUInt32LE(36 + data.length, 4)
  head.write('WAVEfmt ', 8)
  head.writeUInt32LE(16, 16)
  head.writeUInt16LE(float ? 3 : 1, 20)
  head.writeUInt16LE(channels, 22)
  head.writeUInt32LE(rate, 24)
  head.writeUInt32LE((rate * channels * bits) / 8, 28)
  head.writeUInt16LE((channels * bits) / 8, 32)
  head.writeUInt16LE(bits, 34)
  head.write('data', 36)
  head.writeUInt32LE(data.length, 40)
  return Buffer.concat([head, data])
}

export interface Heard {
  hertz: number
  seconds: number
  peak: number
}

const FRAME = 120
const QUIET = 0.02

/** The tones of a 16-bit mono WAV, with the silence between them taken away. */
export function tonesIn(wav: Buffer): Heard[] {
  assert.deepEqual([wav.toString('latin1', 0, 4), wav.readUInt16LE(22), wav.readUInt16LE(34)], ['RIFF', 1, 16])
  assert.equal(wav.readUInt32LE(40), wav.length - 44, 'lengths are right')
  const rate = wav.readUInt32LE(24)
  const samples = Array.from({ length: (wav.length - 44) / 2 }, (_, i) => wav.readInt16LE(44 + 2 * i) / 32_768)
  const runs: number[][] = []
  let run: number[] | null = null
  for (let at = 0; at < samples.length; at += FRAME) {
    const frame = samples.slice(at, at + FRAME)
    if (Math.max(...frame.map(Math.abs)) < QUIET) run = null
    else if (run === null) {
      run = [...frame]
      runs.push(run)
    } else run.push(...frame)
  }
  return runs.map((one) => {
    const loud = one.filter((sample) => Math.abs(sample) > QUIET)
    const crossings = one.filter((sample, i) => sample >= 0 && (one[i - 1] ?? 0) < 0).length
    const seconds = one.length / rate
    return { hertz: Math.round(crossings / seconds), seconds, peak: Math.max(...loud.map(Math.abs)) }
  })
}
