// Texts that no database can keep (a zero, half of a surrogate pair) are refused at the door, wherever they stand.
import type { FastifyInstance } from 'fastify'
import { sendProblem } from './problem.ts'

/** With `u` a whole pair is one letter: only a half stands alone. */
const HALF_PAIR = /\p{Surrogate}/u

export function refuseOddLetters(app: FastifyInstance): void {
  app.addHook('preValidation', async (request, reply) => {
    // Pages are found by their address or not; they ask no database.
    if (!request.url.startsWith('/api/')) return
    for (const [name, given] of Object.entries({ params: request.params, query: request.query, body: request.body })) {
      const path = oddPath(given)
      if (path === null) continue
      const field = path.length === 0 ? name : path.join('.')
      return sendProblem(reply, 400, 'malformed', { field, detail: 'not text: a zero, or half of a letter' })
    }
  })
}

/** Where such a text stands; null when there is none. Names of fields are texts too. */
function oddPath(value: unknown): string[] | null {
  if (typeof value === 'string') return isOdd(value) ? [] : null
  if (typeof value !== 'object' || value === null) return null
  for (const [name, one] of Object.entries(value)) {
    if (isOdd(name)) return []
    const path = oddPath(one)
    if (path !== null) return [name, ...path]
  }
  return null
}

function isOdd(text: string): boolean {
  return text.includes('\0') || HALF_PAIR.test(text)
}
