// BullMQ on a Redis that writes each command to the disk before it answers (appendfsync always): add, take, complete.
import { Queue, Worker } from 'bullmq'

const QUEUE = 'visits'
const TOKEN = 'bench'

export async function openBullMq(port) {
  const connection = { host: '127.0.0.1', port, maxRetriesPerRequest: null }
  const queue = new Queue(QUEUE, { connection, defaultJobOptions: { removeOnComplete: 1_000 } })
  // Without a processor: jobs are asked for one by one, as a counter asks for the next.
  const worker = new Worker(QUEUE, null, { connection, autorun: false, skipStalledCheck: true, drainDelay: 1 })
  await queue.waitUntilReady()
  await worker.waitUntilReady()
  return {
    visit: async () => {
      await queue.add('visit', { service: 'id-card' })
      let job
      while (job === undefined) job = await worker.getNextJob(TOKEN, { block: false })
      await job.moveToCompleted('done', TOKEN, false)
    },
    stop: async () => {
      await worker.close(true)
      await queue.close()
    },
  }
}
