// Sees to it that the kiosk holds numbers while the server answers: that is when they can be had.
import type { OwnAnswer } from '../../core/device.ts'
import type { HallView } from '../../core/protocol.ts'
import { request } from '../../ui/request.ts'
import type { Press } from '../../ui/send.ts'
import type { Sending } from './enter.ts'
import { type Held, heldOf } from './store.ts'

interface Holding extends Sending {
  hall: Pick<HallView, 'id' | 'withoutServer' | 'services'>
  device: string
  /** The hall's day. */
  day: string
}

/** Lets go of what is not ours: of another day, of another device, or leased by a past that a backup has undone. */
export async function letGo({ store, hall, device, day }: Omit<Holding, 'send' | 'newId'>): Promise<void> {
  const answer = await request('GET', `/api/v1/devices/own?hall=${encodeURIComponent(hall.id)}`)
  if (!answer.ok) return
  const { leases, device: own } = answer.body as OwnAnswer
  if (own?.id !== device || leases === undefined) return
  const isLeased = (one: Held) =>
    leases.some(
      ({ day: of, prefix, first, last }) =>
        of === one.day && prefix === one.prefix && first <= one.count && one.count <= last,
    )
  // Should another window have been given some meanwhile, they go too: nobody else is ever given them.
  await store.drop((one) => one.hall !== hall.id || (one.device === device && one.day >= day && isLeased(one)))
}

/** Asks for as many as are missing, once less than half is left. `under`: the id of an earlier try that had no answer. */
export async function refill(
  holding: Holding,
  under: { id?: string; press?: string },
): Promise<'full' | 'had' | 'none'> {
  const { store, send, newId, hall, device, day } = holding
  const series = missing(hall, await store.counts(hall.id, day))
  if (series.length === 0) return 'full'
  const press: Press = { do: 'lease', series }
  // Another question is another press.
  if (under.press !== JSON.stringify(press)) Object.assign(under, { id: newId(), press: JSON.stringify(press) })
  const sent = await send(hall.id, press, under.id ?? '')
  const answered = sent.ok || (sent.problem.status >= 400 && sent.problem.status < 500)
  if (answered) delete under.press
  if (!sent.ok || sent.answer.lease === undefined) return 'none'
  await store.keep(heldOf(hall.id, device, sent.answer.lease))
  return 'had'
}

/** Of each letter that this kiosk may give by itself. */
export function missing(
  { withoutServer: size = 0, services }: Pick<HallView, 'withoutServer' | 'services'>,
  held: ReadonlyMap<string, number>,
): { prefix: string; count: number }[] {
  const prefixes = new Set(services.filter((one) => one.alone).map((one) => one.prefix))
  return [...prefixes].flatMap((prefix) => {
    const has = held.get(prefix) ?? 0
    return has * 2 < size ? [{ prefix, count: size - has }] : []
  })
}
