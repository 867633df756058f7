// A session: a stretch of time in which the hall gives a set of services. Most come from opening rules, some are planned by hand.
import type { Opening } from './hall.ts'
import type { StaffId } from './ids.ts'
import type { Instant, LocalDate } from './time.ts'

/** `evening@2026-12-02`: the opening rule and the local day. A session planned by hand has a rule of its own. */
export type SessionId = string

/**
 * planned: opens on demand, not decided yet. confirmed: takes place. called-off: does not.
 * A session without a minimum is confirmed from the start and has no record.
 */
export const SESSION_STATES = ['planned', 'confirmed', 'called-off'] as const
export type SessionState = (typeof SESSION_STATES)[number]

/** What is known of one session beyond its rule: that it was planned by hand, how it was decided, who works in it. */
export interface Session {
  id: SessionId
  date: LocalDate
  state: SessionState
  /** Planned by hand: the rule that it runs by, for this one day. Absent: the rule stands in the hall file. */
  rule?: Opening
  decidedAt: Instant | null
  /** Why it was called off, or confirmed without its minimum. */
  reason?: string
  /** Who works in it, and where. */
  staff: SessionStaff[]
}

export interface SessionStaff {
  staff: StaffId
  /** Counter or team; null: anywhere. */
  place: string | null
  /** Asked to be relieved; `to` is who offers to step in. Approved by a manager. */
  swap?: { to: StaffId | null; reason: string }
}

export function sessionId(opening: string, date: LocalDate): SessionId {
  return `${opening}@${date}`
}

/** The rule's id and the day. */
export function readSession(id: SessionId): { opening: string; date: LocalDate } {
  const at = id.lastIndexOf('@')
  return { opening: id.slice(0, at), date: id.slice(at + 1) }
}
