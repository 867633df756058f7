// Reads the log of each hall with a cursor of its own, and queues what people are to be told of it: each message once.
import type { HallEvent } from '../../core/events.ts'
import { CHANNELS } from '../../core/message-texts.ts'
import { messagesOf, nearlyNext } from '../../core/messages.ts'
import { inTransaction, type Pool } from '../db.ts'
import type { OpenHall } from '../halls.ts'
import { eventsAfter } from '../store/events.ts'
import { lockCursor, moveCursor, type Queued, queueInvitations, queueMessages } from '../store/messages.ts'
import type { Senders } from './senders.ts'

export interface FollowTools {
  pool: Pool
  senders: Senders
}

/** Of the events of one hall, in one transaction. */
const PAGE = 500

/**
 * Messages and cursor in one transaction: an event is neither forgotten nor told twice, whichever process falls, and two
 * processes on one database take turns. Events that nobody may be told of, because no way out is set up, are passed over.
 * How far it came; undefined: another process is at it.
 */
export async function readOn({ pool, senders }: FollowTools, hall: OpenHall): Promise<number | undefined> {
  const channels = CHANNELS.filter((one) => senders[one] !== null)
  let reached: number | undefined
  for (let more = true; more; )
    more = await inTransaction(pool, async (client) => {
      const { board } = hall
      const seq = await lockCursor(client, hall.id, board.seq)
      reached = seq
      if (seq === undefined || seq >= board.seq) return false
      const events = await eventsAfter(client, hall.id, seq, PAGE)
      const last = events.at(-1)
      if (last === undefined) return false
      const queued = events.flatMap((event): Queued[] =>
        messagesOf(event, board).map((message) => ({ seq: event.seq, ...message })),
      )
      queued.push(...nearlyNext(events, board, board.at).map((message) => ({ seq: last.seq, ...message })))
      if (queued.length > 0 && channels.length > 0) await queueMessages(client, hall.id, queued, channels)
      for (const { seq: at, campaign, batch } of channels.includes('sms') ? events.flatMap(invitedBy) : [])
        await queueInvitations(client, hall.id, at, campaign, batch)
      await moveCursor(client, hall.id, last.seq)
      reached = last.seq
      return events.length === PAGE
    })
  return reached
}

function invitedBy({ type, seq, change }: HallEvent): { seq: number; campaign: string; batch: number }[] {
  const batch = change?.after?.batch
  return type === 'campaign-changed' && typeof batch === 'number' ? [{ seq, campaign: change?.id ?? '', batch }] : []
}
