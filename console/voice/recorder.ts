// Records a word with the computer's microphone and makes a WAV of it: 16-bit, mono, at the rate of the microphone.
import { useEffect, useRef, useState } from 'preact/hooks'
import { readyAudio } from '../../ui/hear.ts'

/** The server takes six seconds without the silence around. */
const SECONDS_MOST = 8

export interface Recorder {
  /** The clip that is being recorded. */
  at: string | null
  /** The browser lets nobody record here: no microphone, none allowed, or a page that is neither HTTPS nor localhost. */
  cannot: boolean
  start: (clip: string) => void
  stop: () => void
}

export function useRecorder(onSound: (clip: string, wav: Blob) => void): Recorder {
  const [at, setAt] = useState<string | null>(null)
  const [cannot, setCannot] = useState(false)
  const stop = useRef<() => void>(() => {})
  // Counts presses on Record: the microphone may be given after the next press, or when the page is gone.
  const turn = useRef(0)
  const told = useRef(onSound)
  told.current = onSound
  // Whoever leaves the page is no longer listened to.
  useEffect(
    () => () => {
      turn.current += 1
      told.current = () => {}
      stop.current()
    },
    [],
  )
  const start = async (clip: string) => {
    stop.current()
    turn.current += 1
    const mine = turn.current
    readyAudio()
    const stream = await navigator.mediaDevices?.getUserMedia({ audio: true }).catch(() => undefined)
    const late = turn.current !== mine
    if (!late) setCannot(stream === undefined)
    if (late && stream !== undefined) release(stream)
    if (late || stream === undefined) return
    const recorder = recorderOf(stream, (wav) => told.current(clip, wav))
    const end = () => {
      clearTimeout(timer)
      stop.current = () => {}
      recorder.stop()
      release(stream)
      setAt(null)
    }
    const timer = setTimeout(end, SECONDS_MOST * 1_000)
    stop.current = end
    setAt(clip)
    recorder.start()
  }
  return { at, cannot, start: (clip) => void start(clip), stop: () => stop.current() }
}

function release(stream: MediaStream): void {
  for (const track of stream.getTracks()) track.stop()
}

function recorderOf(stream: MediaStream, onSound: (wav: Blob) => void): MediaRecorder {
  const parts: Blob[] = []
  const recorder = new MediaRecorder(stream)
  recorder.ondataavailable = ({ data }) => void parts.push(data)
  recorder.onstop = async () => {
    const sound = await new Blob(parts).arrayBuffer()
    const decoded = await readyAudio()
      .decodeAudioData(sound)
      .catch(() => null)
    if (decoded !== null) onSound(wavOf(decoded))
  }
  return recorder
}

const HEAD_BYTES = 44
const LOUDEST = 32_767

/** The first channel: a microphone says the same on both. */
export function wavOf(sound: AudioBuffer): Blob {
  const samples = sound.getChannelData(0)
  const view = new DataView(new ArrayBuffer(HEAD_BYTES + samples.length * 2))
  const write = (at: number, text: string) => {
    for (let i = 0; i < text.length; i++) view.setUint8(at + i, text.charCodeAt(i))
  }
  write(0, 'RIFF')
  view.setUint32(4, view.byteLength - 8, true)
  write(8, 'WAVEfmt ')
  view.setUint32(16, 16, true)
  view.setUint16(20, 1, true)
  view.setUint16(22, 1, true)
  view.setUint32(24, sound.sampleRate, true)
  view.setUint32(28, sound.sampleRate * 2, true)
  view.setUint16(32, 2, true)
  view.setUint16(34, 16, true)
  write(36, 'data')
  view.setUint32(40, samples.length * 2, true)
  for (const [i, one] of samples.entries())
    view.setInt16(HEAD_BYTES + i * 2, Math.round(Math.max(-1, Math.min(1, one)) * LOUDEST), true)
  return new Blob([view], { type: 'audio/wav' })
}
