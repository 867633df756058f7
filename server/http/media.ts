// Pictures and videos for the hall's screens, as files that somebody put into the data folder: `/media/hall.mp4`.
import { join } from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance } from 'fastify'
import { sendProblem } from './problem.ts'

/** What a screen can show. A drawing or a page could hold a script, and is not given out. */
const KINDS = ['png', 'jpg', 'jpeg', 'webp', 'avif', 'mp4', 'webm']
const FILE = new RegExp(`^[\\p{L}\\p{N}][\\p{L}\\p{N} ._()-]{0,199}\\.(${KINDS.join('|')})$`, 'iu')

export function mediaFolder(dataDir: string): string {
  return join(dataDir, 'media')
}

/** The folder may be made, and files be put there, while the program runs. */
export function mediaRoutes(folder: string): (app: FastifyInstance) => Promise<void> {
  return async (app) => {
    // The library wants a folder that is there when it begins; which one is meant is said with each file.
    await app.register(fastifyStatic, { root: import.meta.dirname, serve: false })
    app.get<{ Params: { file: string } }>(
      '/media/:file',
      { schema: { hide: true }, config: { who: 'all' } },
      async (request, reply) => {
        const { file } = request.params
        if (!FILE.test(file)) return sendProblem(reply, 404, 'no_such_address')
        // Whoever replaces a file wants to see the new one.
        return reply.header('cache-control', 'no-cache').sendFile(file, folder, { cacheControl: false })
      },
    )
  }
}
