// Reads a stream by counted bytes, whatever pieces it comes in.

export interface Bytes {
  /** So many, or null when there are fewer: at the end, or cut. */
  exactly(count: number): Promise<Buffer | null>
  /** Up to the next line feed, without it; null when none comes within `most` bytes. */
  line(most: number): Promise<string | null>
  /** How many have been taken so far. */
  at(): number
}

const LINE_FEED = 10

export function bytesOf(source: AsyncIterable<Buffer>): Bytes {
  const parts = source[Symbol.asyncIterator]()
  let held: Buffer[] = []
  let size = 0
  let taken = 0

  async function fill(count: number): Promise<boolean> {
    while (size < count) {
      const { value, done } = await parts.next()
      if (done) return false
      held.push(value)
      size += value.length
    }
    return true
  }

  function take(count: number): Buffer {
    const whole = held.length === 1 && held[0] !== undefined ? held[0] : Buffer.concat(held)
    held = [whole.subarray(count)]
    size -= count
    taken += count
    return whole.subarray(0, count)
  }

  return {
    exactly: async (count) => ((await fill(count)) ? take(count) : null),
    line: async (most) => {
      for (let length = 1; length <= most && (await fill(length)); length++) {
        const whole = Buffer.concat(held)
        held = [whole]
        const end = whole.subarray(0, most).indexOf(LINE_FEED)
        if (end < 0) length = whole.length
        else return take(end + 1).toString('utf8', 0, end)
      }
      return null
    },
    at: () => taken,
  }
}
