// The chime of a call: two soft tones, made by the browser itself. One after another, so that no call swallows another's.
import { useEffect, useState } from 'preact/hooks'

const DING_HZ = 784
const DONG_HZ = 587
const TONE_S = 0.55
const CHIME_S = 1.5
const LOUDNESS = 0.5
/** A screen that was asleep does not ring for minutes when it wakes. */
const WAITING_MOST = 12

let context: AudioContext | undefined
let freeAt = 0

export function ring(): void {
  if (context?.state !== 'running') return
  const start = Math.max(context.currentTime, freeAt)
  if (start - context.currentTime > WAITING_MOST * CHIME_S) return
  freeAt = start + CHIME_S
  tone(context, DING_HZ, start)
  tone(context, DONG_HZ, start + TONE_S)
}

/** Whether a call would be heard now. */
export function canSound(): boolean {
  return context?.state === 'running'
}

function tone(audio: AudioContext, hertz: number, start: number): void {
  const source = audio.createOscillator()
  const volume = audio.createGain()
  source.frequency.value = hertz
  volume.gain.setValueAtTime(0, start)
  volume.gain.linearRampToValueAtTime(LOUDNESS, start + 0.02)
  volume.gain.exponentialRampToValueAtTime(0.001, start + TONE_S * 1.6)
  source.connect(volume).connect(audio.destination)
  source.start(start)
  source.stop(start + TONE_S * 1.7)
}

/** Whether the browser lets this screen sound, and the press that allows it. A touch anywhere does too. */
export function useSound(): { sounds: boolean; turnOn: () => void } {
  const [sounds, setSounds] = useState(false)
  useEffect(() => {
    if (typeof AudioContext === 'undefined') return
    context ??= new AudioContext()
    const audio = context
    const look = () => setSounds(audio.state === 'running')
    const unlock = () => {
      if (audio.state !== 'running') void audio.resume().then(ring)
    }
    look()
    audio.addEventListener('statechange', look)
    addEventListener('pointerdown', unlock)
    addEventListener('keydown', unlock)
    return () => {
      audio.removeEventListener('statechange', look)
      removeEventListener('pointerdown', unlock)
      removeEventListener('keydown', unlock)
    }
  }, [])
  return { sounds, turnOn: ring }
}
