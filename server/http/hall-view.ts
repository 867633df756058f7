// A hall as people read it: services with what to bring, whether they are open, how many wait and how long it takes.
import { type AfterHours, afterHoursOf } from '../../core/after-hours.ts'
import type { Board } from '../../core/board.ts'
import { bookingRules } from '../../core/booking-policy.ts'
import { RETURN_WITHIN_MINUTES } from '../../core/decide/move.ts'
import { UNDO_SECONDS } from '../../core/decide/undo.ts'
import { expectedWait, rangeOf } from '../../core/estimate.ts'
import type { HallFile, Opening, Policy, Service, Texts } from '../../core/hall.ts'
import { leaseSize, mayGiveAlone } from '../../core/lease.ts'
import { HELP_OUT_AFTER_MINUTES } from '../../core/order.ts'
import type { HallView, ServiceView } from '../../core/protocol.ts'
import type { BookingView } from '../../core/protocol-bookings.ts'
import { type Instant, iso, localDate, SECOND } from '../../core/time.ts'
import type { OpenTimes } from '../calendars.ts'
import { speak } from '../words.ts'
import { lookView } from './look.ts'

/** Answers for a hall that has not moved on, within the same second: a thousand phones ask for the same thing. */
const answers = new WeakMap<Board, { seq: number; second: number; view: HallView }>()

export function hallView(board: Board, times: OpenTimes, at: Instant): HallView {
  const second = Math.floor(at / SECOND)
  const known = answers.get(board)
  if (known?.seq === board.seq && known.second === second) return known.view
  const view = makeView(board, times, at)
  answers.set(board, { seq: board.seq, second, view })
  return view
}

function makeView(board: Board, times: OpenTimes, at: Instant): HallView {
  const { file } = board
  return {
    id: board.hall,
    name: file.name,
    ...(file.note === undefined ? {} : { note: file.note }),
    ...(file.look === undefined ? {} : { look: lookView(board.hall, file.look) }),
    timeZone: file.timeZone,
    languages: file.languages,
    seq: board.seq,
    fileSeq: board.fileSeq,
    now: iso(at, file.timeZone),
    devices: file.policy.devices,
    ...(leaseSize(file.policy) === 0 ? {} : { withoutServer: leaseSize(file.policy) }),
    remoteTakes: file.policy.devices === 'open' || (file.policy.remoteTakes ?? true),
    departments: file.departments,
    services: file.services.map((service) => serviceView(board, service, times, at)),
    counters: file.counters,
    priorities: file.policy.priorities,
    helpOutAfterMinutes: file.policy.helpOutAfterMinutes ?? HELP_OUT_AFTER_MINUTES,
    undoSeconds: file.policy.undoSeconds ?? UNDO_SECONDS,
    returnWithinMinutes: file.policy.returnWithinMinutes ?? RETURN_WITHIN_MINUTES,
    booking: bookingView(file.policy),
    ...(file.screens === undefined ? {} : { screens: file.screens }),
    // Files of versions before this one say other things, which mean never.
    publicNames: file.policy.publicNames === 'masked' ? 'masked' : 'never',
    afterHours: afterHoursOf(times.plan(board, localDate(at, file.timeZone)), at).map((one) => sessionView(one, file)),
  }
}

function sessionView({ session, opening, state, from, until, services }: AfterHours, file: HallFile) {
  return {
    id: session,
    name: opening.name ?? kindName(opening, file.languages),
    start: iso(from, file.timeZone),
    end: iso(until, file.timeZone),
    state,
    walkIn: opening.walkIn,
    services: services === '*' ? services : [...services],
  }
}

/** A session that the hall gave no name is called by what it is. */
function kindName({ kind }: Opening, languages: readonly string[]): Texts {
  return Object.fromEntries(languages.map((language) => [language, speak(language)(`appt.kind_${kind}`)]))
}

function bookingView({ appointments, lateGraceMinutes }: Policy): BookingView {
  const { needs, confirm, holdMinutes, undoMinutes, quarantineMinutes, checkInMinutes, bans } =
    bookingRules(appointments)
  const { misses, cancellations, withinDays, banDays } = bans
  return {
    needs: [...needs],
    confirm,
    holdMinutes,
    undoMinutes,
    quarantineMinutes,
    checkInMinutes,
    lateGraceMinutes,
    bans: { misses, cancellations, withinDays, banDays },
  }
}

function serviceView(board: Board, service: Service, times: OpenTimes, at: Instant): ServiceView {
  const zone = board.file.timeZone
  const time = (instant: Instant | null) => (instant === null ? null : iso(instant, zone))
  const { open, closesAt, nextOpening } = times.walkIn(board, service.id, at)
  const closedSince = times.closedSince(board, service.id, at)
  const waiting = board.lines.get(service.id)?.length ?? 0
  const expected = open ? expectedWait(board, service.id, waiting, at) : null
  const { id, department, prefix, name, description, minutes, walkIn, appointment, materials, onePerPerson, guidance } =
    service
  return {
    id,
    department,
    prefix,
    name,
    ...(description === undefined ? {} : { description }),
    minutes,
    walkIn,
    appointment,
    materials,
    ...(onePerPerson === undefined ? {} : { onePerPerson }),
    ...(guidance === undefined ? {} : { guidance }),
    ...(leaseSize(board.file.policy) > 0 && mayGiveAlone(service) ? { alone: true } : {}),
    open,
    closesAt: time(closesAt),
    ...(closedSince === null ? {} : { closedSince: iso(closedSince, zone) }),
    nextOpening: time(nextOpening),
    waiting,
    estimate: expected === null ? null : rangeOf(board.pace, id, expected),
  }
}
