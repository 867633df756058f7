// What a kiosk keeps for when no server answers: the numbers that it holds, and those that it gave and that do not stand in the
// queue yet. In the browser's own database, which works over plain http too, is the same for all windows of one browser, and
// lets one of them at a time take the next number.
import { readNumber } from '../../core/numbers.ts'
import type { LeaseView } from '../../core/protocol.ts'
import type { Press } from '../../ui/send.ts'

export type TakePress = Extract<Press, { do: 'take' }>

/** A number that this kiosk may give. */
export interface Held {
  hall: string
  /** The kiosk that was given it: another name, and it is no longer ours. */
  device: string
  day: string
  /** The end of that day, in the hall's time: epoch milliseconds. */
  until: number
  prefix: string
  count: number
  number: string
  key: string
  /** Where a phone opens the ticket's page. */
  page: string
}

/**
 * `given`: does not stand in the queue yet. `ghost`: it does, and the press that had gone unanswered was done after all, so
 * that a number stands there which nobody holds; it is looked for. `withdraw`: it is known, and taken out. `refused`: for staff.
 */
export type GivenState = 'given' | 'ghost' | 'withdraw' | 'refused'

/** A number that was given. Everything that is still to be sent stands here before it is sent. */
export interface Given extends Held {
  /** In the order of giving. */
  n: number
  /** When, in the hall's time: epoch milliseconds, always later than the one before. */
  at: number
  take: Omit<TakePress, 'id'>
  state: GivenState
  /** Of the press that is to be sent next. */
  id: string
  /** That press may have been sent before as an ordinary one. */
  asked: boolean
  ghost?: string
  /** The key of the number that nobody holds. */
  ghostKey?: string
  /** Why it could not enter. */
  code?: string
}

export interface AloneStore {
  keep(numbers: readonly Held[]): Promise<void>
  /** How many are held of each letter for this day. */
  counts(hall: string, day: string): Promise<Map<string, number>>
  /** Lets go of what `keeps` says no to. */
  drop(keeps: (one: Held) => boolean): Promise<void>
  /** The next number of this letter, recorded for good before it is told; null when there is none. */
  give(wanted: Wanted): Promise<Given | null>
  /** In the order of giving. */
  given(): Promise<Given[]>
  /** Goes on with a record, unless another window already did; null: it is done with. Gives the record as it is then. */
  change(before: Given, after: Partial<Given> | null): Promise<Given | null>
}

export interface Wanted {
  hall: string
  prefix: string
  /** The hall's time, as far as this kiosk knows. */
  now: number
  take: Omit<TakePress, 'id'>
  id: string
  asked: boolean
}

const NAME = 'tingxu-alone'
const FORM = 1

/** `lost`: a browser may close it by itself, when its disk is full or was cleared. */
export async function openStore(name = NAME, lost = () => {}): Promise<AloneStore> {
  const db = await openDatabase(name)
  db.onclose = lost
  return {
    keep: (numbers) =>
      write(db, ['held'], ({ held }) => {
        for (const one of numbers) held.put(one)
      }),
    counts: async (hall, day) => {
      const found = new Map<string, number>()
      for (const one of await all<Held>(db, 'held'))
        if (one.hall === hall && one.day === day) found.set(one.prefix, (found.get(one.prefix) ?? 0) + 1)
      return found
    },
    drop: (keeps) =>
      write(db, ['held'], ({ held }) =>
        each<Held>(held.openCursor(), (one, cursor) => {
          if (!keeps(one)) cursor.delete()
          return true
        }),
      ),
    give: (wanted) => give(db, wanted),
    given: () => all<Given>(db, 'given'),
    change: (before, after) => change(db, before, after),
  }
}

/** What came as an answer to a lease, as it is kept. */
export function heldOf(hall: string, device: string, { day, until, page, numbers }: LeaseView): Held[] {
  const block = { hall, device, day, until: Date.parse(until), page }
  return numbers.map((one) => ({ ...block, ...one, count: readNumber(one.number).count }))
}

function openDatabase(name: string): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const asked = indexedDB.open(name, FORM)
    asked.onupgradeneeded = () => {
      // In this order the numbers of a letter are given: A801 before A1000.
      asked.result.createObjectStore('held', { keyPath: ['hall', 'prefix', 'day', 'count'] })
      asked.result.createObjectStore('given', { keyPath: 'n', autoIncrement: true })
      asked.result.createObjectStore('last')
    }
    asked.onsuccess = () => resolve(asked.result)
    asked.onerror = () => reject(asked.error)
  })
}

type StoreName = 'held' | 'given' | 'last'

/** Resolves when it is on the disk: a number that was shown and then forgotten would be given twice. */
function write(
  db: IDBDatabase,
  names: StoreName[],
  run: (stores: Record<StoreName, IDBObjectStore>) => void,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const transaction = db.transaction(names, 'readwrite', { durability: 'strict' })
    transaction.oncomplete = () => resolve()
    transaction.onabort = () => reject(transaction.error)
    const stores = Object.fromEntries(names.map((name) => [name, transaction.objectStore(name)]))
    run(stores as Record<StoreName, IDBObjectStore>)
  })
}

function all<T>(db: IDBDatabase, name: StoreName): Promise<T[]> {
  return new Promise((resolve, reject) => {
    const asked = db.transaction(name).objectStore(name).getAll()
    asked.onsuccess = () => resolve(asked.result as T[])
    asked.onerror = () => reject(asked.error)
  })
}

/** `look` says whether to go on. */
function each<T>(
  asked: IDBRequest<IDBCursorWithValue | null>,
  look: (one: T, cursor: IDBCursorWithValue) => boolean,
): void {
  asked.onsuccess = () => {
    const cursor = asked.result
    if (cursor !== null && look(cursor.value as T, cursor)) cursor.continue()
  }
}

/** One transaction: whoever else wants a number at this moment, in another window, is given the next one. */
async function give(db: IDBDatabase, { hall, prefix, now, take, id, asked }: Wanted): Promise<Given | null> {
  let found: Given | null = null
  await write(db, ['held', 'given', 'last'], ({ held, given, last }) => {
    const range = IDBKeyRange.bound([hall, prefix], [hall, prefix, []])
    const before = last.get('at')
    before.onsuccess = () =>
      each<Held>(held.openCursor(range), (one, cursor) => {
        if (one.until <= now) return true
        const at = Math.max(now, Number(before.result ?? 0) + 1)
        const record: Omit<Given, 'n'> = { ...one, at, take, state: 'given', id, asked }
        cursor.delete()
        last.put(at, 'at')
        const added = given.add(record)
        added.onsuccess = () => {
          found = { ...record, n: Number(added.result) }
        }
        return false
      })
  })
  return found
}

async function change(db: IDBDatabase, before: Given, after: Partial<Given> | null): Promise<Given | null> {
  let left: Given | null = null
  await write(db, ['given'], ({ given }) => {
    const asked = given.get(before.n)
    asked.onsuccess = () => {
      const now = (asked.result as Given | undefined) ?? null
      left = now
      if (now === null || now.state !== before.state || now.id !== before.id) return
      left = after === null ? null : { ...now, ...after }
      if (left === null) given.delete(before.n)
      else given.put(left)
    }
  })
  return left
}
