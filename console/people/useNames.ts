// Who is who: the names of the hall's people by their user names, for the console alone.
import { useEffect, useState } from 'preact/hooks'
import { isOwn, ownOf } from '../../core/ids.ts'
import { request } from '../../ui/request.ts'

/** `known` are the user names on the board: one that has no name yet is somebody new. */
export function useNames(hall: string | null, known: readonly string[], may: boolean): (user: string) => string {
  const [names, setNames] = useState<Record<string, string>>({})
  const unknown = known.filter((user) => !isOwn(names, user)).join(' ')
  useEffect(() => {
    let gone = false
    const load = async () => {
      if (hall === null) return
      const answer = await request('GET', `/api/v1/halls/${encodeURIComponent(hall)}/staff/names`)
      if (answer.ok && !gone) setNames((answer.body as { names: Record<string, string> }).names)
    }
    if (may) void load()
    return () => {
      gone = true
    }
  }, [hall, may, unknown])
  // An account that was removed is shown by its user name.
  return (user) => ownOf(names, user) ?? user
}
