// Loaded into the program before anything else: its clock is the machine's, shifted by what stands in a file. Setting the
// machine's own clock would set everybody's.
import { readFileSync } from 'node:fs'

const file = process.env.SHIFT_FILE
const real = Date.now.bind(Date)
const LOOK_EVERY_MS = 20
let shift = 0
if (file !== undefined) {
  setInterval(() => {
    try {
      shift = Number(readFileSync(file, 'utf8')) || 0
    } catch {
      // Nobody has shifted it yet.
    }
  }, LOOK_EVERY_MS).unref()
  Date.now = () => real() + shift
}
