// A hall in which a program of its own speaks, a tone for each sentence: what the tests of voices begin with.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after } from 'node:test'
import type { HallFile } from '../../core/hall.ts'
import { type HallServer, openHallServer } from './hall-server.ts'
import { smallHall } from './small-hall.ts'

const folder = mkdtempSync(join(tmpdir(), 'tingxu-speaking-'))
after(() => rmSync(folder, { recursive: true }))

/** Where the program writes down what it was told, if it is asked to. */
export const SAID = join(folder, 'said.txt')
export const SPEAKS = `${process.execPath} ${join(import.meta.dirname, 'tone.mjs')}`
/** In any language, one that is not written too. */
export const SPEAKS_ALL = `${SPEAKS} {language}`
export const SPEAKS_AND_NOTES = `${SPEAKS_ALL} ${SAID}`

/** What a server of such a hall begins with. */
export function speakingHall(file: HallFile, SPEECH_COMMAND: string): { HALL_FILE: string; SPEECH_COMMAND: string } {
  const HALL_FILE = join(folder, 'hall.json')
  writeFileSync(HALL_FILE, JSON.stringify(file))
  return { HALL_FILE, SPEECH_COMMAND }
}

export function openSpeakingHall(file: HallFile, command: string): Promise<HallServer> {
  return openHallServer(speakingHall(file, command))
}

/** One prefix and two counters: few clips to record, few steps to read aloud. */
export function oneServiceHall(): HallFile {
  const hall = smallHall()
  return {
    ...hall,
    departments: hall.departments.slice(0, 1),
    services: hall.services.slice(0, 1),
    counters: hall.counters.slice(0, 2).map((one) => ({ ...one, serves: one.serves.slice(0, 1) })),
  }
}
