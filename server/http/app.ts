// The HTTP side of the program: guards first, then the routes, all thin.
import fastifyCookie from '@fastify/cookie'
import fastifyHelmet from '@fastify/helmet'
import fastifyRateLimit from '@fastify/rate-limit'
import fastifySwagger from '@fastify/swagger'
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox'
import fastify, {
  type FastifyBaseLogger,
  type FastifyInstance,
  type FastifyPluginAsync,
  type FastifyRequest,
} from 'fastify'
import type { Limits } from '../config.ts'
import { afterHoursRoutes } from './after-hours.ts'
import { appointmentDeskRoutes } from './appointment-desk.ts'
import { appointmentRoutes } from './appointments.ts'
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
import { actorOf, COOKIE, describeWho, guardEveryRoute, recogniseEverybody } from './who.ts'

/** fastify alone never cuts a slow body. */
const REQUEST_WITHIN_MS = 10_000
const HEADERS_WITHIN_MS = 8_000
const LOOK_EVERY_MS = 2_000
const MINUTE_MS = 60_000
/** Of one device, which means two and one for each change that it is told of. */
const HEARTBEATS_A_MINUTE = 60
/** Paper is short: of one kiosk, one account. */
const NOTICES_A_MINUTE = 20
/** One follows every pause in typing. */
const PREVIEWS_A_MINUTE = 300

export async function buildApp(tools: Omit<Tools, 'limits'>, limits: Limits, logger: FastifyBaseLogger): Promise<Api> {
  const app = fastify({
    loggerInstance: logger,
    bodyLimit: limits.bodyBytes,
    // A proxy that speaks TLS runs on the same machine: who asks, and by which protocol, is what it says.
    trustProxy: 'loopback',
    requestTimeout: REQUEST_WITHIN_MS,
    http: { headersTimeout: HEADERS_WITHIN_MS, connectionsCheckingInterval: LOOK_EVERY_MS },
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
  guardEveryRoute(app)
  refuseOddLetters(app)
  keepNowhere(app)
  await app.register(fastifyRateLimit, { global: false, hook: 'preValidation' })
  await app.register(fastifySwagger, {
    openapi: OPENAPI,
    transform: ({ schema, url, route }) => ({ schema: { ...schema, ...describeWho(route.config?.who ?? []) }, url }),
  })

  const full: Tools = { ...tools, limits: rateLimits(limits, tools) }
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

/**
 * Signed-in staff count by account and kiosks by themselves, everybody else by address. A hall that is open for trying out
 * takes its public for devices.
 */
function rateLimits(limits: Limits, tools: Omit<Tools, 'limits'>): Tools['limits'] {
  const hallOf = (request: FastifyRequest) => (request.params as { hall?: string }).hall ?? ''
  const isKiosk = (request: FastifyRequest) => actorOf(request, hallOf(request)).device !== undefined
  const isOfHall = (request: FastifyRequest) =>
    request.account !== null || (request.device !== null && request.device.hall === hallOf(request))
  const publicMost = (request: FastifyRequest) => {
    const open = tools.halls.get(hallOf(request))?.board.file.policy.devices === 'open'
    return open || isKiosk(request) ? limits.staffCommands : limits.publicCommands
  }
  const byAddress = (request: FastifyRequest) => request.ip
  return {
    commands: {
      timeWindow: MINUTE_MS,
      hook: 'preValidation',
      max: (request) => (request.account === null ? publicMost(request) : limits.staffCommands),
      keyGenerator: (request) =>
        request.account?.user ?? (isKiosk(request) ? `device ${request.device?.id}` : request.ip),
      // On a manual clock a day passes in seconds: a limit a minute would mean nothing.
      allowList: () => tools.clock.manual,
    },
    // Screens of a hall stand behind one address, and each asks every five seconds: they count by themselves.
    screens: {
      timeWindow: MINUTE_MS,
      hook: 'preValidation',
      max: (request) => (isOfHall(request) ? limits.staffCommands : publicMost(request)),
      keyGenerator: (request) =>
        request.account?.user ?? (isOfHall(request) ? `device ${request.device?.id}` : request.ip),
      allowList: () => tools.clock.manual,
    },
    deviceRequests: { timeWindow: MINUTE_MS, max: limits.deviceRequests, keyGenerator: byAddress },
    heartbeats: {
      timeWindow: MINUTE_MS,
      max: HEARTBEATS_A_MINUTE,
      keyGenerator: (request) => request.device?.id ?? request.ip,
    },
    notices: {
      timeWindow: MINUTE_MS,
      max: NOTICES_A_MINUTE,
      keyGenerator: (request) => request.account?.user ?? request.device?.id ?? request.ip,
    },
    previews: {
      timeWindow: MINUTE_MS,
      max: PREVIEWS_A_MINUTE,
      keyGenerator: (request) => request.account?.user ?? request.ip,
    },
    pairings: {
      timeWindow: MINUTE_MS,
      max: limits.pairings,
      keyGenerator: (request) => request.account?.user ?? request.ip,
    },
  }
}
