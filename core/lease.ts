// Numbers that a kiosk holds ready, to give them while no server answers: the setting, the blocks, and whose each number is.
import Type, { type Static } from 'typebox'
import { ticketNumber } from './ids.ts'
import { readNumber } from './numbers.ts'
import type { Instant, LocalDate } from './time.ts'

const exact = { additionalProperties: false }
const LEASED_MOST = 200
/** Where leased numbers begin: what the hall gives by itself seldom comes so far in a day, and passes over them if it does. */
export const LEASED_FROM = 801
/** A kiosk whose browser was set up anew has lost what it held, and gets other numbers; but not for ever. Blocks. */
const LOST_MOST = 5

export const WithoutServer = Type.Object(
  {
    /** How many a kiosk holds of each letter. Default 0: none. */
    numbers: Type.Optional(Type.Integer({ minimum: 0, maximum: LEASED_MOST })),
    /** Its first number. Default 801. */
    from: Type.Optional(Type.Integer({ minimum: 101, maximum: 9_001 })),
  },
  exact,
)
export type WithoutServer = Static<typeof WithoutServer>

/** How many numbers of each letter a kiosk holds ready; 0: none. */
export function leaseSize({ withoutServer }: { withoutServer?: WithoutServer }): number {
  return withoutServer?.numbers ?? 0
}

/** Numbers `first` to `last` of one series, for one device and day. */
export interface Block {
  device: string
  prefix: string
  first: number
  last: number
  at: Instant
  /** Those that stand in the queue by now. */
  entered: number[]
}

/** What an event says was leased. */
export interface Leased {
  device: string
  day: LocalDate
  blocks: Pick<Block, 'prefix' | 'first' | 'last'>[]
}

interface Series {
  leases: readonly Block[]
}

/** The block that holds this number of today, whosever it is. */
export function blockWith({ leases }: Series, prefix: string, count: number): Block | undefined {
  return leases.find((one) => one.prefix === prefix && one.first <= count && count <= one.last)
}

/** How many more of this series a device may hold; what it lost counts as held. */
export function mayHold({ leases }: Series, device: string, prefix: string, size: number): number {
  const held = leases
    .filter((one) => one.device === device && one.prefix === prefix)
    .reduce((sum, { first, last, entered }) => sum + last - first + 1 - entered.length, 0)
  return size * LOST_MOST - held
}

interface NumbersGiven extends Series {
  /** Last number given by the hall itself, by prefix. */
  numbers: ReadonlyMap<string, number>
  /** Of earlier days, and still waiting. */
  carried: ReadonlySet<string>
}

/** The first of `count` numbers in a row that nobody has and nobody was promised. */
export function firstFree(
  { leases, numbers, carried }: NumbersGiven,
  prefix: string,
  count: number,
  { from = LEASED_FROM }: WithoutServer = {},
): number {
  const ends = leases.filter((one) => one.prefix === prefix).map(({ last }) => last)
  let first = Math.max(from, (numbers.get(prefix) ?? 0) + 1, ...ends.map((last) => last + 1))
  for (let n = first; n < first + count; n++) if (carried.has(ticketNumber(prefix, n))) first = n + 1
  return first
}

/** After an event: what was leased, and which of it now stands in the queue. */
export function afterLeases(
  leases: Block[],
  { lease, ticket, at }: { lease?: Leased; ticket?: { number: string; enteredAt?: Instant }; at: Instant },
): Block[] {
  if (lease !== undefined) {
    const { device } = lease
    return [...leases, ...lease.blocks.map((one) => ({ ...one, device, at, entered: [] }))]
  }
  if (ticket?.enteredAt === undefined) return leases
  const { prefix, count } = readNumber(ticket.number)
  const block = blockWith({ leases }, prefix, count)
  if (block === undefined || block.entered.includes(count)) return leases
  return leases.map((one) => (one === block ? { ...one, entered: [...one.entered, count] } : one))
}

/**
 * Whether a kiosk may give numbers of it by itself. Where a person has one number, or there are so many a day, nobody
 * knows without the server whether there is one more.
 */
export function mayGiveAlone(of: {
  walkIn: boolean
  onePerPerson?: boolean
  dailyLimit: number | null
  bands: readonly unknown[]
}): boolean {
  return of.walkIn && of.onePerPerson !== true && of.dailyLimit === null && of.bands.length === 0
}
