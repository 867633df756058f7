// Presses that were decided, with what is needed to answer them again.
import type { Refusal } from '../../core/decision.ts'
import type { Estimate } from '../../core/estimate.ts'
import type { CommandId, HallId } from '../../core/ids.ts'
import type { Db } from '../db.ts'

export interface Decided {
  id: CommandId
  bodyHash: Buffer
  firstSeq: number | null
  lastSeq: number | null
  refusal: Refusal | null
  extra: { ahead: number; estimate: Estimate | null } | null
}

interface Row {
  id: string
  body_hash: Buffer
  first_seq: number | null
  last_seq: number | null
  refusal: Refusal | null
  extra: Decided['extra']
}

export async function findCommands(db: Db, hall: HallId, ids: readonly CommandId[]): Promise<Decided[]> {
  const { rows } = await db.query<Row>({
    name: 'find-commands',
    text: `SELECT id, body_hash, first_seq, last_seq, refusal, extra FROM commands
           WHERE hall = $1 AND id = ANY ($2::text[])`,
    values: [hall, ids],
  })
  return rows.map((row) => ({
    id: row.id,
    bodyHash: row.body_hash,
    firstSeq: row.first_seq,
    lastSeq: row.last_seq,
    refusal: row.refusal,
    extra: row.extra,
  }))
}
