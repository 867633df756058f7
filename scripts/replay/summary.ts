// What a replay came to, in lines for people.
import type { Played } from './play.ts'

/** One line a day. */
export function dayLine({ hall, ...played }: Played): string {
  const { taken, called, closed, cancelled, violations, behind, screens, commands, seconds } = played
  return [
    `${hall}: ${taken} taken, ${called} called, ${closed} closed, ${cancelled} cancelled`,
    `${violations} order violations`,
    `${behind} of ${screens} screens fell behind`,
    `press to screen ${milliseconds(played.delays)}`,
    `${commands} commands in ${seconds.toFixed(1)} s, ${Math.round(commands / Math.max(seconds, 0.001))} a second`,
  ].join(' · ')
}

/** All days in one. */
export function totalOf(days: readonly Played[]): Played {
  const sum = (pick: (day: Played) => number) => days.reduce((all, day) => all + pick(day), 0)
  return {
    hall: `${days.length} days`,
    taken: sum((day) => day.taken),
    called: sum((day) => day.called),
    closed: sum((day) => day.closed),
    cancelled: sum((day) => day.cancelled),
    violations: sum((day) => day.violations),
    screens: sum((day) => day.screens),
    behind: sum((day) => day.behind),
    delays: days.flatMap((day) => day.delays).sort((a, b) => a - b),
    commands: sum((day) => day.commands),
    seconds: sum((day) => day.seconds),
  }
}

/** The hall kept its word: first come first called, and every screen showed it. */
export function isClean({ violations, behind }: Played): boolean {
  return violations === 0 && behind === 0
}

function milliseconds(delays: readonly number[]): string {
  if (delays.length === 0) return 'not seen'
  const at = (share: number) => Math.round(delays[Math.ceil(share * delays.length) - 1] ?? 0)
  return `p50 ${at(0.5)} ms, p99 ${at(0.99)} ms, max ${at(1)} ms`
}
