// A line between server and database that a test can cut (nothing answers) or freeze (everything stays open, nothing moves).
import { connect, createServer, type Server, type Socket } from 'node:net'

export interface CutLine {
  /** Leads through the line to the same database. */
  url: string
  set(state: LineState): void
  close(): Promise<void>
}

export type LineState = 'open' | 'cut' | 'frozen'

/** `url`: postgresql://user@/database?host=/folder/of/the/socket, as openDatabase gives it. */
export async function openCutLine(url: string): Promise<CutLine> {
  const { folder, user, database } = partsOf(url)
  const pairs = new Set<[Socket, Socket]>()
  let state: LineState = 'open'
  const server = createServer((near) => {
    if (state === 'cut') return near.destroy()
    const far = connect(`${folder}/.s.PGSQL.5432`)
    const pair: [Socket, Socket] = [near, far]
    pairs.add(pair)
    const end = () => {
      pairs.delete(pair)
      near.destroy()
      far.destroy()
    }
    for (const socket of pair) socket.on('error', end).on('close', end)
    near.on('data', (part) => far.write(part))
    far.on('data', (part) => near.write(part))
    if (state === 'frozen') freeze(pair)
  })
  const port = await listen(server)
  return {
    url: `postgresql://${user}@127.0.0.1:${port}/${database}`,
    set: (now) => {
      state = now
      for (const pair of [...pairs]) {
        if (now === 'cut') pair[0].destroy()
        else if (now === 'frozen') freeze(pair)
        else for (const socket of pair) socket.resume()
      }
    },
    close: () =>
      new Promise((resolve) => {
        for (const [near] of [...pairs]) near.destroy()
        server.close(() => resolve())
      }),
  }
}

function freeze(pair: [Socket, Socket]): void {
  for (const socket of pair) socket.pause()
}

function partsOf(url: string): { folder: string; user: string; database: string } {
  const [, user = '', database = '', folder = ''] = url.match(/^postgresql:\/\/(\w+)@\/(\w+)\?host=(.+)$/) ?? []
  if (folder === '') throw new Error(`not the address of a test database: ${url}`)
  return { folder: decodeURIComponent(folder), user, database }
}

function listen(server: Server): Promise<number> {
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      resolve(typeof address === 'object' && address !== null ? address.port : 0)
    })
  })
}
