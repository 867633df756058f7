// What the parts of the page of personal data share: how they tell what happened, and what a forgetting comes to.
import type { Problem } from '../core/protocol.ts'
import type { Speech } from '../ui/words.ts'

export interface Tell {
  good: (text: string) => void
  refuse: (problem: Problem) => void
}

export interface Forgotten {
  tickets: number
  contacts: number
  notes: number
}

export function forgottenWord(t: Speech['t'], { tickets, notes }: Forgotten): string {
  return tickets === 0 ? t('personal.nothing') : t('personal.forgotten', { tickets, notes })
}
