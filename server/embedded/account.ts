// PostgreSQL refuses to run as root; as root we start it under an account that can do nothing else.
import { spawnSync } from 'node:child_process'
import { chownSync, readFileSync, type Stats } from 'node:fs'
import { EmbeddedFault } from './fault.ts'

export type Account = { name: string; uid: number; gid: number }

const CANDIDATES = ['postgres', 'nobody']

/** The account to run PostgreSQL as; undefined when we are not root and run it as ourselves. A cluster that is there
 * already keeps its owner: PostgreSQL serves no other's files, and who made it may want to start it without us. */
export function serverAccount(cluster: Stats | undefined): Account | undefined {
  if (process.getuid?.() !== 0) return undefined
  if (cluster && cluster.uid !== 0) return { name: `number ${cluster.uid}`, uid: cluster.uid, gid: cluster.gid }
  const lines = readFileSync('/etc/passwd', 'utf8').split('\n')
  for (const name of CANDIDATES) {
    const [, , uid, gid] = lines.find((line) => line.startsWith(`${name}:`))?.split(':') ?? []
    if (uid && gid && uid !== '0') return { name, uid: Number(uid), gid: Number(gid) }
  }
  throw new EmbeddedFault(
    'no_account',
    `PostgreSQL does not run as root, and this system has no account named ${CANDIDATES.join(' or ')}: ` +
      'start as an ordinary user, or set DATABASE_URL.',
  )
}

/** Whether the account may enter all these folders and run all these programs. Asked of the system, not computed:
 * access lists and mount options count too. */
export function canUse(account: Account | undefined, paths: string[]): boolean {
  if (!account) return true
  const script = 'for path; do test -x "$path" || exit 1; done'
  return spawnSync('/bin/sh', ['-c', script, 'sh', ...paths], { ...identity(account), cwd: '/' }).status === 0
}

/** Spawn options that make a child this account. */
export function identity(account: Account | undefined): { uid?: number; gid?: number } {
  return account ? { uid: account.uid, gid: account.gid } : {}
}

export function giveTo(account: Account | undefined, path: string): void {
  if (account) chownSync(path, account.uid, account.gid)
}
