// Programs that turn a sentence into sound: one that the hall named, else espeak-ng where it is installed.
import { spawn } from 'node:child_process'
import { plain, ssml, type Utterance } from './utterance.ts'

const WITHIN_MS = 5_000
const BYTES_MOST = 8 * 1024 * 1024
/** Words a minute: slower than talk, for a hall that echoes. */
const ESPEAK_PACE = '140'

export interface Run {
  program: string
  arguments: string[]
  input: string
}

/** What to run, or null when this engine does not know the language. */
export type Engine = (utterance: Utterance) => Run | null | Promise<Run | null>

/** `{language}` in the command's arguments becomes the language; the sentence comes in, a WAV goes out. */
export function ownCommand(command: string): Engine {
  const [program = '', ...given] = command.split(/\s+/)
  return (utterance) => {
    const { language, written } = utterance
    // A program that is not told the language would read the same words twice in the same voice.
    if (language !== written && !command.includes(LANGUAGE)) return null
    return { program, arguments: given.map((one) => one.replaceAll(LANGUAGE, language)), input: plain(utterance) }
  }
}

const LANGUAGE = '{language}'

export const espeak = async (utterance: Utterance): Promise<Run | null> => {
  const [language] = utterance.language.split('-')
  const run = (voice: string, input: string, ...more: string[]): Run => ({
    program: 'espeak-ng',
    arguments: ['-v', voice, '-s', ESPEAK_PACE, '--stdin', '--stdout', ...more],
    input,
  })
  if (language === 'zh') {
    const { mandarin } = await import('./mandarin.ts')
    return run('cmn-latn-pinyin', mandarin(utterance))
  }
  if (language === 'en') return run('en', ssml(utterance), '-m')
  return null
}

/** More at once would only make each of them later. */
const AT_ONCE = 3
const WAITING_MOST = 60
let running = 0
const waiting: (() => void)[] = []

/** The WAV, or null when the program is not there, fails, takes too long, or gives something else; or too many wait already. */
export async function runEngine(run: Run): Promise<Buffer | null> {
  if (waiting.length >= WAITING_MOST) return null
  if (running >= AT_ONCE) await new Promise<void>((resolve) => waiting.push(resolve))
  running++
  try {
    return await runNow(run)
  } finally {
    running--
    waiting.shift()?.()
  }
}

function runNow({ program, arguments: given, input }: Run): Promise<Buffer | null> {
  return new Promise((resolve) => {
    const child = spawn(program, given, {
      stdio: ['pipe', 'pipe', 'ignore'],
      timeout: WITHIN_MS,
      killSignal: 'SIGKILL',
    })
    const heard: Buffer[] = []
    let bytes = 0
    child.stdout.on('data', (part: Buffer) => {
      bytes += part.length
      if (bytes > BYTES_MOST) child.kill('SIGKILL')
      else heard.push(part)
    })
    child.on('error', () => resolve(null))
    child.on('close', (code) => resolve(code === 0 ? wholeWav(Buffer.concat(heard)) : null))
    // It may end before it has read everything.
    child.stdin.on('error', () => {})
    child.stdin.end(input)
  })
}

const HEAD_BYTES = 12

/** With its true lengths: a program that writes to a pipe cannot know them beforehand and puts in anything. Null: no WAV. */
export function wholeWav(bytes: Buffer): Buffer | null {
  if (bytes.length < HEAD_BYTES || bytes.toString('latin1', 0, 4) !== 'RIFF') return null
  if (bytes.toString('latin1', 8, HEAD_BYTES) !== 'WAVE') return null
  const data = bytes.indexOf('data', HEAD_BYTES, 'latin1')
  if (data < 0 || data + 8 >= bytes.length) return null
  const whole = Buffer.from(bytes)
  whole.writeUInt32LE(whole.length - 8, 4)
  whole.writeUInt32LE(whole.length - data - 8, data + 4)
  return whole
}
