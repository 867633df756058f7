// A child begins as the program does.
import '../../scripts/heap.mjs'
import { become } from '../../scripts/become.mjs'

const [, , file, ...words] = process.argv
await become(file, words)
