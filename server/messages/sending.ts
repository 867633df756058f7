// What the senders of messages share: what is sent, how it fails for good, and what is known of a gateway.
import type { MessageKind } from '../../core/message-texts.ts'

export interface Letter {
  /** The same for each try: whoever gets it twice can tell. */
  id: string
  to: string
  subject: string
  text: string
  kind: MessageKind
  language: string
  /** What was filled into the text, for gateways that keep the texts themselves. */
  values: Readonly<Record<string, string>>
}

export type Send = (letter: Letter) => Promise<void>

/** Thrown by a sender when trying again is of no use: there is no such address. */
export class Undeliverable extends Error {}

export const ANSWER_WITHIN_MS = 10_000
/** What is known of a gateway: its address, and what stands in it by name (`key`, `sign`, `app`, `region`). */
export interface SmsSettings {
  kind: 'http' | 'aliyun' | 'tencent' | 'log'
  url: string
  key: string
  secret: string
  sign: string
  app: string
  region: string
  /** Gateways of the mainland send registered texts only: which one for `booked.zh-CN` or `booked`, and what it is filled with. */
  templates: Readonly<Record<string, SmsTemplate>>
}

export interface SmsTemplate {
  code: string
  /** Names of values, in the order in which the text has them. */
  params: readonly string[]
}

export interface SmsRequest {
  url: string
  headers: Record<string, string>
  body: string
}

/** Mainland numbers without a country are given theirs: gateways want E.164. */
export function international(phone: string): string {
  return phone.startsWith('+') ? phone : /^1\d{10}$/.test(phone) ? `+86${phone}` : phone
}
