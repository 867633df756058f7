// Who works in a session: set by a manager; clerks ask to be relieved and offer to step in, a manager approves.
import type { Command } from '../../command.ts'
import type { Decision, Scene } from '../../decision.ts'
import type { Fact } from '../../events.ts'
import type { Session, SessionStaff } from '../../session.ts'
import { sessionFor } from './session.ts'

export function staffSession(scene: Scene, command: Command & { do: 'staff-session' }): Decision {
  const found = sessionFor(scene, command.session)
  if ('refused' in found) return found
  const { counters, teams = [] } = scene.board.file
  const seen = new Set<string>()
  for (const { staff, place } of command.staff) {
    if (seen.has(staff)) return { refused: 'clerk_elsewhere', field: 'staff', detail: staff }
    seen.add(staff)
    if (place !== null && ![...counters, ...teams].some(({ id }) => id === place))
      return { refused: 'no_such_counter', field: 'staff', detail: place }
  }
  // Who asked to be relieved and is still on the list still asks.
  const asked = new Map(found.session.staff.map((one) => [one.staff, one.swap]))
  const staff = command.staff.map((one): SessionStaff => {
    const swap = asked.get(one.staff)
    return swap === undefined ? one : { ...one, swap }
  })
  return { facts: [staffed(found.session, staff)] }
}

export function swap(scene: Scene, command: Command & { do: 'ask-swap' | 'offer-swap' | 'approve-swap' }): Decision {
  const found = sessionFor(scene, command.session)
  if ('refused' in found) return found
  const { session } = found
  const me = scene.actor.staff
  if (me === null) return { refused: 'forbidden' }
  const who = command.do === 'ask-swap' ? me : command.staff
  const entry = session.staff.find(({ staff }) => staff === who)
  if (entry === undefined) return { refused: 'not_allowed_now', field: 'staff', detail: who }
  const put = (after: SessionStaff) =>
    staffed(
      session,
      session.staff.map((one) => (one === entry ? after : one)),
    )
  if (command.do === 'ask-swap') return { facts: [put({ ...entry, swap: { to: null, reason: command.reason } })] }
  if (entry.swap === undefined) return { refused: 'not_allowed_now', field: 'staff', detail: who }
  if (command.do === 'offer-swap') {
    if (session.staff.some(({ staff }) => staff === me))
      return { refused: 'clerk_elsewhere', field: 'staff', detail: me }
    return { facts: [put({ ...entry, swap: { ...entry.swap, to: me } })] }
  }
  const { swap: asked, ...rest } = entry
  if (!command.accept) return { facts: [put(rest)] }
  if (asked.to === null) return { refused: 'not_allowed_now', field: 'staff', detail: who }
  return { facts: [put({ ...rest, staff: asked.to })] }
}

function staffed(session: Session, staff: SessionStaff[]): Fact {
  return { type: 'session-staffed', session: { ...session, staff } }
}
