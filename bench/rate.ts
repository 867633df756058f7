// How often a thing is done in some seconds, by callers who each begin the next when one is over.

export async function rate(
  callers: number,
  seconds: number,
  once: (caller: number) => Promise<void>,
): Promise<{ count: number; seconds: number }> {
  const since = performance.now()
  const until = since + seconds * 1_000
  let count = 0
  const caller = async (n: number) => {
    while (performance.now() < until) {
      await once(n)
      count++
    }
  }
  await Promise.all(Array.from({ length: callers }, (_, n) => caller(n)))
  return { count, seconds: (performance.now() - since) / 1_000 }
}
