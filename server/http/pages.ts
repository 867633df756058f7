// The screens' own files: pages by their addresses, and everything the build put beside them.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance } from 'fastify'

const BUILT = join(import.meta.dirname, '..', '..', 'dist')
const PAGES: Record<string, string> = {
  '/': 'index.html',
  '/kiosk': 'kiosk/index.html',
  '/display': 'display/index.html',
  '/display/counter': 'display/counter.html',
  '/pair': 'display/pair.html',
  '/booking': 'booking/index.html',
  '/ticket': 'booking/ticket.html',
  '/appointment': 'booking/appointment.html',
  '/console': 'console/index.html',
}

export async function pageRoutes(app: FastifyInstance): Promise<void> {
  if (!existsSync(BUILT)) return
  // The files' own routes come from the library, which cannot be told whom they are for.
  app.addHook('onRoute', (route) => {
    route.config = { who: 'all', ...route.config }
  })
  await app.register(fastifyStatic, {
    root: BUILT,
    serve: true,
    prefix: '/',
    index: false,
    wildcard: false,
    // Names under assets/ hold a hash of what is in them; pages are asked for again each time. Of itself the library would
    // say max-age=0 for both, and a screen that is cut off would be without its pictures.
    cacheControl: false,
    setHeaders: (reply, path) => {
      const lasting = path.includes(`${join('dist', 'assets')}`)
      reply.setHeader('cache-control', lasting ? 'public, max-age=31536000, immutable' : 'no-cache')
    },
  })
  for (const [address, file] of Object.entries(PAGES)) {
    app.get(address, { schema: { hide: true } }, (_, reply) => reply.sendFile(file))
    if (address !== '/') app.get(`${address}/`, { schema: { hide: true } }, (_, reply) => reply.sendFile(file))
  }
}
