// How a tool reaches the database: the outside one, the running program's own, or the one of a program that is not running.
import type { Config } from './config.ts'
import type { Connection } from './db.ts'
import { runningPostgres, startPostgres } from './embedded/start.ts'

export interface Reached {
  connection: Connection
  leave(): Promise<void>
}

export async function reach({ databaseUrl, dataDir }: Pick<Config, 'databaseUrl' | 'dataDir'>): Promise<Reached> {
  if (databaseUrl !== null) return { connection: { connectionString: databaseUrl }, leave: async () => {} }
  const running = runningPostgres(dataDir)
  return running === null ? own(dataDir) : { connection: running, leave: async () => {} }
}

/** The same where no program may work meanwhile: throws `folder_in_use` when one has the data folder. */
export async function reachAlone({ databaseUrl, dataDir }: Pick<Config, 'databaseUrl' | 'dataDir'>): Promise<Reached> {
  return databaseUrl === null ? own(dataDir) : reach({ databaseUrl, dataDir })
}

async function own(dataDir: string): Promise<Reached> {
  const postgres = await startPostgres({ dataDir, log: () => {} })
  return { connection: postgres.connection, leave: () => postgres.stop() }
}
