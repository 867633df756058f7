// Asks for a report and keeps the last one while the next is computed.
import words from 'words:figures,fairness'
import { useEffect, useState } from 'preact/hooks'
import { request } from '../../ui/request.ts'
import { bringWords } from '../../ui/words.ts'

bringWords(words)

export interface Span {
  from: string
  to: string
}

export interface Report<T> {
  report: T | null
  /** Code of the refusal. */
  refused: string | null
  busy: boolean
}

/** `query`: all of the address behind the hall. A 401 ends the session. */
export function useReport<T>(hall: string, query: string, lose: () => void): Report<T> {
  const [state, setState] = useState<Report<T>>({ report: null, refused: null, busy: true })
  useEffect(() => {
    let wanted = true
    setState((now) => ({ ...now, busy: true }))
    void request('GET', reportAddress(hall, query)).then((answer) => {
      if (!wanted) return
      if (answer.ok) setState({ report: answer.body as T, refused: null, busy: false })
      else if (answer.problem.status === 401) lose()
      else setState((now) => ({ ...now, refused: answer.problem.code, busy: false }))
    })
    return () => {
      wanted = false
    }
  }, [hall, query])
  return state
}

export function reportAddress(hall: string, query: string): string {
  return `/api/v1/halls/${encodeURIComponent(hall)}/reports/${query}`
}

const MINUTE_S = 60

/** `7.8`: minutes of seconds; an en dash for what there is none of. */
export function minutesWord(seconds: number | null): string {
  return seconds === null ? '–' : (seconds / MINUTE_S).toFixed(1)
}

export function shareWord(share: number | null): string {
  return share === null ? '–' : `${Math.round(share * 100)} %`
}
