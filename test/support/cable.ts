// A cable between browsers and a server that a test can cut and mend: what happens when somebody trips over it in the hall.
import { connect, createServer, type Socket } from 'node:net'
import { after } from 'node:test'

export interface Cable {
  /** What the browser opens instead of the server's own address. */
  url: string
  cut(): void
  mend(): void
}

/** Ends with the test file. */
export async function layCable(url: string): Promise<Cable> {
  const { hostname, port } = new URL(url)
  const ends = new Set<Socket>()
  let whole = true
  const server = createServer((near) => {
    if (!whole) return void near.destroy()
    const far = connect(Number(port), hostname)
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      ends.add(one)
      one.pipe(other)
      one.on('error', () => other.destroy())
      one.on('close', () => {
        ends.delete(one)
        other.destroy()
      })
    }
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('the cable has no port')
  const cut = () => {
    whole = false
    for (const end of ends) end.destroy()
  }
  const mend = () => {
    whole = true
  }
  closers.push(() => {
    cut()
    server.close()
  })
  return { url: `http://127.0.0.1:${address.port}`, cut, mend }
}

const closers: (() => void)[] = []
after(() => {
  for (const close of closers) close()
})
