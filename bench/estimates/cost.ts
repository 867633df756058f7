// What one estimate costs in a large hall that has learned all that it can keep, in microseconds, median of many.
import { readFileSync } from 'node:fs'
import { type Board, emptyBoard } from '../../core/board.ts'
import { decide } from '../../core/decide.ts'
import { expectedWait, rangeOf } from '../../core/estimate.ts'
import type { HallFile } from '../../core/hall.ts'
import { record } from '../../core/record.ts'
import { HOUR, MINUTE } from '../../core/time.ts'
import { alwaysOpen } from '../../core/world.ts'
import { SAMPLE_HALL } from '../../server/config.ts'

const COUNTERS = 60
const LEARNED_FROM = 6_000
const WAITING = [200, 10_000]
const ROUNDS = 300

/** One line for each length of the line. */
export function costs(): string[] {
  const { board, at } = learnedHall()
  return WAITING.map((waiting) => {
    fill(board, at, waiting)
    const services = board.file.services.map(({ id }) => id)
    const times = Array.from({ length: ROUNDS }, (_, i) => {
      const service = services[i % services.length] ?? ''
      const ahead = board.lines.get(service)?.length ?? 0
      const before = performance.now()
      const expected = expectedWait(board, service, ahead, at)
      if (expected !== null) rangeOf(board.pace, service, expected)
      return (performance.now() - before) * 1_000
    }).sort((a, b) => a - b)
    const [median, high] = [0.5, 0.9].map((share) => Math.round(times[Math.floor(share * ROUNDS)] ?? 0))
    return `one estimate, ${COUNTERS} counters, ${waiting} waiting: ${median} µs (median), ${high} µs (p90)`
  })
}

/** The sample hall with more counters, after a few days of calls, and every counter with somebody at it. */
function learnedHall(): { board: Board; at: number } {
  const sample = JSON.parse(readFileSync(SAMPLE_HALL, 'utf8')) as HallFile
  const counters = Array.from({ length: COUNTERS }, (_, i) => {
    const like = sample.counters[i % sample.counters.length]
    if (like === undefined) throw new Error('the sample hall has no counters')
    return { ...like, id: `bench-${i}` }
  })
  const file: HallFile = { ...sample, counters }
  const board = emptyBoard(file)
  let at = 8 * HOUR
  record(board, [{ type: 'configured', file }], { at, by: { role: 'manager', staff: null }, command: 'bench' })
  for (const { id } of counters) press(board, at, { id: 'bench', do: 'open', counter: id })
  for (let i = 0; i < LEARNED_FROM; i++) {
    at += MINUTE / 4
    const service = file.services[i % file.services.length]?.id ?? ''
    press(board, at, { id: 'bench', do: 'take', service })
    const counter = counters[(i * 7) % COUNTERS]?.id ?? ''
    const there = board.counters.get(counter)?.ticket
    if (there) press(board, at, { id: 'bench', do: 'finish', ticket: there })
    const called = press(board, at, { id: 'bench', do: 'call-next', counter })
    if (called !== undefined) press(board, at, { id: 'bench', do: 'serve', ticket: called })
  }
  return { board, at }
}

function fill(board: Board, at: number, waiting: number): void {
  const now = () => [...board.lines.values()].reduce((sum, line) => sum + line.length, 0)
  const services = board.file.services
  for (let i = 0; now() < waiting; i++)
    press(board, at, { id: 'bench', do: 'take', service: services[i % services.length]?.id ?? '' })
}

function press(board: Board, at: number, command: Parameters<typeof decide>[1]): string | undefined {
  const done = decide(board, command, { role: 'manager', staff: null }, alwaysOpen(board, at))
  if ('refused' in done) return undefined
  const events = record(board, done.facts, { at, by: { role: 'manager', staff: null }, command: 'bench' })
  return events.at(-1)?.ticket?.id
}
