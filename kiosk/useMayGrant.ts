// Whether the hall takes this kiosk's word for a priority: only where the kiosk, or a host at it, is known to the hall.
import { useEffect, useState } from 'preact/hooks'
import type { SessionView } from '../core/protocol.ts'
import { request } from '../ui/request.ts'

/** See MAY_GRANT_PRIORITY in core/decide/take.ts, which decides. */
const ROLES: readonly string[] = ['kiosk', 'host', 'manager']

/** Asked once a visit; false until it is known. `asked`: whether there is anything to grant. */
export function useMayGrant(asked: boolean): boolean {
  const [may, setMay] = useState(false)
  useEffect(() => {
    if (!asked) return
    void request('GET', '/api/v1/session').then((answer) => {
      setMay(answer.ok && ROLES.includes((answer.body as SessionView).role))
    })
  }, [asked])
  return may
}
