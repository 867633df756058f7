// The HTTP side of the program: guards first, then the routes, all thin.
import fastifyCookie from '@fastify/cookie'
import fastifyHelmet from '@fastify/helmet'
import fastifyRateLimit from '@fastify/rate-limit'
import fastifySwagger from '@fastify/swagger'
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox'
import fastify, { type FastifyBaseLogger, type FastifyInstance, type FastifyPluginAsync } from 'fastify'
import { isAmong } from '../addresses.ts'
import type { Limits } from '../config.ts'
import { afterHoursRoutes } from './after-hours.ts'
import { appointmentDeskRoutes } from './appointment-desk.ts'
import { appointmentRoutes } from './appointments.ts'
import { openBusyness, withComeAgain } from './busy.ts'
import { calendarRoutes } from './calendar.ts'
import { calledNameRoutes } from './called-names.ts'
import { campaignRoutes } from './campaigns.ts'
import { changeRoutes } from './changes.ts'
import { clipRoutes } from './clips.ts'
import { codeRoutes } from './code.ts'
import { commandRoutes } from './commands.ts'
import { conflictRoutes } from './conflicts.ts'
import { ownDeviceRoutes } from './device-own.ts'
import { deviceRoutes } from './devices.ts'
import { fileRoutes } from './file.ts'
import { hallRoutes } from './halls.ts'
import { refuseOddLetters } from './letters.ts'
import { rateLimits } from './limits.ts'
import { openHttp } from './lines.ts'
import { lookRoutes } from './look.ts'
import { mediaRoutes } from './media.ts'
import { messageRoutes } from './messages.ts'
import { operatingRoutes } from './operating.ts'
import { pageRoutes } from './pages.ts'
import { paperRoutes } from './paper.ts'
import { passedRoutes } from './passed.ts'
import { personalRoutes } from './personal.ts'
import { printerRoutes } from './printers.ts'
import { onFault, sendProblem } from './problem.ts'
import { promptRoutes } from './prompts.ts'
import { reportRoutes } from './reports.ts'
import { sessionRoutes } from './session.ts'
import { sessionListRoutes } from './sessions.ts'
import { setupRoutes } from './setup.ts'
import { slotRoutes } from './slots.ts'
import { staffRoutes } from './staff.ts'
import { ticketPhoneRoutes } from './ticket-phone.ts'
import { ticketRoutes } from './tickets.ts'
import type { Api, Tools } from './tools.ts'
import { buildValidator } from './validating.ts'
import { visitRoutes } from './visits.ts'
import { voiceRoutes } from './voice.ts'
import { COOKIE, describeWho, guardEveryRoute, recogniseEverybody } from './who.ts'

/** Addresses and accounts whose requests are counted; the longest untouched is forgotten first. */
const COUNTED_MOST = 20_000

export interface Outside {
  limits: Limits
  trustedProxies: string[]
  sharedAddresses: string[]
}

export async function buildApp(
  tools: Omit<Tools, 'limits' | 'busy'>,
  { limits, trustedProxies, sharedAddresses }: Outside,
  logger: FastifyBaseLogger,
): Promise<Api> {
  const busy = openBusyness({ publicAtOnce: limits.publicAtOnce, off: () => tools.clock.manual })
  const app = fastify({
    loggerInstance: logger,
    bodyLimit: limits.bodyBytes,
    // Who asks, and by which protocol, is what a proxy says that speaks TLS; by itself one on the same machine.
    trustProxy: trustedProxies,
    serverFactory: (handler) =>
      openHttp((request, response) => {
        if (!busy.turnedAwayEarly(request, response)) handler(request, response)
      }, limits.sockets),
    forceCloseConnections: 'idle',
    // What comes in over a line that is open while the program ends is answered, and the line closed behind it.
    return503OnClosing: false,
    routerOptions: { maxParamLength: 200 },
    // Addresses that no route is asked about: too long, or not text at all.
    frameworkErrors: onFault,
    // What was sent is taken as it is or refused: nothing is quietly turned into a number or dropped.
    schemaController: { compilersFactory: { buildValidator } },
    ajv: { customOptions: { coerceTypes: false, removeAdditional: false, discriminator: true, allErrors: false } },
  }).withTypeProvider<TypeBoxTypeProvider>()
  // A page of another site can send plain text without asking first; everything that presses is JSON.
  app.removeContentTypeParser('text/plain')
  app.setErrorHandler(onFault)
  app.setNotFoundHandler((_, reply) => sendProblem(reply, 404, 'no_such_address'))
  // Answers are made by our own code from typed values; the schemas document them.
  app.setSerializerCompiler(() => (data) => JSON.stringify(data))

  await app.register(fastifyHelmet, { contentSecurityPolicy: { directives: CSP }, strictTransportSecurity: false })
  await app.register(fastifyCookie)
  closeLines(app, tools.ending)
  recogniseEverybody(app, tools.sessions, tools.devices)
  busy.guard(app)
  guardEveryRoute(app)
  refuseOddLetters(app)
  keepNowhere(app)
  await app.register(fastifyRateLimit, { global: false, hook: 'preValidation', cache: COUNTED_MOST })
  await app.register(fastifySwagger, {
    openapi: OPENAPI,
    transform: ({ schema, url, route }) => ({
      schema: { ...withComeAgain(schema, route), ...describeWho(route.config?.who ?? []) },
      url,
    }),
  })

  const full: Tools = { ...tools, busy, limits: rateLimits(limits, tools, isAmong(sharedAddresses)) }
  for (const routes of [
    hallRoutes,
    lookRoutes,
    voiceRoutes,
    calledNameRoutes,
    clipRoutes,
    promptRoutes,
    commandRoutes,
    ticketRoutes,
    slotRoutes,
    calendarRoutes,
    conflictRoutes,
    appointmentRoutes,
    appointmentDeskRoutes,
    afterHoursRoutes,
    visitRoutes,
    campaignRoutes,
    messageRoutes,
    paperRoutes,
    printerRoutes,
    sessionRoutes,
    sessionListRoutes,
    codeRoutes,
    staffRoutes,
    fileRoutes,
    setupRoutes,
    changeRoutes,
    ownDeviceRoutes,
    deviceRoutes,
    personalRoutes,
    operatingRoutes,
    reportRoutes,
    passedRoutes,
    ticketPhoneRoutes,
  ])
    routes(app, full)
  await app.register(pageRoutes as unknown as FastifyPluginAsync)
  await app.register(mediaRoutes(tools.mediaDir) as unknown as FastifyPluginAsync)
  await app.ready()
  return app
}

/** Answers depend on who asks, told by a cookie: no proxy and no shared browser keeps one for the next person. */
function keepNowhere(app: FastifyInstance): void {
  app.addHook('onSend', async (request, reply) => {
    if (request.url.startsWith('/api/') && !reply.hasHeader('cache-control')) reply.header('cache-control', 'no-store')
  })
}

/** A program that is about to end asks for no more over the same line: the next request goes to another one. */
function closeLines(app: FastifyInstance, ending: () => boolean): void {
  app.addHook('onRequest', async (_, reply) => {
    if (ending()) reply.header('connection', 'close')
  })
}

const CSP = {
  'default-src': ["'self'"],
  'script-src': ["'self'"],
  'style-src': ["'self'"],
  'font-src': ["'self'"],
  'img-src': ["'self'", 'data:'],
  'connect-src': ["'self'", 'ws:', 'wss:'],
  'frame-ancestors': ["'self'"],
  'object-src': ["'none'"],
  'base-uri': ["'none'"],
  'form-action': ["'self'"],
  'upgrade-insecure-requests': null,
}

const OPENAPI = {
  openapi: '3.1.0',
  info: {
    title: 'Tingxu 厅序',
    description: 'Queue and appointments of a service hall. Errors are RFC 9457 problems with a stable code.',
    version: '1',
  },
  components: {
    securitySchemes: {
      session: { type: 'apiKey', in: 'cookie', name: COOKIE },
      token: { type: 'http', scheme: 'bearer' },
    },
  },
} as const
