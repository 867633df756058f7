// The program's log. What could say who somebody is, or let somebody in, never gets into it, whoever wrote the line.
import { type DestinationStream, type Logger, pino, stdSerializers } from 'pino'
import { withoutNumbers } from '../core/person.ts'

/** Addresses hold visitors' keys. */
const NEVER = [
  'req.url',
  'req.headers',
  'url',
  'headers',
  ...['phone', 'card', 'key', 'token', 'password', 'authorization', 'cookie'].flatMap((name) => [name, `*.${name}`]),
]
/** Keys of tickets and tokens of sessions, as server/keys.ts makes them. */
const SECRETS = /(?<![\w-])(?:[\w-]{43}|[\w-]{27})(?![\w-])/g

export function openLog(level: string, into?: DestinationStream): Logger {
  const options = {
    level,
    redact: NEVER,
    serializers: { err: errorOf },
    // The last net: no list of fields knows what a library puts into its messages.
    hooks: { streamWrite: harmless },
  }
  return into === undefined ? pino(options) : pino(options, into)
}

/** What the database says of a row that it refused quotes the row: `Failing row contains (…)`. */
function errorOf(error: Error): object {
  const { detail: _, where: __, internalQuery: ___, hint: ____, ...told } = { ...stdSerializers.err(error) }
  return told
}

function harmless(line: string): string {
  if (withoutSecrets(line) === line) return line
  try {
    return `${JSON.stringify(JSON.parse(line), (_, value) => (typeof value === 'string' ? withoutSecrets(value) : value))}\n`
  } catch {
    return withoutSecrets(line)
  }
}

function withoutSecrets(text: string): string {
  return withoutNumbers(text).replace(SECRETS, '***')
}
