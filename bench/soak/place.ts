// A hall under trial: the program in a process of its own, its PostgreSQL, and lines between the two and to the screens.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type pg from 'pg'
import { startPostgres } from '../../server/embedded/start.ts'
import { ask, signIn } from '../../test/support/asking.ts'
import { bigHall } from '../../test/support/big-hall.ts'
import { openPipe, type Pipe } from '../../test/support/cut-line.ts'
import { freePort } from '../../test/support/free-port.ts'
import {
  ADMIN_PASSWORD,
  connectTo,
  newFolder,
  type Program,
  postmasterOf,
  startProgram,
  TUESDAY_MORNING,
  untilReady,
} from '../../test/support/running.ts'
import type { At } from '../../test/support/truth.ts'

export interface Place {
  program: Program
  /** How it is started, and started again. */
  env: Record<string, string>
  /** The hall as everybody reaches it, over `cable`. */
  at: At
  /** The same hall, at the program itself. */
  direct: At
  cable: Pipe
  /** Null when the program runs its own PostgreSQL. */
  databaseLine: Pipe | null
  postmaster(): number
  /** For looking and for using connections up. */
  connection: pg.ClientConfig
  look(): Promise<pg.Client>
  close(): Promise<void>
}

const PLENTY = { LIMIT_PUBLIC_COMMANDS: '1000000', LIMIT_STAFF_COMMANDS: '1000000', LOG_LEVEL: 'error' }

const CROWDED = { CLOCK: `running@${TUESDAY_MORNING}`, LIMIT_PUBLIC_AT_ONCE: '60' }

const SHIFTED = `--import=${pathToFileURL(join(import.meta.dirname, 'shifted-clock.mjs'))}`

/** A PostgreSQL beside the program, with a line between the two. */
export interface Apart {
  url: string
  connection: pg.ClientConfig
  line: Pipe
  pid(): number
  close(): Promise<void>
}

export interface PlaceOptions {
  /** The program runs its PostgreSQL itself, as in most halls; else it finds it at the end of a line. */
  own: boolean
  /** The one that is there already. */
  apart?: Apart
  /** Its clock is the machine's, shifted by what stands in the file SHIFT_FILE. */
  shifted?: boolean
  /** Its clock runs, as limits want it, and the public has little room. */
  crowded?: boolean
  dataDir?: string
}

export async function openPlace(options: PlaceOptions): Promise<Place> {
  const { own, apart, shifted = false, crowded = false, dataDir = newFolder() } = options
  const hallFile = join(newFolder(), 'hall.json')
  writeFileSync(hallFile, JSON.stringify(bigHall()))
  const settings = { PORT: String(await freePort()), DATA_DIR: dataDir, HALL_FILE: hallFile, ...PLENTY }
  const database = own ? null : (apart ?? (await separateDatabase(dataDir)))
  const clock = { CLOCK: 'system', NODE_OPTIONS: SHIFTED, SHIFT_FILE: join(dataDir, 'shift') }
  const env = {
    ...settings,
    ...(database === null ? {} : { DATABASE_URL: database.url }),
    ...(shifted ? clock : {}),
    ...(crowded ? CROWDED : {}),
  }
  const program = startProgram(env)
  await untilReady(program)
  const { body } = await ask(program.url, 'GET', '/api/v1/halls')
  const hall = (body.halls as { id: string }[])[0]?.id ?? ''
  const direct = { url: program.url, hall, token: await signIn(program.url, 'admin', ADMIN_PASSWORD) }
  const cable = await openPipe(() => ({ host: '127.0.0.1', port: Number(env.PORT) }))
  const connection = database?.connection ?? { host: join(dataDir, 'run'), user: 'tingxu', database: 'tingxu' }
  const place: Place = {
    program,
    env,
    direct,
    at: { ...direct, url: `http://127.0.0.1:${cable.port}` },
    cable,
    databaseLine: database?.line ?? null,
    postmaster: () => database?.pid() ?? postmasterOf(dataDir),
    connection,
    look: () => connectTo(connection),
    close: async () => {
      place.program.kill('SIGTERM')
      await place.program.ended
      await cable.close()
      await database?.close()
    },
  }
  return place
}

async function separateDatabase(dataDir: string): Promise<Apart> {
  const postgres = await startPostgres({ dataDir, log: () => {} })
  const { host, user, database } = postgres.connection
  const line = await openPipe(() => ({ path: `${host}/.s.PGSQL.5432` }))
  return {
    url: `postgresql://${user}@127.0.0.1:${line.port}/${database}`,
    connection: postgres.connection,
    line,
    pid: () => postgres.pid,
    close: async () => {
      await line.close()
      await postgres.stop()
    },
  }
}

/** The same program again, on the same data. */
export async function startAgain(place: Place): Promise<void> {
  await place.program.ended
  place.program = startProgram(place.env)
  await untilReady(place.program)
}
