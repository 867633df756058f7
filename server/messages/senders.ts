// The ways out: mail over SMTP, and SMS over one of several gateways. What is not set up is null.
import type { Channel } from '../../core/message-texts.ts'
import { ANSWER_WITHIN_MS, type Send, type SmsSettings, Undeliverable } from './sending.ts'
import { openSms } from './sms.ts'

export interface Senders extends Record<Channel, Send | null> {
  close(): void
}

export interface SenderSettings {
  smtpUrl: string | null
  mailFrom: string | null
  sms: SmsSettings | null
}

const AT_ONCE = 5

export function openSenders({ smtpUrl, mailFrom, sms }: SenderSettings, say: (line: string) => void): Senders {
  const mail = smtpUrl === null || mailFrom === null ? null : openMail(smtpUrl, mailFrom)
  return { mail: mail?.send ?? null, sms: sms === null ? null : openSms(sms, say), close: () => mail?.close() }
}

function openMail(url: string, from: string): { send: Send; close(): void } {
  const open = async () =>
    (await import('nodemailer')).createTransport({
      url,
      pool: true,
      maxConnections: AT_ONCE,
      // A server that takes the line and says nothing must not hold the others up.
      connectionTimeout: ANSWER_WITHIN_MS,
      greetingTimeout: ANSWER_WITHIN_MS,
      socketTimeout: ANSWER_WITHIN_MS,
      disableFileAccess: true,
      disableUrlAccess: true,
    })
  /** Loaded when the first mail is written. */
  let opened: ReturnType<typeof open> | null = null
  const domain = from.match(/@([\w.-]+)/)?.[1] ?? 'localhost'
  return {
    send: async ({ id, to, subject, text }) => {
      try {
        opened ??= open()
        await (await opened).sendMail({
          from,
          to: { name: '', address: to },
          subject,
          text,
          messageId: `<${id}@${domain}>`,
        })
      } catch (error) {
        if (isRefusedAddress(error)) throw new Undeliverable(error.message)
        throw error
      }
    },
    close: () => void opened?.then((transport) => transport.close()).catch(() => {}),
  }
}

/** 5xx to the address itself (RFC 5321, 4.2.1); a sign-in that is refused is a setting, not the address. */
function isRefusedAddress(error: unknown): error is Error {
  if (!(error instanceof Error)) return false
  const { code, responseCode } = error as Error & { code?: string; responseCode?: number }
  return code === 'EENVELOPE' && (responseCode ?? 0) >= 500
}
