// Speaks with one printer over TCP: asks how it is by DLE EOT, sends a paper, and waits until it says that it is printed.
import { connect, type Socket } from 'node:net'
import { PRINTER_PORT, type PrinterState, type Trouble } from '../../core/paper.ts'

export interface Address {
  host: string
  port?: number | undefined
}

const CONNECT_WITHIN_MS = 3_000
const ANSWER_WITHIN_MS = 1_500
/** Between two looks at a printer that has not yet said that it is done. */
const LOOK_EVERY_MS = 700
/** Whoever has no complaint for so long has printed: some printers do not know GS r. */
const DONE_WITHIN_MS = 6_000
const WRITE_WITHIN_MS = 8_000
/** All of the above together, once and a half. A lease has to be longer. */
export const SPEAKS_AT_MOST_S = 40
/** A printer says one byte at a time; who says more is none. */
const HEARD_MOST = 1_024

export interface Printed {
  /** Null: cut off, nobody knows. */
  state: PrinterState | null
  /** All of it was sent, and the printer had no complaint afterwards. */
  printed: boolean
}

/** How it is; null when `cutOff` ended the talk first. Sends nothing that could be printed. */
export async function askPrinter(at: Address, cutOff: AbortSignal): Promise<PrinterState | null> {
  return speaking(at, cutOff, (line) => askState(line))
}

/**
 * The paper goes only to what answers as a printer does, and says that it can print. `beforeSend` is awaited when it is
 * certain that something goes.
 */
export async function printOn(
  at: Address,
  paper: Buffer,
  cutOff: AbortSignal,
  beforeSend: () => Promise<void>,
): Promise<Printed> {
  let printed = false
  const state = await speaking(at, cutOff, async (line) => {
    const before = await askState(line)
    if ((before !== 'ready' && before !== 'low') || cutOff.aborted) return before
    await beforeSend()
    if (!(await line.write(paper))) return 'silent'
    const after = await untilDone(line)
    printed = after === 'ready' || after === 'low'
    return after
  })
  return { state, printed }
}

/** Status is asked before and after the paper, never inside: a printer may take DLE EOT there for a part of a command. */
async function untilDone(line: Line): Promise<PrinterState> {
  const until = performance.now() + DONE_WITHIN_MS
  let isDone = false
  while (!isDone && performance.now() < until) {
    isDone = (await line.next(isPaperStatus, LOOK_EVERY_MS)) !== null
    const state = await askState(line)
    if (isDone || (state !== 'ready' && state !== 'low')) return state
  }
  return askState(line)
}

const DLE_EOT = (n: number) => Buffer.from([0x10, 0x04, n])
/** Bits that are the same in every answer to DLE EOT, and those of the answer to GS r. */
const isStatus = (byte: number) => (byte & 0x93) === 0x12
const isPaperStatus = (byte: number) => (byte & 0x90) === 0
const OFFLINE = 0x08
const COVER_OPEN = 0x04
const PAPER_STOPS = 0x20
const HAS_ERROR = 0x40
const NEAR_END = 0x0c
const AT_END = 0x60

async function askState(line: Line): Promise<PrinterState> {
  const answers: number[] = []
  for (const n of [1, 2, 3, 4]) {
    await line.write(DLE_EOT(n))
    const answer = await line.next(isStatus, ANSWER_WITHIN_MS)
    if (answer === null) return 'silent'
    answers.push(answer)
  }
  const [printer = 0, cause = 0, , paper = 0] = answers
  return troubleIn(printer, cause, paper) ?? ((paper & NEAR_END) !== 0 ? 'low' : 'ready')
}

/** The cause first: a printer without paper or with an open cover is offline as well. */
function troubleIn(printer: number, cause: number, paper: number): Trouble | null {
  if ((cause & COVER_OPEN) !== 0) return 'cover_open'
  if ((cause & PAPER_STOPS) !== 0 || (paper & AT_END) !== 0) return 'no_paper'
  if ((cause & HAS_ERROR) !== 0) return 'error'
  return (printer & OFFLINE) !== 0 ? 'offline' : null
}

interface Line {
  /** False when it could not be written in time. */
  write(bytes: Buffer): Promise<boolean>
  /** The first byte that fits of those that nobody has taken yet; null when none comes in time. What does not fit stays. */
  next(fits: (byte: number) => boolean, withinMs: number): Promise<number | null>
}

async function speaking(
  at: Address,
  cutOff: AbortSignal,
  speak: (line: Line) => Promise<PrinterState>,
): Promise<PrinterState | null> {
  const socket = connect({ host: at.host, port: at.port ?? PRINTER_PORT })
  const cut = () => void socket.destroy()
  cutOff.addEventListener('abort', cut)
  try {
    if (cutOff.aborted) cut()
    const state = (await isConnected(socket)) ? await speak(lineOf(socket)) : 'unreachable'
    // No fault of the printer's.
    return cutOff.aborted && (state === 'silent' || state === 'unreachable') ? null : state
  } finally {
    cutOff.removeEventListener('abort', cut)
    socket.end()
    setTimeout(() => socket.destroy(), ANSWER_WITHIN_MS).unref()
  }
}

function isConnected(socket: Socket): Promise<boolean> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => socket.destroy(new Error('late')), CONNECT_WITHIN_MS)
    // A line that breaks later shows by its silence.
    socket.on('error', () => {})
    socket.once('connect', () => {
      clearTimeout(timer)
      socket.setNoDelay(true)
      resolve(true)
    })
    socket.once('close', () => {
      clearTimeout(timer)
      resolve(false)
    })
  })
}

function lineOf(socket: Socket): Line {
  let heard: number[] = []
  let look = () => {}
  socket.on('data', (bytes) => {
    heard = [...heard, ...bytes].slice(-HEARD_MOST)
    look()
  })
  socket.on('close', () => look())
  return {
    write: (bytes) =>
      new Promise((resolve) => {
        if (socket.destroyed) return resolve(false)
        const timer = setTimeout(() => resolve(false), WRITE_WITHIN_MS)
        socket.write(bytes, (error) => {
          clearTimeout(timer)
          resolve(!error)
        })
      }),
    next: (fits, withinMs) =>
      new Promise((resolve) => {
        const finish = (byte: number | null) => {
          clearTimeout(timer)
          look = () => {}
          resolve(byte)
        }
        const timer = setTimeout(() => finish(null), withinMs)
        look = () => {
          const at = heard.findIndex(fits)
          if (at >= 0) {
            const [byte = null] = heard.splice(at, 1)
            return finish(byte)
          }
          if (socket.destroyed || socket.readableEnded) finish(null)
        }
        look()
      }),
  }
}
