// Who works here: signs in and out, and is still known after the page was loaded again, because the cookie says so.
import { useEffect, useState } from 'preact/hooks'
import type { Problem } from '../core/protocol.ts'
import type { SessionView } from '../core/protocol-session.ts'
import { request } from '../ui/request.ts'
import { forgetAll } from './drafts.ts'

const PATH = '/api/v1/session'
const AGAIN_MS = 2_000

export interface Session {
  /** Undefined until the server has said who it is; null when nobody is signed in. */
  account: SessionView | null | undefined
  /** The session ended by itself while somebody worked: their page stays as it is until they are back. */
  ended: boolean
  /** How often somebody signed in here. */
  turn: number
  signIn: (user: string, password: string, code?: string) => Promise<Problem | null>
  signOut: () => void
  /** One's own account changed: asks again who one is. */
  refresh: () => void
  /** A press or the socket was told that nobody is signed in. */
  lose: () => void
}

interface State {
  account: SessionView | null | undefined
  ended: boolean
  turn: number
}

export function useSession(): Session {
  const [state, setState] = useState<State>({ account: undefined, ended: false, turn: 0 })
  const come = (account: SessionView) =>
    setState((now) => {
      if (now.account != null && now.account.user !== account.user) forgetAll()
      return { account, ended: false, turn: now.turn + 1 }
    })
  const refresh = async () => {
    const answer = await request('GET', PATH)
    if (answer.ok) setState((now) => ({ ...now, account: answer.body as SessionView }))
  }
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout>
    const load = async () => {
      const answer = await request('GET', PATH)
      if (answer.ok) come(answer.body as SessionView)
      else if (answer.problem.status === 401) setState((now) => ({ ...now, account: null }))
      else timer = setTimeout(load, AGAIN_MS)
    }
    void load()
    return () => clearTimeout(timer)
  }, [])
  useElsewhere(state.ended, state.account === null, come)
  return {
    ...state,
    signIn: async (user, password, code) => {
      const answer = await request('POST', PATH, { user, password, ...(code === undefined ? {} : { code }) })
      if (!answer.ok) return answer.problem
      come(answer.body as SessionView)
      return null
    },
    signOut: async () => {
      const answer = await request('DELETE', PATH)
      // Without the line the cookie would still be good: nobody is told that they are signed out when they are not.
      if (!answer.ok) return
      forgetAll()
      setState((now) => ({ ...now, account: null, ended: false }))
    },
    refresh: () => void refresh(),
    lose: () => setState((now) => (now.account === null ? now : { ...now, ended: true })),
  }
}

/** Whoever signs in again at their desk is signed in at their small bar too, and the other way round. */
function useElsewhere(ended: boolean, nobody: boolean, come: (account: SessionView) => void): void {
  useEffect(() => {
    if (!ended && !nobody) return
    const look = async () => {
      if (document.visibilityState !== 'visible') return
      const answer = await request('GET', PATH)
      if (answer.ok) come(answer.body as SessionView)
    }
    // A page that nobody has signed in at may stand there all night: it looks when somebody comes to it.
    const timer = ended ? setInterval(look, AGAIN_MS) : undefined
    addEventListener('focus', look)
    return () => {
      clearInterval(timer)
      removeEventListener('focus', look)
    }
  }, [ended, nobody])
}
