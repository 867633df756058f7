// A printer as it stands in a hall: takes ESC/POS over TCP, answers DLE EOT and GS r, and runs into whatever printers run into.
import { createServer, type Socket } from 'node:net'
import { stopFirst } from './database.ts'

/** What it does, until it is told otherwise. */
export interface Mood {
  paperOut: boolean
  nearEnd: boolean
  coverOpen: boolean
  /** Takes connections and says nothing. */
  hangs: boolean
  /** Says that it is well, takes the job, and never says that it is done. */
  swallows: boolean
  /** Its paper ends in the middle of the next job. */
  endsInJob: boolean
  /** Its line breaks after so many bytes of a job. */
  breaksAfter: number | null
}

/** As it begins. */
export const WELL: Mood = {
  paperOut: false,
  nearEnd: false,
  coverOpen: false,
  hangs: false,
  swallows: false,
  endsInJob: false,
  breaksAfter: null,
}

export interface FakePrinter {
  port: number
  mood: Mood
  /** What lies in its tray: each paper as text, line by line. */
  papers: string[]
  /** The same as it came. */
  raw: Buffer[]
  /** How many speak with it now, and how many at most did at one time. */
  lines: { now: number; most: number }
  swallowed: number
  goAway(): Promise<void>
  comeBack(): Promise<void>
}

const DLE = 0x10
const EOT = 0x04

export async function openPrinter(): Promise<FakePrinter> {
  const sockets = new Set<Socket>()
  const lines = { now: 0, most: 0 }
  const printer: FakePrinter = {
    port: 0,
    mood: { ...WELL },
    papers: [],
    raw: [],
    lines,
    swallowed: 0,
    goAway: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        for (const one of sockets) one.destroy()
      }),
    comeBack: () => new Promise((resolve) => server.listen(printer.port, '127.0.0.1', () => resolve())),
  }
  const server = createServer((socket) => {
    sockets.add(socket)
    lines.now++
    lines.most = Math.max(lines.most, lines.now)
    let job = Buffer.alloc(0)
    socket.on('error', () => {})
    socket.on('close', () => {
      sockets.delete(socket)
      lines.now--
    })
    socket.on('data', (bytes) => {
      const { mood } = printer
      if (mood.hangs) return
      // Status is asked between jobs: within one it would be a part of a command.
      let at = 0
      while (bytes[at] === DLE && bytes[at + 1] === EOT && job.length === 0) {
        socket.write(Buffer.from([statusOf(mood, bytes[at + 2] ?? 0)]))
        at += 3
      }
      if (at === bytes.length) return
      if (mood.swallows) return void printer.swallowed++
      job = Buffer.concat([job, bytes.subarray(at)])
      if (mood.breaksAfter !== null && job.length > mood.breaksAfter) return void socket.destroy()
      if (!isWhole(job)) return
      if (mood.endsInJob) {
        Object.assign(mood, { endsInJob: false, paperOut: true })
        job = Buffer.alloc(0)
        return
      }
      printer.raw.push(job)
      printer.papers.push(textOf(job))
      job = Buffer.alloc(0)
      socket.write(Buffer.from([0]))
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()))
  printer.port = (server.address() as { port: number }).port
  stopFirst(printer.goAway)
  return printer
}

function statusOf({ paperOut, nearEnd, coverOpen }: Mood, n: number): number {
  const offline = paperOut || coverOpen
  if (n === 1) return 0x12 | (offline ? 0x08 : 0)
  if (n === 2) return 0x12 | (coverOpen ? 0x04 : 0) | (paperOut ? 0x20 : 0)
  if (n === 4) return 0x12 | (nearEnd || paperOut ? 0x0c : 0) | (paperOut ? 0x60 : 0)
  return 0x12
}

/** A job ends with GS r 1. */
function isWhole(job: Buffer): boolean {
  return job.length > 3 && job.subarray(-3).equals(Buffer.from([0x1d, 0x72, 1]))
}

/** Bytes that follow each command, by its two first; of a picture its size says more. */
const LENGTHS: Record<string, number> = {
  ...{ '1b40': 0, '1b61': 1, '1b4d': 1, '1b20': 1, '1b32': 0, '1b33': 1, '1b7b': 1, '1b24': 2, '1b5c': 2, '1b2d': 1 },
  ...{ '1b45': 1, '1b74': 1, '1b52': 1, '1c53': 2, '1c2e': 0, '1c26': 0, '1c2d': 1, '1c43': 1 },
  ...{ '1d61': 1, '1d4c': 2, '1d57': 2, '1d21': 1, '1d42': 1, '1d56': 2, '1d72': 1 },
}
const GB18030 = new TextDecoder('gb18030')

/** Throws on a command that it does not know: that would be garbage on the paper. */
export function textOf(job: Buffer): string {
  let at = 0
  let text: number[] = []
  while (at < job.length) {
    const byte = job[at] ?? 0
    if (byte !== 0x1b && byte !== 0x1c && byte !== 0x1d) {
      text.push(byte)
      at++
      continue
    }
    const name = job.subarray(at, at + 2).toString('hex')
    if (name === '1d76') {
      const wide = job.readUInt16LE(at + 4)
      const high = job.readUInt16LE(at + 6)
      text = [...text, ...Buffer.from(`[code ${wide * 8}]\n`)]
      at += 8 + wide * high
      continue
    }
    const length = LENGTHS[name]
    if (length === undefined) throw new Error(`a command that the printer does not know: ${name}`)
    at += 2 + length
  }
  return GB18030.decode(Buffer.from(text))
}
