// What stands before the programs of a hall that is never closed: it hands each line to the first one that says it is ready,
// and knows no more of HTTP than nginx or haproxy by lines do.
import { connect, createServer, type Socket } from 'node:net'
import { after } from 'node:test'

export interface Proxy {
  url: string
  /** The programs behind it, by their ports, the preferred ones first. */
  set(ports: readonly number[]): void
  /** Lines that no program took. */
  failed(): number
}

const ASK_EVERY_MS = 100
const ANSWER_WITHIN_MS = 2_000

const ends: (() => void)[] = []
after(() => {
  for (const end of ends) end()
})

export async function openProxy(): Promise<Proxy> {
  let behind: readonly number[] = []
  let ready = new Set<number>()
  let failed = 0
  const lines = new Set<Socket>()
  const server = createServer((near) => {
    near.on('error', () => near.destroy())
    hand(near, [...behind.filter((port) => ready.has(port)), ...behind.filter((port) => !ready.has(port))])
  })

  function hand(near: Socket, ports: readonly number[]): void {
    const [port, ...others] = ports
    if (port === undefined) {
      failed++
      near.destroy()
      return
    }
    const far = connect(port, '127.0.0.1')
    // Refused before a byte was sent: the next one takes it.
    far.once('error', () => (far.pending || far.connecting ? hand(near, others) : near.destroy()))
    far.once('connect', () => {
      far.removeAllListeners('error')
      for (const [one, other] of [
        [near, far],
        [far, near],
      ] as const) {
        lines.add(one)
        one.on('error', () => other.destroy())
        one.on('close', () => {
          lines.delete(one)
          other.destroy()
        })
      }
      near.pipe(far)
      far.pipe(near)
    })
  }

  const asking = setInterval(async () => {
    const answers = await Promise.all(behind.map(async (port) => ((await isReady(port)) ? [port] : [])))
    ready = new Set(answers.flat())
  }, ASK_EVERY_MS)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  ends.push(() => {
    clearInterval(asking)
    server.close()
    for (const line of lines) line.destroy()
  })
  const address = server.address()
  return {
    url: `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`,
    set: (ports) => {
      behind = ports
    },
    failed: () => failed,
  }
}

function isReady(port: number): Promise<boolean> {
  return fetch(`http://127.0.0.1:${port}/health/ready`, {
    headers: { connection: 'close' },
    signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
  }).then(
    ({ status }) => status === 200,
    () => false,
  )
}
