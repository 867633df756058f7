// The program as a hall runs it, for a test: what was started ends with the file, and its folders go.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { after } from 'node:test'
import type { HallFile } from '../../core/hall.ts'
import { endAll, newFolder } from './running.ts'

export { freePort } from './free-port.ts'
export { type Ended, lookInto, newFolder, type Program, postmasterOf, startProgram, untilReady } from './running.ts'

after(endAll)

/** Written where HALL_FILE can lead. */
export function hallFileOf(file: HallFile): string {
  const path = join(newFolder(), 'hall.json')
  writeFileSync(path, JSON.stringify(file))
  return path
}
