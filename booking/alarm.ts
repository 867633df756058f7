// Makes a phone noticed when its number is called: a sound of our own making, a buzz, and a screen that stays on.

const BUZZ_MS = [400, 200, 400, 200, 800]
const RINGS = 3
const RING_S = 1.1
const NOTES_HZ = [880, 660]
const NOTE_S = 0.45
const LOUDNESS = 0.35

let audio: AudioContext | null = null

/** To be called from a tap: browsers let no page make a sound before one. True when sound works from now on. */
export async function turnSoundOn(): Promise<boolean> {
  audio ??= new AudioContext()
  await audio.resume()
  stayAwake()
  return audio.state === 'running'
}

export function ring(times = RINGS): void {
  if (audio?.state !== 'running') return
  for (let i = 0; i < times; i++) {
    NOTES_HZ.forEach((pitch, n) => {
      note(pitch, i * RING_S + n * NOTE_S)
    })
  }
}

/** Phones that cannot, or may not yet, stay still. */
export function buzz(): void {
  navigator.vibrate?.(BUZZ_MS)
}

function note(pitch: number, after: number): void {
  if (audio === null) return
  const start = audio.currentTime + after
  const tone = audio.createOscillator()
  const volume = audio.createGain()
  tone.frequency.value = pitch
  // A soft start and a long end: a tone that is cut off crackles.
  volume.gain.setValueAtTime(0, start)
  volume.gain.linearRampToValueAtTime(LOUDNESS, start + 0.02)
  volume.gain.exponentialRampToValueAtTime(0.001, start + NOTE_S)
  tone.connect(volume).connect(audio.destination)
  tone.start(start)
  tone.stop(start + NOTE_S)
}

let awake = false

/** A phone that falls asleep hears nothing; the wish is lost whenever the page is hidden and is made again. */
export function stayAwake(): void {
  if (awake) return
  awake = true
  document.addEventListener('visibilitychange', lookUp)
  lookUp()
}

/** The page is seen again: the phone lets the screen go dark and the sound go silent while it is not. */
function lookUp(): void {
  if (document.visibilityState !== 'visible') return
  void audio?.resume().catch(() => undefined)
  // Refused on low battery, and missing in old WebViews and without https: then the phone sleeps as it likes.
  void navigator.wakeLock?.request('screen').catch(() => undefined)
}
