// A cable that a test can cut and mend: what goes through it stops without a word, as when somebody pulls the plug.
import { connect, createServer, type Socket } from 'node:net'
import { after } from 'node:test'

export interface Wire {
  /** The server's address at the far end of the cable. */
  url: string
  cut(): void
  mend(): void
}

const wires: (() => void)[] = []
after(() => {
  for (const end of wires) end()
})

export async function layWire(to: string): Promise<Wire> {
  const { hostname, port } = new URL(to)
  const ends = new Set<Socket>()
  let isCut = false
  const server = createServer((near) => {
    const far = connect(Number(port), hostname)
    for (const [end, other] of [
      [near, far],
      [far, near],
    ] as const) {
      ends.add(end)
      end.on('data', (bytes) => {
        if (!isCut) other.write(bytes)
      })
      end.on('error', () => end.destroy())
      end.on('close', () => {
        ends.delete(end)
        if (!isCut) other.destroy()
      })
    }
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  wires.push(() => {
    for (const end of ends) end.destroy()
    server.close()
  })
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('the wire has no port')
  return {
    url: `http://127.0.0.1:${address.port}`,
    cut: () => {
      isCut = true
    },
    mend: () => {
      isCut = false
      // What was said meanwhile is lost; both ends find out and begin anew.
      for (const end of ends) end.destroy()
    },
  }
}
