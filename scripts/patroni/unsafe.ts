// What of a Patroni would lose answered presses or leave a hall without a database; each line says what to do. See docs/replication.md.

/** GET /patroni, GET /config and GET /cluster as they come; `file` is the text of its own configuration, when it can be read. */
export interface Told {
  patroni: Json
  config: Json
  cluster: Json
  file?: string
}
type Json = Record<string, unknown>

export interface Found {
  /** Not to be run like this. */
  unsafe: string[]
  /** Worth knowing. */
  remarks: string[]
}

const LEAST = [3, 0, 3] as const
/** Promised: presses succeed again within 25 s of a host's death. */
const TTL_MOST_S = 20
/** Where a commit is answered before the standby has it on its disk. */
const HASTY_COMMITS = ['off', 'local', 'remote_write']

export function unsafeIn({ patroni, config, cluster, file }: Told): Found {
  const remarks: string[] = []
  if (config.synchronous_mode_strict !== true)
    remarks.push('synchronous_mode_strict is off: while no standby is there presses go on, on one host alone')
  else remarks.push('synchronous_mode_strict is on: while no standby is there nobody can press')
  if (file === undefined)
    remarks.push('the watchdog stands in the configuration of each host: run this there with --file as well')
  return {
    unsafe: [
      ...ofVersion(part(patroni, 'patroni').version),
      ...ofMode(patroni, config),
      ...ofLease(config),
      ...ofParameters(part(part(config, 'postgresql'), 'parameters')),
      ...ofMembers(cluster),
      ...(file === undefined ? [] : ofFile(file)),
    ],
    remarks,
  }
}

function part(from: Json, name: string): Json {
  const found = from[name]
  return typeof found === 'object' && found !== null && !Array.isArray(found) ? (found as Json) : {}
}

function ofVersion(version: unknown): string[] {
  const numbers = /^(\d+)\.(\d+)\.(\d+)/.exec(String(version))?.slice(1).map(Number)
  if (numbers === undefined) return [`it does not say its version (${version}): is this Patroni's REST address?`]
  const at = LEAST.findIndex((least, n) => numbers[n] !== least)
  if (at === -1 || (numbers[at] ?? 0) > (LEAST[at] ?? 0)) return []
  return [
    `Patroni ${version} is too old: a primary that stood still and wakes up may lose answered presses; take ${LEAST.join('.')} or newer (Debian 12 has 3.0.2)`,
  ]
}

function ofMode(patroni: Json, config: Json): string[] {
  const isSynchronous = [true, 'on', 'quorum'].includes(config.synchronous_mode as never)
  return [
    ...(isSynchronous ? [] : ['synchronous_mode is off: what was answered last is lost with its host; set it to true']),
    ...(config.failsafe_mode === true
      ? []
      : ['failsafe_mode is off: when etcd is away the primary steps down and nobody can press; set it to true']),
    ...(patroni.pause === true || config.pause === true ? ['it is paused: nobody takes over; patronictl resume'] : []),
  ]
}

function ofLease({ ttl = 30, loop_wait: wait = 10, retry_timeout: retry = 10 }: Json): string[] {
  const [lease, each, tries] = [Number(ttl), Number(wait), Number(retry)]
  return [
    ...(lease <= TTL_MOST_S
      ? []
      : [`ttl is ${lease}: presses stop for longer than 25 s when a host dies; set it to 20`]),
    ...(each + 2 * tries <= lease
      ? []
      : [`loop_wait + 2 × retry_timeout is ${each + 2 * tries}, more than ttl (${lease}): set them to 5 and 5`]),
  ]
}

function ofParameters(parameters: Json): string[] {
  const commit = String(parameters.synchronous_commit ?? 'on')
  const careless = ['fsync', 'full_page_writes'].filter((name) => isOff(parameters[name]))
  return [
    ...(HASTY_COMMITS.includes(commit) || isOff(parameters.synchronous_commit)
      ? [`synchronous_commit is ${commit}: presses are answered before the standby has them; leave it on`]
      : []),
    ...careless.map((name) => `${name} is off: a host that loses power loses its data; leave it on`),
  ]
}

function isOff(value: unknown): boolean {
  return value === false || ['off', 'false', 'no', '0'].includes(String(value))
}

function ofMembers(cluster: Json): string[] {
  const members = (Array.isArray(cluster.members) ? cluster.members : []) as Json[]
  const well = (role: RegExp, state: RegExp) =>
    members.some((one) => role.test(String(one.role)) && state.test(String(one.state)))
  return [
    ...(well(/^(leader|master|primary)$/, /^running$/) ? [] : ['no primary is running']),
    ...(well(/^(sync|quorum)_standby$/, /^(streaming|running)$/)
      ? []
      : ['no synchronous standby is streaming: the next death of a host ends it']),
  ]
}

/** The part `watchdog:` and its `mode:`, as YAML is usually written. */
function ofFile(text: string): string[] {
  const block = /^watchdog:[ \t]*(?:#.*)?\n((?:[ \t]+.*\n?|\s*\n)*)/m.exec(text)?.[1] ?? ''
  const mode = /^\s+mode:\s*['"]?(\w+)/m.exec(block)?.[1] ?? 'automatic'
  if (mode === 'required') return []
  return [
    `watchdog mode is ${mode}: a Patroni that hangs would leave its PostgreSQL running beside the new primary; set it to required`,
  ]
}
