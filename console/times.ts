// Stretches of time in words, and the minute-and-second reading of something that is going on.
import type { Speech } from '../ui/words.ts'

const MINUTE_S = 60
const HOUR_S = 3_600

/** `45 秒`, `12 分钟`, `1 小时 5 分`. */
export function stretchWord(ms: number, { t }: Pick<Speech, 't'>): string {
  const seconds = Math.max(0, Math.floor(ms / 1_000))
  if (seconds < MINUTE_S) return t('console.seconds', { count: seconds })
  if (seconds < HOUR_S) return t('console.minutes', { count: Math.floor(seconds / MINUTE_S) })
  return t('console.hours', {
    hours: Math.floor(seconds / HOUR_S),
    minutes: Math.floor((seconds % HOUR_S) / MINUTE_S),
  })
}

/** `1:05`: minutes and seconds. */
export function stopwatch(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1_000))
  return `${Math.floor(seconds / MINUTE_S)}:${String(seconds % MINUTE_S).padStart(2, '0')}`
}
