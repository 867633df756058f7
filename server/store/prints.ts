// Papers to be printed, and the printers: who speaks with one, how it was when it was last asked.
import type { HallId } from '../../core/ids.ts'
import type { PaperKind, PrinterState, PrintState, Trouble } from '../../core/paper.ts'
import type { Db } from '../db.ts'

export interface NewPrint {
  hall: HallId
  name: string
  printer: string
  kind: PaperKind | 'test'
  /** A ticket, or the services of a notice. */
  about: readonly string[]
  language: string
  copies: number
  fileSeq: number | null
  /** Where the kiosk itself reached the hall; null: not known. */
  origin: string | null
}

/** `agesMs`: how long ago each was asked for. Those that are there already stay as they are. */
export async function addPrints(db: Db, prints: readonly NewPrint[], agesMs: readonly number[]): Promise<void> {
  await db.query(
    `INSERT INTO prints (hall, name, printer, kind, about, language, copies, file_seq, origin, made_at)
     SELECT hall, name, printer, kind, about, language, copies, "fileSeq", origin, now() - make_interval(secs => "ageMs" / 1000)
     FROM json_to_recordset($1::json) AS p (hall text, name text, printer text, kind text, about text[], language text,
       copies integer, "fileSeq" bigint, origin text, "ageMs" float8)
     ON CONFLICT DO NOTHING`,
    [JSON.stringify(prints.map((one, i) => ({ ...one, ageMs: agesMs[i] ?? 0 })))],
  )
}

/** Printers for which something is due. */
export async function printersDue(db: Db): Promise<{ hall: HallId; printer: string }[]> {
  const { rows } = await db.query<{ hall: HallId; printer: string }>(
    "SELECT DISTINCT hall, printer FROM prints WHERE state IN ('queued', 'printing') AND next_at <= now()",
  )
  return rows
}

/** The right to speak with a printer. `holder`: a name that nobody had before; without it a process that slept would not notice. */
export interface Hold {
  hall: HallId
  printer: string
  holder: string
}

/**
 * Takes that right for `leaseS` seconds; false while somebody else has it. With `notAskedForS` only if nobody has asked the
 * printer how it is for so long.
 */
export async function holdPrinter(
  db: Db,
  { hall, printer, holder }: Hold,
  leaseS: number,
  notAskedForS = 0,
): Promise<boolean> {
  const { rowCount } = await db.query(
    `INSERT INTO printers (hall, printer, busy_until, holder) VALUES ($1, $2, now() + make_interval(secs => $3), $5)
     ON CONFLICT (hall, printer) DO UPDATE SET busy_until = excluded.busy_until, holder = excluded.holder
     WHERE printers.busy_until <= now()
       AND ($4 = 0 OR printers.asked_at IS NULL OR printers.asked_at < now() - make_interval(secs => $4))`,
    [hall, printer, leaseS, notAskedForS, holder],
  )
  return rowCount === 1
}

/** How it was when it was asked last; ends the right to speak with it. Of whoever lost that right meanwhile, nothing is noted. */
export async function leavePrinter(db: Db, { hall, printer, holder }: Hold, state: PrinterState | null): Promise<void> {
  await db.query(
    `UPDATE printers SET busy_until = '-infinity', holder = NULL,
       since = CASE WHEN $3::text IS NULL OR state = $3 THEN since ELSE now() END,
       asked_at = CASE WHEN $3::text IS NULL THEN asked_at ELSE now() END, state = coalesce($3, state)
     WHERE hall = $1 AND printer = $2 AND holder = $4`,
    [hall, printer, state, holder],
  )
}

export interface Due extends NewPrint {
  /** How often it may have come out. */
  sent: number
  ageS: number
}

/** The eldest that is due at the printer, and the right to speak with it for as long again; nothing for whoever lost it. */
export async function claimPrint(db: Db, { hall, printer, holder }: Hold, leaseS: number): Promise<Due | undefined> {
  const { rows } = await db.query<Due>(
    `WITH renewed AS (
       UPDATE printers SET busy_until = now() + make_interval(secs => $3)
       WHERE hall = $1 AND printer = $2 AND holder = $4 RETURNING 1)
     UPDATE prints SET state = 'printing', next_at = now() + make_interval(secs => $3)
     WHERE EXISTS (SELECT FROM renewed) AND hall = $1 AND name = (
       SELECT name FROM prints
       WHERE hall = $1 AND printer = $2 AND state IN ('queued', 'printing') AND next_at <= now()
       ORDER BY made_at LIMIT 1 FOR UPDATE SKIP LOCKED)
     RETURNING hall, name, printer, kind, about, language, copies, file_seq AS "fileSeq", origin, sent,
       extract(epoch FROM now() - made_at)::float8 AS "ageS"`,
    [hall, printer, leaseS, holder],
  )
  return rows[0]
}

/** From here on it may have come out. Throws when somebody else may be printing it by now: then nothing may be sent. */
export async function markSent(db: Db, { hall, printer, holder }: Hold, { name, sent }: Due): Promise<void> {
  const { rowCount } = await db.query(
    `UPDATE prints SET sent = sent + 1
     WHERE hall = $1 AND name = $2 AND state = 'printing' AND sent = $3 AND next_at > now()
       AND EXISTS (SELECT FROM printers WHERE hall = $1 AND printer = $4 AND holder = $5 AND busy_until > now())`,
    [hall, name, sent, printer, holder],
  )
  if (rowCount !== 1) throw new Error(`the right to print ${name} ended before it was sent`)
}

export interface Outcome {
  state: PrintState
  trouble: Trouble | null
  /** Seconds until the next try. */
  againS: number
}

/** Of whoever lost the printer meanwhile, nothing is noted: whoever has it now notes what comes of the paper. */
export async function savePrint(
  db: Db,
  { hall, printer, holder }: Hold,
  { name }: Due,
  { state, trouble, againS }: Outcome,
): Promise<void> {
  await db.query(
    `UPDATE prints SET state = $3, trouble = $4, next_at = now() + make_interval(secs => $5),
       done_at = CASE WHEN $3 = 'queued' THEN NULL ELSE now() END
     WHERE hall = $1 AND name = $2 AND state = 'printing'
       AND EXISTS (SELECT FROM printers WHERE hall = $1 AND printer = $6 AND holder = $7)`,
    [hall, name, state, trouble, againS, printer, holder],
  )
}

export interface PrintNow {
  state: PrintState
  trouble: Trouble | null
  printer: string
}

export async function readPrint(db: Db, hall: HallId, name: string): Promise<PrintNow | undefined> {
  const text = 'SELECT state, trouble, printer FROM prints WHERE hall = $1 AND name = $2'
  const { rows } = await db.query<PrintNow>(text, [hall, name])
  return rows[0]
}

export interface PrinterNow {
  printer: string
  state: PrinterState
  forS: number
  waiting: number
}

/** Those that were asked at least once, or for which a paper was asked. */
export async function printersOf(db: Db, hall: HallId): Promise<PrinterNow[]> {
  const { rows } = await db.query<PrinterNow>(
    `SELECT p.printer, p.state, extract(epoch FROM now() - p.since)::float8 AS "forS",
       (SELECT count(*) FROM prints AS q
        WHERE q.hall = p.hall AND q.printer = p.printer AND q.state IN ('queued', 'printing')) AS waiting
     FROM printers AS p WHERE p.hall = $1`,
    [hall],
  )
  return rows
}

/** What was told on paper is known for so many days. */
export async function sweepPrints(db: Db, days: number): Promise<void> {
  await db.query('DELETE FROM prints WHERE made_at < now() - make_interval(days => $1)', [days])
}
