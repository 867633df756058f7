// What the hall's ranges are compared with: the sum on the back of an envelope, and the waits of the last hour.
import type { Board } from '../../core/board.ts'
import type { HallFile } from '../../core/hall.ts'
import type { ServiceId } from '../../core/ids.ts'
import { HOUR, type Instant } from '../../core/time.ts'

/** Whole minutes, as they would be told. */
export interface Range {
  from: number
  to: number
}

export interface Baselines {
  taken(board: Board, service: ServiceId, ahead: number, at: Instant): { constant: Range; 'last-hour': Range }
  called(service: ServiceId, at: Instant, wait: number): void
}

const OFF_BY = 0.25
const LOW = 0.1
const HIGH = 0.9
/** When nobody of the service was called within the hour. */
const NOBODY: Range = { from: 0, to: 10 }

export function openBaselines(file: HallFile): Baselines {
  const minutes = new Map(file.services.map((one) => [one.id, one.minutes]))
  const waits = new Map<ServiceId, { at: Instant; wait: number }[]>()
  return {
    taken: (board, service, ahead, at) => {
      const middle = ((minutes.get(service) ?? 0) * ahead) / Math.max(1, openFor(board, service))
      const hour = (waits.get(service) ?? []).filter((one) => one.at > at - HOUR).map(({ wait }) => wait)
      return { constant: whole(middle * (1 - OFF_BY), middle * (1 + OFF_BY)), 'last-hour': ofLastHour(hour) }
    },
    called: (service, at, wait) => {
      const latest = (waits.get(service) ?? []).filter((one) => one.at > at - HOUR)
      waits.set(service, [...latest, { at, wait }])
    },
  }
}

function ofLastHour(waits: number[]): Range {
  if (waits.length === 0) return NOBODY
  waits.sort((a, b) => a - b)
  return whole(quantile(waits, LOW), quantile(waits, HIGH))
}

function openFor(board: Board, service: ServiceId): number {
  let open = 0
  for (const { id, state } of board.counters.values())
    if (state === 'open' && board.serving.get(id)?.serves.some((one) => one.service === service)) open++
  return open
}

function whole(low: number, high: number): Range {
  const from = Math.max(0, Math.floor(low))
  return { from, to: Math.max(from + 1, Math.ceil(high)) }
}

export function quantile(sorted: readonly number[], share: number): number {
  const position = (sorted.length - 1) * share
  const low = sorted[Math.floor(position)] ?? 0
  const high = sorted[Math.ceil(position)] ?? low
  return low + (high - low) * (position - Math.floor(position))
}
