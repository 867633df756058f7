// PostgreSQL's processes: all are children of the first, each in a session of its own.
import { readdirSync, readFileSync } from 'node:fs'

/** Sends a signal to a process and its children; to the children first when they are to go on. */
export function signalAll(parent: number, name: NodeJS.Signals): void {
  const all = [parent, ...childrenOf(parent)]
  for (const pid of name === 'SIGCONT' ? all.reverse() : all) {
    try {
      process.kill(pid, name)
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
    }
  }
}

function childrenOf(parent: number): number[] {
  const parentOf = (pid: string) => {
    try {
      return Number(readFileSync(`/proc/${pid}/stat`, 'utf8').match(/\) \w (\d+)/)?.[1])
    } catch {
      return 0 // it ended while we looked
    }
  }
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && parentOf(name) === parent)
    .map(Number)
}
