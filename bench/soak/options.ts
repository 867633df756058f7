// What the soaks have in common on the command line: whole numbers, and an end before the end.

export function wholeOption(name: string, text: string | undefined, otherwise: number): number {
  const value = Number(text ?? otherwise)
  if (Number.isInteger(value) && value >= 0) return value
  console.error(`--${name} must be a whole number, not ${text}`)
  process.exit(2)
}

const NUMBERS = { SIGHUP: 1, SIGINT: 2, SIGTERM: 15 } as const

/**
 * Asked to end, it tells its figures at once, before what it started goes away and takes the round at hand with it, and
 * ends as programs do that were asked to.
 */
export function endEarly(tell: () => void, leave: () => Promise<void>): void {
  let asked = false
  for (const [signal, number] of Object.entries(NUMBERS))
    process.on(signal, () => {
      if (asked) return
      asked = true
      tell()
      void leave().finally(() => process.exit(128 + number))
    })
}
