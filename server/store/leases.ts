// Which device holds which numbers of a day; the board knows it from the log, and here no number is promised twice.
import type { HallId } from '../../core/ids.ts'
import type { Leased } from '../../core/lease.ts'
import type { Db } from '../db.ts'

export function saveLeases(db: Db, hall: HallId, leased: readonly Leased[]): Promise<unknown> {
  const rows = leased.flatMap(({ device, day, blocks }) => blocks.map((one) => ({ device, day, ...one })))
  return db.query({
    name: 'save-leases',
    text: `INSERT INTO leases (hall, day, prefix, first, last, device)
           SELECT $1, l.day, l.prefix, l.first, l.last, l.device
           FROM json_to_recordset($2::json) AS l (day date, prefix text, first integer, last integer, device text)`,
    values: [hall, JSON.stringify(rows)],
  })
}
