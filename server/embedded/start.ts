// Starts the PostgreSQL that the program brings along, for halls that have none of their own.
import { existsSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { serverAccount } from './account.ts'
import { loopbackAddress, socketAddress, USER } from './address.ts'
import { findBinaries } from './binaries.ts'
import { ensureCluster, refuseOtherVersion } from './cluster.ts'
import { EmbeddedFault, systemCode } from './fault.ts'
import { keepRunning } from './keeper.ts'
import { takeFolder, unwritable } from './lock.ts'
import { choosePlace, clusterOwner, copiesFolder, openDataFolder, socketFolder } from './place.ts'

export type PostgresOptions = {
  dataDir: string
  /** False gives up everything that protects data from a crash of the machine; for tests. */
  durable?: boolean
  log: (line: string) => void
  /** More settings of the server (postgresql.conf), by name. */
  settings?: Record<string, string>
  /** The server ended by itself and is back: same address, but every connection was broken. */
  onRestart?: () => void
}

export type RunningPostgres = {
  /** For `pg`; stays valid when the server has to be started again. */
  connection: { host: string; port: number; user: string; password?: string; database: string }
  /** Number of the server's first process; another one after a restart. */
  readonly pid: number
  /** Within 20 s, however the server feels; asked for twice, it happens once. */
  stop(): Promise<void>
}

const DATABASE = 'tingxu'
/** What the system answers when a folder cannot hold our data. */
const FOLDER_CODES = new Set(['EACCES', 'EPERM', 'EROFS', 'ENOSPC', 'EDQUOT', 'ENOTDIR'])

/** Resolves when queries are answered. Rejects with `EmbeddedFault`, whose code says what a person can do. */
export async function startPostgres(options: PostgresOptions): Promise<RunningPostgres> {
  const dataDir = openDataFolder(options.dataDir)
  const giveFolderBack = takeFolder(dataDir)
  try {
    const { address, server } = await start(dataDir, options)
    const { host, port, user, password } = address
    const stop = async () => {
      await server.stop()
      if (address.temporaryFolder) rmSync(address.temporaryFolder, { recursive: true, force: true })
      giveFolderBack()
    }
    let stopped: Promise<void> | undefined
    return {
      connection: { host, port, user, ...(password ? { password } : {}), database: DATABASE },
      get pid() {
        return server.pid()
      },
      stop: () => {
        stopped ??= stop()
        return stopped
      },
    }
  } catch (error) {
    giveFolderBack()
    if (!(error instanceof EmbeddedFault) && FOLDER_CODES.has(systemCode(error))) throw unwritable(dataDir, error)
    throw error
  }
}

/** What can be found out and laid ready while another program still has the folder. Throws what would keep the start from going well. */
export function prepareStart(dataDir: string, log: (line: string) => void): void {
  const account = serverAccount(clusterOwner(dataDir))
  const place = choosePlace(dataDir, account, log)
  const binaries = findBinaries(account, copiesFolder(place, account), log)
  if (existsSync(place.cluster)) refuseOtherVersion({ cluster: place.cluster, binaries })
}

async function start(dataDir: string, { durable = true, settings = {}, log, onRestart }: PostgresOptions) {
  const account = serverAccount(clusterOwner(dataDir))
  const place = choosePlace(dataDir, account, log)
  const binaries = findBinaries(account, copiesFolder(place, account), log)
  const windows = process.platform === 'win32'
  const address = windows ? await loopbackAddress(dataDir) : socketAddress(socketFolder(place, account), place.home)
  await ensureCluster({ cluster: place.cluster, binaries, account, address, durable, settings })
  const setup = { cluster: place.cluster, logFile: join(dataDir, 'postgres.log'), binaries, account, address }
  const server = await keepRunning(setup, DATABASE, { log, onRestart })
  return { address, server }
}

/**
 * The PostgreSQL that another program runs on this folder now, for tools that only read; null when there is none. Its own
 * note beside the data says where its socket is, or its port.
 */
export function runningPostgres(dataDir: string): RunningPostgres['connection'] | null {
  try {
    const [pid, , , port, socketFolder] = readFileSync(join(dataDir, 'postgres', 'postmaster.pid'), 'utf8').split('\n')
    if (!isAlive(Number(pid))) return null
    const passwordFile = join(dataDir, 'postgres.password')
    const password = existsSync(passwordFile) ? { password: readFileSync(passwordFile, 'utf8').trim() } : {}
    return { host: socketFolder || '127.0.0.1', port: Number(port), user: USER, ...password, database: DATABASE }
  } catch {
    return null
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return systemCode(error) === 'EPERM'
  }
}
