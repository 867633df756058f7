// Asks the server and keeps what came of it in one line that is read out: a page has one such line.
import { useState } from 'preact/hooks'
import { type Answered, request } from '../../ui/request.ts'
import { useWords } from '../../ui/words.ts'
import type { Session } from '../session.ts'
import { problemWord } from './problem.ts'

export interface Told {
  told: { good: boolean; text: string } | null
  say: (text: string) => void
  /** What the server answered; undefined when it refused, which has been said then. */
  ask: <T>(method: string, path: string, body?: unknown, headers?: Record<string, string>) => Promise<T | undefined>
}

export function useTold(session: Session): Told {
  const speech = useWords()
  const [told, setTold] = useState<Told['told']>(null)
  return {
    told,
    say: (text) => setTold({ good: true, text }),
    ask: async <T>(method: string, path: string, body?: unknown, headers?: Record<string, string>) => {
      const answer: Answered = await request(method, path, body, headers)
      // Empty answers are answers too.
      if (answer.ok) return (answer.body ?? {}) as T
      if (answer.problem.status === 401) session.lose()
      setTold({ good: false, text: problemWord(answer.problem, speech) })
      return undefined
    },
  }
}
