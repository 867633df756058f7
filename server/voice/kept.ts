// Sounds that were made are kept a while, each under what it says, until there are too many bytes of them.

export interface Kept {
  /** The sound of this name, made if it is not there; what failed is not kept: the next one who asks tries again. */
  of(name: string, make: () => Promise<Buffer | null>): Promise<Buffer | null>
}

export function keepSounds(bytesMost: number): Kept {
  const sounds = new Map<string, { sound: Promise<Buffer | null>; bytes: number }>()
  let bytes = 0
  const drop = (name: string) => {
    bytes -= sounds.get(name)?.bytes ?? 0
    sounds.delete(name)
  }
  return {
    of: (name, make) => {
      const known = sounds.get(name)
      if (known !== undefined) {
        // The one that was asked for last goes last.
        sounds.delete(name)
        sounds.set(name, known)
        return known.sound
      }
      const one = { sound: make(), bytes: 0 }
      sounds.set(name, one)
      one.sound.then(
        (wav) => {
          if (sounds.get(name) !== one) return
          if (wav === null) return drop(name)
          one.bytes = wav.length
          bytes += wav.length
          for (const [oldest, { bytes: some }] of sounds) {
            if (bytes <= bytesMost) break
            if (oldest !== name && some > 0) drop(oldest)
          }
        },
        () => sounds.get(name) === one && drop(name),
      )
      return one.sound
    },
  }
}
