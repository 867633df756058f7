// Plays one sound at a time, for pages on which somebody pressed a button to hear it.

let context: AudioContext | undefined
let stopNow: (() => void) | undefined

/** Ends what is being heard. */
export function hush(): void {
  stopNow?.()
}

/** Settles when it was heard to its end, was cut off by `hush` or by another, or cannot be played. */
export async function hear(bytes: ArrayBuffer): Promise<void> {
  hush()
  const audio = readyAudio()
  const sound = await audio.decodeAudioData(bytes).catch(() => null)
  if (sound === null) return
  hush()
  const source = audio.createBufferSource()
  source.buffer = sound
  source.connect(audio.destination)
  await new Promise<void>((resolve) => {
    stopNow = () => {
      stopNow = undefined
      source.stop()
      resolve()
    }
    source.onended = () => stopNow?.()
    source.start()
  })
}

/** To be called in the press itself: later the browser may not let it sound. */
export function readyAudio(): AudioContext {
  context ??= new AudioContext()
  if (context.state === 'suspended') void context.resume()
  return context
}
