// How the program says no over HTTP: RFC 9457 problems with a stable code, and what a fault inside becomes.

import { type ServerResponse, STATUS_CODES } from 'node:http'
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify'
import type { Refusal } from '../../core/decision.ts'
import type { Problem } from '../../core/protocol.ts'
import type { RefusalCode } from '../../core/refusals.ts'
import { iso } from '../../core/time.ts'
import { isAway } from '../db.ts'
import { Busy, Unavailable } from '../fault.ts'

const RETRY_AFTER_S = 2
/** Who is told to come again because too many came is told one of these seconds: all at once they would be too many again. */
const BUSY_LEAST_S = 2
const BUSY_MOST_S = 8
/** What is said, by its seconds: made once. */
const BUSY = Array.from({ length: BUSY_MOST_S + 1 }, (_, retryAfterSeconds) =>
  JSON.stringify(problemOf(503, 'busy', { retryAfterSeconds })),
)
/** Refusals are conflicts with the state of the hall, but for these. */
const STATUS: Partial<Record<RefusalCode, number>> = { forbidden: 403, file_changed: 412 }

export function sendProblem(
  reply: FastifyReply,
  status: number,
  code: string,
  more: Omit<Partial<Problem>, 'status' | 'code'> = {},
): FastifyReply {
  return reply
    .code(status)
    .type('application/problem+json')
    .send(problemOf(status, code, more))
}

/** A refusal of the core; `zone` for the times in it. */
export function sendRefusal(reply: FastifyReply, refusal: Refusal, zone: string): FastifyReply {
  const { refused, field, detail, nextOpening, alternatives, date } = refusal
  const times = nextOpening === undefined ? {} : { nextOpening: nextOpening === null ? null : iso(nextOpening, zone) }
  return sendProblem(reply, STATUS[refused] ?? 409, refused, {
    ...(field === undefined ? {} : { field }),
    ...(detail === undefined ? {} : { detail }),
    ...times,
    ...(alternatives === undefined ? {} : { alternatives: alternatives.map((at) => iso(at, zone)) }),
    ...(date === undefined ? {} : { date }),
  })
}

/** Too much was asked at once. Whoever asks again with the same id is not too late. */
export function sendBusy(reply: FastifyReply): FastifyReply {
  const seconds = busySeconds()
  return sendProblem(reply.header('retry-after', seconds), 503, 'busy', { retryAfterSeconds: seconds })
}

/** The same before anything has been done for a request: saying no has to cost less than saying yes. */
export function writeBusy(response: ServerResponse): void {
  const seconds = busySeconds()
  const body = BUSY[seconds] ?? ''
  response.writeHead(503, {
    'content-type': 'application/problem+json',
    'content-length': Buffer.byteLength(body),
    'cache-control': 'no-store',
    'retry-after': String(seconds),
  })
  response.end(body)
}

function busySeconds(): number {
  return BUSY_LEAST_S + Math.floor(Math.random() * (BUSY_MOST_S - BUSY_LEAST_S + 1))
}

function problemOf(status: number, code: string, more: Omit<Partial<Problem>, 'status' | 'code'>): Problem {
  return { type: 'about:blank', title: STATUS_CODES[status] ?? 'Error', status, code, ...more }
}

/** Everything that was thrown on the way to an answer. */
export function onFault(error: FastifyError, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  if (error instanceof Busy) return sendBusy(reply)
  if (error instanceof Unavailable || isAway(error)) {
    return sendProblem(reply.header('retry-after', RETRY_AFTER_S), 503, 'unavailable')
  }
  if (error.validation) return malformed(reply, error)
  switch (error.code) {
    case 'FST_ERR_CTP_BODY_TOO_LARGE':
      return sendProblem(reply, 413, 'too_large', { field: 'body' })
    case 'FST_ERR_CTP_INVALID_MEDIA_TYPE':
      return sendProblem(reply, 415, 'not_json', { detail: 'send application/json' })
    case 'FST_ERR_CTP_EMPTY_JSON_BODY':
    case 'FST_ERR_CTP_INVALID_JSON_BODY':
    case 'FST_ERR_CTP_INVALID_CONTENT_LENGTH':
      return sendProblem(reply, 400, 'malformed', { field: 'body', detail: error.message })
  }
  const status = error.statusCode ?? 500
  if (status === 429) {
    const seconds = Number(reply.getHeader('retry-after'))
    const after = Number.isInteger(seconds) ? { retryAfterSeconds: seconds } : {}
    return sendProblem(reply, 429, 'too_many', { detail: error.message, ...after })
  }
  if (status < 500) return sendProblem(reply, status, 'malformed', { detail: error.message })
  request.log.error({ err: error }, 'fault')
  return sendProblem(reply, 500, 'fault')
}

/** Which field, and why: the first complaint as `field` and `detail`, all of them in `errors`. */
function malformed(reply: FastifyReply, error: FastifyError): FastifyReply {
  const errors = (error.validation ?? []).map(({ instancePath, params, message = '' }) => {
    const named = params as { missingProperty?: string; additionalProperty?: string }
    const property = named.missingProperty ?? named.additionalProperty
    const path = property === undefined ? instancePath : `${instancePath}/${property}`
    return { path, code: 'malformed', detail: named.additionalProperty === undefined ? message : 'unknown field' }
  })
  const first = errors[0]
  return sendProblem(reply, 400, 'malformed', {
    field: first?.path.slice(1).replaceAll('/', '.') || (error.validationContext ?? 'body'),
    detail: first?.detail ?? error.message,
    errors,
  })
}
