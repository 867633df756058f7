// Recordings as WAV: read whatever a recorder writes, made alike (one rate, mono, no silence around, one loudness), joined.

/** Enough for a voice; every clip is kept at it, so that joining is putting one behind the other. */
export const RATE = 24_000
export const CLIP_SECONDS_MOST = 6
/** Of a file that is sent: a longer one in studio quality is not a word. */
export const UPLOAD_BYTES_MOST = 4 * 1024 * 1024
const GAP_S = 0.07
const HEAD_BYTES = 44
const PCM = 1
const FLOAT = 3
const EXTENSIBLE = 0xff_fe
const RATES = { least: 8_000, most: 192_000 }

export type ClipFault = 'clip_not_wav' | 'clip_silent' | 'clip_too_long'

interface Sound {
  rate: number
  /** Mono, −1 to 1. */
  samples: Float32Array
}

/** A clip as it is kept, or what is wrong with the recording. */
export function clipOf(bytes: Buffer): Buffer | ClipFault {
  const sound = readWav(bytes)
  if (sound === null) return 'clip_not_wav'
  const spoken = trimmed(sound)
  if (spoken.samples.length === 0) return 'clip_silent'
  if (spoken.samples.length > CLIP_SECONDS_MOST * spoken.rate) return 'clip_too_long'
  return writeWav(levelled(resampled(spoken)))
}

/** Clips as they are kept, one after the other with a breath between. */
export function joined(clips: readonly Buffer[]): Buffer {
  const gap = Buffer.alloc(Math.round(RATE * GAP_S) * 2)
  const parts = clips.flatMap((clip) => [clip.subarray(HEAD_BYTES), gap]).slice(0, -1)
  return withHead(Buffer.concat(parts))
}

/** Of a clip as it is kept. */
export function secondsOf(bytes: number): number {
  return Math.max(0, bytes - HEAD_BYTES) / 2 / RATE
}

/** Seconds of any WAV of even pace; of what says nothing of itself, none. */
export function lengthOf(wav: Buffer): number {
  const bytesASecond = wav.length > HEAD_BYTES ? wav.readUInt32LE(28) : 0
  return bytesASecond === 0 ? 0 : (wav.length - HEAD_BYTES) / bytesASecond
}

/** Null: not a WAV of plain samples. */
export function readWav(bytes: Buffer): Sound | null {
  if (bytes.toString('latin1', 0, 4) !== 'RIFF' || bytes.toString('latin1', 8, 12) !== 'WAVE') return null
  let form: Form | null = null
  for (let at = 12; at + 8 <= bytes.length; ) {
    const name = bytes.toString('latin1', at, at + 4)
    const size = bytes.readUInt32LE(at + 4)
    const body = bytes.subarray(at + 8, at + 8 + size)
    if (name === 'fmt ') form = formOf(body)
    if (name === 'data') return form === null ? null : { rate: form.rate, samples: samplesOf(body, form) }
    at += 8 + size + (size % 2)
  }
  return null
}

interface Form {
  float: boolean
  channels: number
  rate: number
  bytes: number
}

function formOf(body: Buffer): Form | null {
  if (body.length < 16) return null
  const code = body.readUInt16LE(0)
  const kind = code === EXTENSIBLE && body.length >= 26 ? body.readUInt16LE(24) : code
  const form = {
    float: kind === FLOAT,
    channels: body.readUInt16LE(2),
    rate: body.readUInt32LE(4),
    bytes: body.readUInt16LE(14) / 8,
  }
  const known = form.float ? form.bytes === 4 : kind === PCM && [1, 2, 3, 4].includes(form.bytes)
  const fits = form.channels >= 1 && form.channels <= 8 && form.rate >= RATES.least && form.rate <= RATES.most
  return known && fits ? form : null
}

/** The channels' mean. */
function samplesOf(body: Buffer, { float, channels, bytes }: Form): Float32Array {
  const frames = Math.floor(body.length / (channels * bytes))
  const samples = new Float32Array(frames)
  for (let i = 0; i < frames; i++) {
    let sum = 0
    for (let channel = 0; channel < channels; channel++) sum += sampleAt(body, (i * channels + channel) * bytes)
    samples[i] = sum / channels
  }
  return samples

  function sampleAt(from: Buffer, at: number): number {
    if (float) {
      const value = from.readFloatLE(at)
      return Number.isFinite(value) ? Math.max(-1, Math.min(1, value)) : 0
    }
    // Eight bits are counted from zero, more from the middle.
    if (bytes === 1) return (from.readUInt8(at) - 128) / 128
    return from.readIntLE(at, bytes) / 2 ** (bytes * 8 - 1)
  }
}

const FRAME_S = 0.01
/** Quieter than this part of the loudest moment, or than this at all, is the room and not the voice. */
const QUIET_PART = 0.04
const QUIET = 0.004
const MARGIN_FRAMES = 4

/** Without the silence before and behind; empty when there is nothing else. */
function trimmed({ rate, samples }: Sound): Sound {
  const length = Math.max(1, Math.round(rate * FRAME_S))
  const loud = loudnesses(samples, length)
  const limit = Math.max(QUIET, Math.max(0, ...loud) * QUIET_PART)
  const first = loud.findIndex((one) => one >= limit)
  if (first < 0) return { rate, samples: new Float32Array() }
  const last = loud.findLastIndex((one) => one >= limit)
  const from = Math.max(0, first - MARGIN_FRAMES) * length
  return { rate, samples: samples.subarray(from, (last + 1 + MARGIN_FRAMES) * length) }
}

/** Of each frame, as root of the mean square. */
function loudnesses(samples: Float32Array, length: number): number[] {
  return Array.from({ length: Math.ceil(samples.length / length) }, (_, i) => {
    const frame = samples.subarray(i * length, (i + 1) * length)
    return Math.sqrt(frame.reduce((sum, one) => sum + one * one, 0) / frame.length)
  })
}

const TAPS = 16
/** Of rates that have nothing in common a sample lies between two at the nearest of so many places: far finer than 16 bits of voice. */
const PHASES_MOST = 1_024

/**
 * To the one rate, by a windowed sinc that cuts off what the lower of both rates cannot hold. Samples lie between those that
 * were recorded at few different places (at 48 kHz at one, at 44.1 kHz at 80), so that the weights of each are worked out
 * once: a sine for each of some twenty million would hold up every press for a second.
 */
function resampled({ rate, samples }: Sound): Float32Array {
  if (rate === RATE) return samples
  const cut = Math.min(1, RATE / rate)
  const reach = Math.ceil(TAPS / cut)
  const phases = Math.min(RATE / commonDivisor(rate, RATE), PHASES_MOST)
  const known = new Map<number, Float64Array>()
  const made = new Float32Array(Math.floor((samples.length * RATE) / rate))
  for (let i = 0; i < made.length; i++) {
    const whole = Math.floor((i * rate) / RATE)
    const phase = Math.round(((i * rate - whole * RATE) / RATE) * phases)
    const weights = known.get(phase) ?? weightsOf(phase / phases, cut, reach)
    known.set(phase, weights)
    const first = whole - reach
    const until = Math.min(weights.length, samples.length - first)
    let sum = 0
    for (let k = Math.max(0, -first); k < until; k++) sum += (samples[first + k] ?? 0) * (weights[k] ?? 0)
    made[i] = sum
  }
  return made
}

/** For the samples from `reach` before the one that lies `part` of a sample before the place, on. */
function weightsOf(part: number, cut: number, reach: number): Float64Array {
  return Float64Array.from({ length: 2 * reach + 2 }, (_, k) => {
    const distance = k - reach - part
    return Math.abs(distance) > reach ? 0 : weight(distance, cut, reach)
  })
}

function commonDivisor(a: number, b: number): number {
  return b === 0 ? a : commonDivisor(b, a % b)
}

function weight(distance: number, cut: number, reach: number): number {
  if (distance === 0) return cut
  const x = Math.PI * distance * cut
  const window = 0.5 + 0.5 * Math.cos((Math.PI * distance) / reach)
  return (cut * Math.sin(x) * window) / x
}

/** How loud the louder half of a clip is made, and by how much at most: what is whispered stays whispered. */
const LOUDNESS = 0.16
const LOUDER_MOST = 8
const PEAK_MOST = 0.95

/** Clips that were spoken at different distances from the microphone are joined to one sentence. */
function levelled(samples: Float32Array): Float32Array {
  const loud = loudnesses(samples, Math.round(RATE * FRAME_S)).sort((a, b) => b - a)
  const usual = loud[Math.floor(loud.length / 4)] ?? 1
  const peak = samples.reduce((most, one) => Math.max(most, Math.abs(one)), 0)
  const gain = Math.min(LOUDNESS / Math.max(usual, 1e-6), LOUDER_MOST, PEAK_MOST / Math.max(peak, 1e-6))
  return samples.map((one) => one * gain)
}

function writeWav(samples: Float32Array): Buffer {
  const data = Buffer.alloc(samples.length * 2)
  for (const [i, one] of samples.entries())
    data.writeInt16LE(Math.round(Math.max(-1, Math.min(1, one)) * 32_767), i * 2)
  return withHead(data)
}

function withHead(data: Buffer): Buffer {
  const head = Buffer.alloc(HEAD_BYTES)
  head.write('RIFF', 0, 'latin1')
  head.writeUInt32LE(HEAD_BYTES - 8 + data.length, 4)
  head.write('WAVEfmt ', 8, 'latin1')
  head.writeUInt32LE(16, 16)
  head.writeUInt16LE(PCM, 20)
  head.writeUInt16LE(1, 22)
  head.writeUInt32LE(RATE, 24)
  head.writeUInt32LE(RATE * 2, 28)
  head.writeUInt16LE(2, 32)
  head.writeUInt16LE(16, 34)
  head.write('data', 36, 'latin1')
  head.writeUInt32LE(data.length, 40)
  return Buffer.concat([head, data])
}
