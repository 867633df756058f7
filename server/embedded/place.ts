// Where the cluster and its socket lie: in the data folder, or elsewhere when PostgreSQL could not reach them there.
// What lies elsewhere is a link in the data folder, so removing or moving that folder does what it seems to do.
import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readlinkSync,
  realpathSync,
  rmSync,
  type Stats,
  statSync,
  symlinkSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { type Account, canUse, giveTo } from './account.ts'
import { EmbeddedFault } from './fault.ts'
import { unwritable } from './lock.ts'

/** `home` holds the cluster's folder (`cluster`, which may not exist yet) and what else PostgreSQL must reach. */
export type Place = { home: string; cluster: string }

/** The system's place for a service's data; used only by root, whose own folders other accounts may not enter. */
const SHARED_HOME = '/var/lib/tingxu'
/** An address of a Unix socket has room for 104 bytes on macOS and 108 on Linux, its ending zero included. */
const SOCKET_PATH_BYTES = 100
const SOCKET_NAME = '.s.PGSQL.5432'

/** Makes the data folder and gives its real path, which is the same however it was written. */
export function openDataFolder(dataDir: string): string {
  try {
    mkdirSync(dataDir, { recursive: true })
    return realpathSync(dataDir)
  } catch (error) {
    throw unwritable(dataDir, error)
  }
}

/** Whose the cluster is; undefined when there is none yet. */
export function clusterOwner(dataDir: string): Stats | undefined {
  return statSync(join(dataDir, 'postgres'), { throwIfNoEntry: false })
}

export function choosePlace(dataDir: string, account: Account | undefined, log: (line: string) => void): Place {
  const cluster = join(dataDir, 'postgres')
  if (isLink(cluster) && !existsSync(cluster)) rmSync(cluster) // what it led to was removed
  if (existsSync(cluster)) {
    const place = existing(realpathSync(cluster), account)
    if (place.home !== dataDir) log(`The database of ${dataDir} is kept in ${place.home}`)
    return place
  }
  if (canUse(account, [dataDir])) return { home: dataDir, cluster }
  mkdirSync(SHARED_HOME, { recursive: true })
  chmodSync(SHARED_HOME, 0o755) // whatever mask we were started with
  const home = mkdtempSync(join(SHARED_HOME, `${basename(dirname(dataDir)).slice(0, 30)}-`))
  giveTo(account, home)
  symlinkSync(join(home, 'postgres'), cluster)
  log(`The account ${account?.name} cannot reach ${dataDir}; the database is kept in ${home}`)
  return { home, cluster: join(home, 'postgres') }
}

/** Where copies of the programs go when they cannot be used where npm put them. */
export function copiesFolder(place: Place, account: Account | undefined): string {
  return account ? SHARED_HOME : place.home
}

/** A folder for the socket that only the server's account may enter: the folder is what guards the database. */
export function socketFolder(place: Place, account: Account | undefined): string {
  const near = join(place.home, 'run')
  if (Buffer.byteLength(join(near, SOCKET_NAME)) <= SOCKET_PATH_BYTES) {
    if (isLink(near)) rmSync(near)
    mkdirSync(near, { recursive: true, mode: 0o700 })
    giveTo(account, near)
    return near
  }
  if (isLink(near) && isPrivate(readlinkSync(near), account)) return readlinkSync(near)
  rmSync(near, { recursive: true, force: true })
  const far = mkdtempSync(join(temporaryFolder(account), 'tingxu-'))
  giveTo(account, far)
  symlinkSync(far, near)
  return far
}

function existing(cluster: string, account: Account | undefined): Place {
  const owner = statSync(cluster).uid
  if (!account && process.getuid && owner !== process.getuid()) {
    throw unwritable(cluster, `it belongs to account number ${owner}`)
  }
  if (canUse(account, [dirname(cluster)])) return { home: dirname(cluster), cluster }
  throw new EmbeddedFault(
    'data_dir_unreachable',
    `The account ${account?.name}, which PostgreSQL runs as, may no longer enter ${dirname(cluster)}: ` +
      'allow it to (chmod o+x on that folder and those above).',
  )
}

/** `TMPDIR` may be long, or root's own. */
function temporaryFolder(account: Account | undefined): string {
  const own = tmpdir()
  const room = SOCKET_PATH_BYTES - Buffer.byteLength(join('/', 'tingxu-XXXXXX', SOCKET_NAME))
  return Buffer.byteLength(own) <= room && canUse(account, [own]) ? own : '/tmp'
}

/** The system's temporary folder is everybody's: a folder of that name may be a stranger's by now. */
function isPrivate(folder: string, account: Account | undefined): boolean {
  if (!existsSync(folder) || isLink(folder)) return false
  const { uid, mode } = statSync(folder)
  return uid === (account?.uid ?? process.getuid?.()) && (mode & 0o777) === 0o700
}

function isLink(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() ?? false
}
