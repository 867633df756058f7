// Who is behind a process number. Numbers are given out again, so a number alone proves nothing.
import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'

/** Text that is the same for one process all its life and for no other; undefined when no such process lives. */
export function identityOf(pid: number): string | undefined {
  if (process.platform === 'linux') return linuxIdentity(pid)
  if (process.platform === 'win32') return exists(pid) ? 'running' : undefined
  return ps('lstart=', pid) || undefined
}

/** Its command line; empty when it is gone, waits to be reaped, or may not be seen. */
export function argumentsOf(pid: number): string[] {
  if (process.platform === 'linux') {
    return readOrEmpty(`/proc/${pid}/cmdline`)
      .split('\0')
      .filter((word) => word !== '')
  }
  if (process.platform === 'win32') return exists(pid) ? ['postgres'] : []
  return ps('command=', pid)
    .split(' ')
    .filter((word) => word !== '')
}

function linuxIdentity(pid: number): string | undefined {
  // The name in brackets may hold spaces and brackets itself, so the fields are counted from the last bracket.
  const stat = readOrEmpty(`/proc/${pid}/stat`)
  const [state, ...fields] = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  const startTicks = fields[18]
  if (startTicks === undefined || state === 'Z' || state === 'X') return undefined
  return `${readOrEmpty('/proc/sys/kernel/random/boot_id').trim()} ${startTicks}`
}

function ps(column: string, pid: number): string {
  return spawnSync('ps', ['-ww', '-o', column, '-p', String(pid)], { encoding: 'utf8' }).stdout?.trim() ?? ''
}

function exists(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}

function readOrEmpty(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return ''
  }
}
