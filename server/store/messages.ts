// Messages to be sent, and how far the log was looked through for them. Nothing personal stands here.
import type { HallId } from '../../core/ids.ts'
import type { Channel, MessageKind } from '../../core/message-texts.ts'
import type { Message } from '../../core/messages.ts'
import type { Instant } from '../../core/time.ts'
import type { Db } from '../db.ts'

/** Locked for this transaction; undefined when another process has it. A hall that has none begins now, not at its first day. */
export async function lockCursor(db: Db, hall: HallId, begin: number): Promise<number | undefined> {
  const locked = async () => {
    const text = 'SELECT seq FROM message_cursors WHERE hall = $1 FOR UPDATE SKIP LOCKED'
    return (await db.query<{ seq: number }>(text, [hall])).rows[0]?.seq
  }
  const seq = await locked()
  if (seq !== undefined) return seq
  await db.query('INSERT INTO message_cursors (hall, seq) VALUES ($1, $2) ON CONFLICT DO NOTHING', [hall, begin])
  return locked()
}

export async function moveCursor(db: Db, hall: HallId, seq: number): Promise<void> {
  await db.query('UPDATE message_cursors SET seq = $2 WHERE hall = $1', [hall, seq])
}

export interface Queued extends Message {
  seq: number
}

/** One for each channel for which the person left an address; who left none is not told. */
export async function queueMessages(
  db: Db,
  hall: HallId,
  queued: readonly Queued[],
  channels: readonly Channel[],
): Promise<void> {
  await db.query(
    `INSERT INTO messages (hall, seq, contact, about, kind, channel)
     SELECT $1, m.seq, m.contact, m.about, m.kind, c.channel
     FROM json_to_recordset($2::json) AS m (seq bigint, contact text, about text, kind text)
     CROSS JOIN unnest($3::text[]) AS c (channel)
     LEFT JOIN bookers AS b ON b.hall = $1 AND b.about = m.contact
     LEFT JOIN people_data AS p ON p.hall = $1 AND p.ticket = m.contact
     LEFT JOIN staff AS s ON m.contact = 'staff:' || s.name_of_user AND s.active AND (s.hall IS NULL OR s.hall = $1)
     WHERE CASE c.channel WHEN 'mail' THEN b.mail IS NOT NULL OR s.mail IS NOT NULL ELSE coalesce(b.phone, p.phone) IS NOT NULL END
     ON CONFLICT DO NOTHING`,
    [hall, JSON.stringify(queued), channels],
  )
}

/** Everybody of a campaign's batch who is on the list with a phone number. */
export async function queueInvitations(
  db: Db,
  hall: HallId,
  seq: number,
  campaign: string,
  batch: number,
): Promise<void> {
  await db.query(
    `INSERT INTO messages (hall, seq, contact, about, kind, channel)
     SELECT hall, $2, campaign || '-' || number, campaign, 'invited', 'sms' FROM invitations
     WHERE hall = $1 AND campaign = $3 AND batch = $4 AND phone IS NOT NULL
     ON CONFLICT DO NOTHING`,
    [hall, seq, campaign, batch],
  )
}

export interface Due extends Queued {
  hall: HallId
  kind: MessageKind
  channel: Channel
  /** This try included. */
  attempts: number
}

/**
 * Takes what is due, for `leaseS` seconds: other processes leave it alone meanwhile, and if this one dies somebody tries
 * again afterwards. The longest due first.
 */
export async function claimDue(db: Db, most: number, leaseS: number): Promise<Due[]> {
  const { rows } = await db.query<Due>(
    `UPDATE messages SET attempts = attempts + 1, next_at = now() + make_interval(secs => $2)
     WHERE (hall, seq, contact, channel) IN (
       SELECT hall, seq, contact, channel FROM messages WHERE state = 'queued' AND next_at <= now()
       ORDER BY next_at, seq LIMIT $1 FOR UPDATE SKIP LOCKED)
     RETURNING hall, seq, contact, about, kind, channel, attempts`,
    [most, leaseS],
  )
  return rows
}

export interface Tried {
  state: 'queued' | 'sent' | 'failed' | 'dropped'
  /** Seconds until the next try. */
  againS: number
  error: string | null
}

/** Only while it is still queued: what another process has meanwhile sent stays sent. */
export async function saveTried(db: Db, { hall, seq, contact, channel }: Due, tried: Tried): Promise<void> {
  await db.query(
    `UPDATE messages SET state = $5, next_at = now() + make_interval(secs => $6), error = $7,
       sent_at = CASE WHEN $5 = 'sent' THEN now() END
     WHERE hall = $1 AND seq = $2 AND contact = $3 AND channel = $4 AND state = 'queued'`,
    [hall, seq, contact, channel, tried.state, tried.againS, tried.error],
  )
}

export interface Listed extends Due {
  state: Tried['state']
  error: string | null
  nextAt: Instant
  sentAt: Instant | null
}

/** Those in trouble first, then the latest. */
export async function listMessages(db: Db, hall: HallId, most: number): Promise<Listed[]> {
  const { rows } = await db.query<Listed>(
    `SELECT hall, seq, contact, about, kind, channel, state, attempts, error, next_at AS "nextAt", sent_at AS "sentAt"
     FROM messages WHERE hall = $1
     ORDER BY (state = 'failed' OR (state = 'queued' AND error IS NOT NULL)) DESC, seq DESC, contact, channel LIMIT $2`,
    [hall, most],
  )
  return rows
}

export interface Counted {
  queued: number
  /** Of those queued: how many were tried in vain. */
  late: number
  sent: number
  failed: number
}

/** Of the last seven days, by the database's clock. */
export async function countMessages(db: Db, hall: HallId): Promise<Counted> {
  const { rows } = await db.query<Counted>(
    `SELECT count(*) FILTER (WHERE state = 'queued') AS queued,
       count(*) FILTER (WHERE state = 'queued' AND error IS NOT NULL) AS late,
       count(*) FILTER (WHERE state = 'sent' AND sent_at > now() - interval '7 days') AS sent,
       count(*) FILTER (WHERE state = 'failed') AS failed
     FROM messages WHERE hall = $1`,
    [hall],
  )
  return rows[0] ?? { queued: 0, late: 0, sent: 0, failed: 0 }
}

/** All that failed or waits for its next try, now and from the start; says how many. */
export async function retryAll(db: Db, hall: HallId): Promise<number> {
  const { rowCount } = await db.query(
    `UPDATE messages SET state = 'queued', attempts = 0, next_at = now()
     WHERE hall = $1 AND (state = 'failed' OR (state = 'queued' AND error IS NOT NULL))`,
    [hall],
  )
  return rowCount ?? 0
}

/** Nobody needs to know for longer that something was told. */
export async function sweepMessages(db: Db, days: number): Promise<void> {
  await db.query("DELETE FROM messages WHERE state <> 'queued' AND next_at < now() - make_interval(days => $1)", [days])
}
