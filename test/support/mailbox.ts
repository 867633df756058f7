// A mail server that keeps what it gets, and may refuse, hang or go away; and an SMS gateway of the same kind.
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { after } from 'node:test'
import { setTimeout as delay } from 'node:timers/promises'
import { SMTPServer } from 'smtp-server'

export interface Mail {
  to: string
  id: string
  subject: string
  text: string
}

export interface Mailbox {
  url: string
  mails: Mail[]
  /** What the next ones are answered: a code of SMTP to the address; null: taken. */
  answer: { code: number | null }
  close(): Promise<void>
}

const closes: (() => Promise<void>)[] = []
after(async () => {
  for (const close of closes) await close()
})

/** `port`: 0 for a free one. */
export async function openMailbox(port = 0): Promise<Mailbox> {
  const mails: Mail[] = []
  const answer: Mailbox['answer'] = { code: null }
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    logger: false,
    // Connections that are kept open are no reason to wait.
    closeTimeout: 100,
    onRcptTo: (_, __, done) => done(answer.code === null ? null : refusal(answer.code)),
    onData: (stream, session, done) => {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('end', () => {
        mails.push(read(Buffer.concat(chunks).toString('utf8'), session.envelope.rcptTo[0]?.address ?? ''))
        done()
      })
    },
  })
  server.on('error', () => {})
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', () => resolve()))
  let isOpen = true
  const close = async () => {
    if (!isOpen) return
    isOpen = false
    await new Promise<void>((resolve) => server.close(() => resolve()))
  }
  closes.push(close)
  return { url: `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`, mails, answer, close }
}

const WITHIN_MS = 10_000

/** Waits for it. */
export async function mailTo({ mails }: Mailbox, to: string, subject: RegExp): Promise<Mail> {
  const since = performance.now()
  while (performance.now() - since < WITHIN_MS) {
    const found = mails.find((one) => one.to === to && subject.test(one.subject))
    if (found !== undefined) return found
    await delay(20)
  }
  throw new Error(`no mail ${subject} to ${to} within ${WITHIN_MS} ms: ${mails.map((one) => one.subject).join(', ')}`)
}

function refusal(code: number): Error {
  return Object.assign(new Error('mailbox of somebody@example.org unavailable'), { responseCode: code })
}

function read(raw: string, to: string): Mail {
  const [head = '', ...rest] = raw.split('\r\n\r\n')
  const lines = head.replace(/\r\n[ \t]+/g, ' ')
  const header = (name: string) => lines.match(new RegExp(`^${name}: (.*)$`, 'im'))?.[1] ?? ''
  const body = rest.join('\r\n\r\n')
  const coding = header('Content-Transfer-Encoding').toLowerCase()
  const text =
    coding === 'base64'
      ? Buffer.from(body, 'base64').toString('utf8')
      : coding === 'quoted-printable'
        ? unquoted(body.replace(/=\r\n/g, ''))
        : body
  return { to, id: header('Message-ID'), subject: decoded(header('Subject')), text: text.trim() }
}

/** RFC 2047. */
function decoded(text: string): string {
  return text
    .replace(/\?= =\?/g, '?==?')
    .replace(/=\?utf-8\?([bq])\?([^?]*)\?=/gi, (_, kind: string, word: string) =>
      kind.toLowerCase() === 'b' ? Buffer.from(word, 'base64').toString('utf8') : unquoted(word.replaceAll('_', ' ')),
    )
}

function unquoted(text: string): string {
  const bytes = text.replace(/=([0-9A-F]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
  return Buffer.from(bytes, 'latin1').toString('utf8')
}

export interface Gateway {
  url: string
  requests: { headers: Record<string, string>; url: string; body: string }[]
  answer: { status: number; body: string }
}

export async function openGateway(): Promise<Gateway> {
  const requests: Gateway['requests'] = []
  const answer = { status: 200, body: '{}' }
  const server = createServer((request, reply) => {
    let body = ''
    request.on('data', (chunk) => {
      body += chunk
    })
    request.on('end', () => {
      requests.push({ headers: request.headers as Record<string, string>, url: request.url ?? '', body })
      reply.writeHead(answer.status).end(answer.body)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()))
  closes.push(() => new Promise((resolve) => server.close(() => resolve())))
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, requests, answer }
}
