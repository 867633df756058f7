// Slows down those who guess passwords: the more wrong ones, the longer the wait, by account and by address.
import type { StaffId } from '../core/ids.ts'

/** Of the wrong passwords that an address has free, so many may be for one account. */
const SHARE_OF_ACCOUNT = 0.4
/** The first wait; each further wrong one doubles it. */
const WAIT_FIRST_MS = 1_000
/** Strangers cannot keep somebody out for longer than this. */
const WAIT_MOST_MS = 15 * 60_000
/** After so long without a wrong password all is forgotten. */
const FORGOTTEN_AFTER_MS = 30 * 60_000
/** Accounts and addresses that are remembered; the longest untouched goes first. */
const REMEMBERED_MOST = 20_000

interface Tries {
  wrong: number
  at: number
  until: number
}

export interface Throttle {
  /** Seconds to wait, or 0: then the try counts as wrong until it is said to be right. */
  begin(user: StaffId, address: string): number
  /** From this address the account was signed in before. */
  knows(user: StaffId, address: string): boolean
  /** The password was right: from now on this address is known, and strangers' guesses do not keep it out. */
  right(user: StaffId, address: string): void
  /** The password was right, and something else is missing: not counted against anybody. */
  undecided(user: StaffId, address: string): void
}

/** `freeOfAddress`: wrong passwords from one address before it has to wait; a hall may have a single address. */
export function openThrottle(freeOfAddress: number, now: () => number = () => performance.now()): Throttle {
  const freeOfAccount = Math.ceil(freeOfAddress * SHARE_OF_ACCOUNT)
  const tries = new Map<string, Tries>()
  const known = new Set<string>()

  const keysOf = (user: StaffId, address: string): [key: string, free: number][] => {
    const pair = `pair\0${user}\0${address}`
    if (known.has(pair)) return [[pair, freeOfAccount]]
    return [
      [`user\0${user}`, freeOfAccount],
      [`from\0${address}`, freeOfAddress],
    ]
  }
  const of = (key: string): Tries => {
    const one = tries.get(key)
    return one === undefined || now() - one.at > FORGOTTEN_AFTER_MS ? { wrong: 0, at: 0, until: 0 } : one
  }
  const remember = (key: string, one: Tries) => {
    tries.delete(key)
    tries.set(key, one)
    dropEldest(tries)
  }
  const takeBack = (keys: [string, number][]) => {
    for (const [key, free] of keys) {
      const wrong = Math.max(0, of(key).wrong - 1)
      remember(key, { wrong, at: now(), until: wrong < free ? 0 : of(key).until })
    }
  }

  return {
    begin: (user, address) => {
      const keys = keysOf(user, address)
      const wait = Math.max(...keys.map(([key]) => of(key).until)) - now()
      if (wait > 0) return Math.ceil(wait / 1_000)
      // Counted before it is looked at: many at the same moment are as many guesses.
      for (const [key, free] of keys) {
        const wrong = of(key).wrong + 1
        const until = wrong < free ? 0 : now() + Math.min(WAIT_FIRST_MS * 2 ** (wrong - free), WAIT_MOST_MS)
        remember(key, { wrong, at: now(), until })
      }
      return 0
    },
    knows: (user, address) => known.has(`pair\0${user}\0${address}`),
    right: (user, address) => {
      const keys = keysOf(user, address)
      takeBack(keys.filter(([key]) => key.startsWith('from\0')))
      for (const [key] of keys) if (!key.startsWith('from\0')) tries.delete(key)
      known.add(`pair\0${user}\0${address}`)
      dropEldest(known)
    },
    undecided: (user, address) => takeBack(keysOf(user, address)),
  }
}

function dropEldest(kept: Map<string, unknown> | Set<string>): void {
  for (const key of kept.keys()) {
    if (kept.size <= REMEMBERED_MOST) return
    kept.delete(key)
  }
}
