// pg-boss on the same PostgreSQL: send, fetch, complete. As it comes, but for its timers, which would only take time from it.
import PgBoss from 'pg-boss'

const QUEUE = 'visits'

/** @param connection as for `pg` */
export async function openPgBoss(connection) {
  const boss = new PgBoss({ ...connection, max: 32, supervise: false, schedule: false })
  boss.on('error', (error) => console.error(error.message))
  await boss.start()
  await boss.createQueue(QUEUE)
  return {
    visit: async () => {
      await boss.send(QUEUE, { service: 'id-card' })
      // As many jobs are there as callers, but one may still be in another's hands: asked again, as a worker would.
      let job
      while (job === undefined) [job] = await boss.fetch(QUEUE)
      await boss.complete(QUEUE, job.id)
    },
    stop: () => boss.stop({ graceful: false, wait: true }),
  }
}
