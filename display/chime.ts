// Sound: the chime, two soft tones made by the browser itself, and what the server speaks. A touch anywhere unlocks it.
import { useEffect, useRef, useState } from 'preact/hooks'

const DING_HZ = 784
const DONG_HZ = 587
const TONE_S = 0.55
const CHIME_S = 1.5
const LOUDNESS = 0.5

let context: AudioContext | undefined
/** All sound goes through it. */
let loudness: GainNode | undefined

/** 0 to 1: how loud the hall wants its screens to be at this hour. */
export function setVolume(volume: number): void {
  if (loudness !== undefined) loudness.gain.value = volume
}

/** Settles when it has rung out; at once where the screen cannot be heard. */
export function chime(): Promise<void> {
  if (context?.state !== 'running') return Promise.resolve()
  tone(context, DING_HZ, context.currentTime)
  tone(context, DONG_HZ, context.currentTime + TONE_S)
  return new Promise((resolve) => setTimeout(resolve, CHIME_S * 1_000))
}

/** Settles when it was played to its end, or could not be: what stands still would keep all others waiting. */
export async function play(bytes: ArrayBuffer): Promise<void> {
  const audio = context
  if (audio?.state !== 'running') return
  const sound = await audio.decodeAudioData(bytes).catch(() => null)
  if (sound === null) return
  const source = audio.createBufferSource()
  source.buffer = sound
  source.connect(out(audio))
  await new Promise<void>((resolve) => {
    source.onended = () => resolve()
    setTimeout(resolve, sound.duration * 1_000 + SLACK_MS)
    source.start()
  })
}

const SLACK_MS = 1_000

function out(audio: AudioContext): AudioNode {
  if (loudness === undefined) {
    loudness = audio.createGain()
    loudness.connect(audio.destination)
  }
  return loudness
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
  source.connect(volume).connect(out(audio))
  source.start(start)
  source.stop(start + TONE_S * 1.7)
}

/** The touch that lets a screen sound is not one that wants to hear how it sounds. */
const UNLOCKING_MS = 1_500

/** Whether the browser lets this screen sound, and the press that allows it and then tests it. A touch anywhere allows it too. */
export function useSound(test: () => void = chime): { sounds: boolean; turnOn: () => void } {
  const [sounds, setSounds] = useState(false)
  const unlocked = useRef(0)
  useEffect(() => {
    if (typeof AudioContext === 'undefined') return
    context ??= new AudioContext()
    const audio = context
    out(audio)
    const look = () => setSounds(audio.state === 'running')
    const unlock = () => {
      if (audio.state === 'running') return
      unlocked.current = performance.now()
      void audio.resume().then(chime)
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
  const turnOn = () => {
    if (performance.now() - unlocked.current > UNLOCKING_MS) test()
  }
  return { sounds, turnOn }
}
