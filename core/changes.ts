// What differs between two hall files, by path, and the same put upon a third: for the record, and for two people editing.

/** JSON as it is: a hall file, or a draft that is not one yet. */
export type Json = null | boolean | number | string | Json[] | { [key: string]: Json | undefined }

/**
 * One difference. In `path` the members of a list are named by their id and not by their place
 * (`/services/id-card/minutes`), so that a member added above moves nothing. `before` absent: added; `after` absent: removed.
 */
export interface Change {
  path: string
  before?: Json
  after?: Json
}

/** What names a member of a list of objects, the first of these that all members have. */
const NAMES = ['id', 'class', 'service', 'date'] as const
/** The order of a list's members, beside the members: no id begins with this letter. */
const ORDER = '@order'

/** Everything that makes `after` out of `before`: `changed(before, changesOf(before, after))` equals `after`. */
export function changesOf(before: Json, after: Json, path = ''): Change[] {
  if (isRecord(before) && isRecord(after)) {
    const keys = new Set([...Object.keys(before), ...Object.keys(after)])
    return [...keys].flatMap((key) => memberChanges(before[key], after[key], `${path}/${escaped(key)}`))
  }
  if (Array.isArray(before) && Array.isArray(after)) {
    const [one, other] = [named(before), named(after)]
    if (one !== null && other !== null) return listChanges(one, other, path)
  }
  return same(before, after) ? [] : [{ path, before, after }]
}

/** A copy of `file` with the changes made. A change whose place is gone is left out. */
export function changed(file: Json, changes: readonly Change[]): Json {
  // Order last: what was added has its place only then.
  const sorted = [...changes].sort((a, b) => Number(isOrder(a)) - Number(isOrder(b)))
  return sorted.reduce((now, change) => put(now, partsOf(change.path), change), copy(file))
}

/** A place that two people changed to different things: one of the two must be chosen. */
export interface Collision {
  mine: Change[]
  theirs: Change[]
}
export interface Merge {
  /** Mine that touch nothing of theirs, or say the same. */
  free: Change[]
  collisions: Collision[]
}

/** Which of my changes can be put upon what they made of the same file, and which meet theirs. */
export function mergeOf(mine: readonly Change[], theirs: readonly Change[]): Merge {
  const free: Change[] = []
  const collisions: Collision[] = []
  for (const change of mine) {
    const met = theirs.filter((one) => meet(change, one))
    if (met.every((one) => one.path === change.path && same(one.after, change.after))) free.push(change)
    else {
      const known = collisions.find((one) => one.theirs.some((their) => met.includes(their)))
      if (known === undefined) collisions.push({ mine: [change], theirs: met })
      else {
        known.mine.push(change)
        known.theirs.push(...met.filter((one) => !known.theirs.includes(one)))
      }
    }
  }
  return { free, collisions }
}

/** Mine where they are free or chosen, upon theirs. `chosen[i]`: whether collision i goes my way. */
export function merged(theirFile: Json, { free, collisions }: Merge, chosen: readonly boolean[]): Json {
  const won = collisions.filter((_, i) => chosen[i] === true)
  // What they did below a place that goes my way is taken back by the place itself.
  return changed(theirFile, [...free, ...won.flatMap(({ mine }) => mine)])
}

export function partsOf(path: string): string[] {
  return path
    .split('/')
    .slice(1)
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'))
}

function escaped(key: string): string {
  return key.replaceAll('~', '~0').replaceAll('/', '~1')
}

function memberChanges(before: Json | undefined, after: Json | undefined, path: string): Change[] {
  if (before === undefined) return after === undefined ? [] : [{ path, after }]
  if (after === undefined) return [{ path, before }]
  return changesOf(before, after, path)
}

function listChanges(before: Map<string, Json>, after: Map<string, Json>, path: string): Change[] {
  const keys = new Set([...before.keys(), ...after.keys()])
  const changes = [...keys].flatMap((key) => memberChanges(before.get(key), after.get(key), `${path}/${escaped(key)}`))
  const kept = [...before.keys()].filter((key) => after.has(key))
  const without = [...kept, ...[...after.keys()].filter((key) => !before.has(key))]
  const order = [...after.keys()]
  if (!same(without, order)) changes.push({ path: `${path}/${ORDER}`, before: [...before.keys()], after: order })
  return changes
}

function isOrder({ path }: Change): boolean {
  return path.endsWith(`/${ORDER}`)
}

function meet(one: Change, other: Change): boolean {
  return one.path === other.path || one.path.startsWith(`${other.path}/`) || other.path.startsWith(`${one.path}/`)
}

function put(at: Json, parts: string[], change: Change): Json {
  const [key, ...rest] = parts
  if (key === undefined) return change.after === undefined ? at : copy(change.after)
  if (Array.isArray(at)) return putInList(at, key, rest, change)
  if (!isRecord(at)) return at
  const member = at[key]
  if (rest.length > 0) return member === undefined ? at : { ...at, [key]: put(member, rest, change) }
  if (change.after !== undefined) return { ...at, [key]: copy(change.after) }
  const { [key]: _, ...others } = at
  return others
}

function putInList(at: Json[], key: string, rest: string[], change: Change): Json {
  const members = named(at)
  if (members === null) return at
  if (key === ORDER && rest.length === 0) return inOrder(members, change.after)
  const member = members.get(key)
  if (rest.length > 0) {
    if (member !== undefined) members.set(key, put(member, rest, change))
  } else if (change.after === undefined) members.delete(key)
  else members.set(key, copy(change.after))
  return [...members.values()]
}

/** Members that the order does not name stay behind those that it does. */
function inOrder(members: Map<string, Json>, order: Json | undefined): Json[] {
  const keys = Array.isArray(order) ? order.filter((one) => typeof one === 'string') : []
  const first = keys.filter((key) => members.has(key))
  const sorted = [...first, ...[...members.keys()].filter((key) => !keys.includes(key))]
  return sorted.map((key) => members.get(key)).filter((one) => one !== undefined)
}

/** The members of a list by name; the second of a name is `name~2`, as happens in drafts. Null: a list of other things. */
function named(list: Json[]): Map<string, Json> | null {
  const field = NAMES.find((one) => list.every((member) => isRecord(member) && typeof member[one] === 'string'))
  if (field === undefined) return null
  const members = new Map<string, Json>()
  for (const member of list) {
    const name = String((member as { [key: string]: Json })[field])
    let key = name
    for (let count = 2; members.has(key); count++) key = `${name}~${count}`
    members.set(key, member)
  }
  return members
}

function isRecord(value: Json | undefined): value is { [key: string]: Json | undefined } {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

export function copy<T extends Json>(value: T): T {
  return JSON.parse(JSON.stringify(value))
}

/** Equal as JSON; in which order the fields of an object were written is no difference. */
export function same(a: Json | undefined, b: Json | undefined): boolean {
  if (a === b) return true
  if (Array.isArray(a) && Array.isArray(b)) return a.length === b.length && a.every((one, i) => same(one, b[i]))
  if (!isRecord(a) || !isRecord(b)) return false
  const keys = Object.keys(a)
  return keys.length === Object.keys(b).length && keys.every((key) => key in b && same(a[key], b[key]))
}
