// Who works here: signs in and out, and is still known after the page was loaded again, because the cookie says so.
import { useEffect, useState } from 'preact/hooks'
import type { Problem } from '../core/protocol.ts'
import type { SessionView } from '../core/protocol-session.ts'
import { request } from '../ui/request.ts'

const PATH = '/api/v1/session'
const AGAIN_MS = 2_000

export interface Session {
  /** Undefined until the server has said who it is; null when nobody is signed in. */
  account: SessionView | null | undefined
  /** The session ended by itself while somebody worked. */
  ended: boolean
  signIn: (user: string, password: string, code?: string) => Promise<Problem | null>
  signOut: () => void
  /** One's own account changed: asks again who one is. */
  refresh: () => void
  /** A press or the socket was told that nobody is signed in. */
  lose: () => void
}

export function useSession(): Session {
  const [account, setAccount] = useState<SessionView | null | undefined>(undefined)
  const [ended, setEnded] = useState(false)
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout>
    const load = async () => {
      const answer = await request('GET', PATH)
      if (answer.ok) setAccount(answer.body as SessionView)
      else if (answer.problem.status === 401) setAccount(null)
      else timer = setTimeout(load, AGAIN_MS)
    }
    void load()
    return () => clearTimeout(timer)
  }, [])
  return {
    account,
    ended,
    signIn: async (user, password, code) => {
      const answer = await request('POST', PATH, { user, password, ...(code === undefined ? {} : { code }) })
      if (!answer.ok) return answer.problem
      setEnded(false)
      setAccount(answer.body as SessionView)
      return null
    },
    signOut: async () => {
      const answer = await request('DELETE', PATH)
      // Without the line the cookie would still be good: nobody is told that they are signed out when they are not.
      if (answer.ok) setAccount(null)
    },
    refresh: async () => {
      const answer = await request('GET', PATH)
      if (answer.ok) setAccount(answer.body as SessionView)
    },
    lose: () => {
      setEnded(true)
      setAccount(null)
    },
  }
}
