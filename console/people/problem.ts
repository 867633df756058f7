// Why something about an account, a password or a code was refused, in a sentence.
import type { Problem } from '../../core/protocol.ts'
import { refusalWord, type Speech } from '../../ui/words.ts'

const MINUTE_S = 60

export function problemWord(problem: Problem, { t, language }: Pick<Speech, 't' | 'language'>): string {
  const seconds = problem.retryAfterSeconds
  if (problem.code === 'too_many' && seconds !== undefined)
    return seconds < MINUTE_S
      ? t('staff.wait-seconds', { count: seconds })
      : t('staff.wait-minutes', { count: Math.ceil(seconds / MINUTE_S) })
  if (problem.code === 'malformed') return t('staff.malformed', { field: problem.field ?? '' })
  return refusalWord(language, problem.code)
}
