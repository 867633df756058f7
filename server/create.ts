// Makes a hall: its row and its first event, which carries the file, in one transaction.
import { emptyBoard } from '../core/board.ts'
import type { By } from '../core/events.ts'
import type { HallFile } from '../core/hall.ts'
import { record } from '../core/record.ts'
import type { Instant } from '../core/time.ts'
import { CHAIN_START, chain } from './chain.ts'
import { inTransaction, type Pool } from './db.ts'
import { saveBatch } from './store/batch.ts'
import { addHall } from './store/halls.ts'
import { beginStates } from './store/states.ts'

/** False when there is a hall of that id already. */
export async function createHall(pool: Pool, file: HallFile, at: Instant, by: By): Promise<boolean> {
  const events = record(emptyBoard(file), [{ type: 'configured', file }], { at, by, command: `create:${file.hall}` })
  const letters = chain(events, CHAIN_START)
  return inTransaction(pool, async (client) => {
    const added = await addHall(client, file.hall, file, CHAIN_START)
    if (!added) return false
    await beginStates(client, file.hall)
    await saveBatch(client, file.hall, { from: { seq: 0, hash: CHAIN_START }, letters, decided: [], given: [] })
    return true
  })
}
