// Ends PostgreSQL when our program is gone, however it went: kill -9 and the out-of-memory killer leave no time to.
// The guard holds one end of a pipe, we the other; the system closes ours when we end, and the guard then reads the end.

/** Seconds that each way of ending is given. Fast shutdown can hang while the server still recovers from a crash,
 * and then only the next way helps; nothing committed is lost by any of them. */
export const ENDINGS = [
  { signal: 'SIGINT', seconds: 10 },
  { signal: 'SIGQUIT', seconds: 5 },
  { signal: 'SIGKILL', seconds: 5 },
] as const

/** The line that tells the guard that the server has ended and nothing is left to do. */
export const DONE = 'done\n'

/**
 * `sh -c GUARDED sh program arguments…`, with the pipe as descriptor 3. The shell leaves a guard behind and then
 * becomes the program itself: the guard is there first, so there is no moment without one, and `$$` is the server's
 * number to both. The guard's own parent ends at once, or the server would find a child that it never made.
 */
export const GUARDED = `
((
  trap '' HUP INT QUIT TERM
  read -r word <&3 && exit 0
${ENDINGS.map(
  ({ signal, seconds }) => `  kill -${signal.slice(3)} $$ || exit 0
  n=${seconds}; while [ $n -gt 0 ]; do sleep 1; kill -0 $$ || exit 0; n=$((n - 1)); done`,
).join('\n')}
) >/dev/null 2>&1 &)
exec 3<&-
exec "$@"
`

/** The same for Windows, which has no sh and no signals: \`node -e WINDOWS_GUARD pg_ctl pid\`, the pipe as its input. */
export const WINDOWS_GUARD = `
const { spawnSync } = require('node:child_process')
const [control, pid] = process.argv.slice(1)
const living = () => { try { return process.kill(Number(pid), 0) } catch { return false } }
const pause = (ms) => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms)
process.stdin.on('error', () => {}).on('data', () => process.exit(0)).on('close', () => {
  for (const [signal, seconds] of ${JSON.stringify(ENDINGS.map(({ signal, seconds }) => [signal.slice(3), seconds]))}) {
    spawnSync(control, ['kill', signal, pid])
    for (let n = seconds; n > 0 && living(); n--) pause(1000)
    if (!living()) process.exit(0)
  }
})
`
