// A program that "speaks": a short tone as WAV for whatever it is told; lengths unknown, as programs write them into a pipe.
import { appendFileSync } from 'node:fs'

const RATE = 8_000
const SAMPLES = RATE * 0.3
const [language, said] = process.argv.slice(2)
let text = ''
process.stdin.setEncoding('utf8')
process.stdin.on('data', (part) => {
  text += part
})
process.stdin.on('end', () => {
  if (said !== undefined) appendFileSync(said, `${language} ${text}\n`)
  if (language === 'en' && text.includes('B001')) process.exit(1)
  const wav = Buffer.alloc(44 + SAMPLES * 2)
  wav.write('RIFF', 0)
  wav.writeUInt32LE(0x7fff_f000, 4)
  wav.write('WAVEfmt ', 8)
  wav.writeUInt32LE(16, 16)
  wav.writeUInt16LE(1, 20)
  wav.writeUInt16LE(1, 22)
  wav.writeUInt32LE(RATE, 24)
  wav.writeUInt32LE(RATE * 2, 28)
  wav.writeUInt16LE(2, 32)
  wav.writeUInt16LE(16, 34)
  wav.write('data', 36)
  wav.writeUInt32LE(0x7fff_f000, 40)
  for (let i = 0; i < SAMPLES; i++) wav.writeInt16LE(Math.round(8_000 * Math.sin((i * 440 * 6.283) / RATE)), 44 + i * 2)
  process.stdout.write(wav)
})
