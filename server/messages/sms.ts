// SMS gateways: one's own by a signed POST, two of the mainland by their own signatures, or the log for trying out.
import { createHmac } from 'node:crypto'
import { aliyunRefusal, aliyunRequest } from './aliyun.ts'
import {
  ANSWER_WITHIN_MS,
  type Letter,
  type Send,
  type SmsRequest,
  type SmsSettings,
  type SmsTemplate,
  Undeliverable,
} from './sending.ts'
import { tencentRefusal, tencentRequest } from './tencent.ts'

export function openSms(settings: SmsSettings, say: (line: string) => void): Send {
  const { kind } = settings
  if (kind === 'log')
    return async ({ kind: told, language, text }) => say(`SMS ${told} (${language}), ${text.length} letters`)
  return async (letter) => {
    const { url, headers, body } = requestOf(settings, letter, new Date())
    const answer = await fetch(url, { method: 'POST', headers, body, signal: AbortSignal.timeout(ANSWER_WITHIN_MS) })
    const said = (await answer.text()).slice(0, ANSWER_LETTERS)
    if (!answer.ok) throw new Error(`the gateway answered ${answer.status} ${said.slice(0, SAID_LETTERS)}`)
    const refusal = kind === 'http' ? null : REFUSALS[kind](said)
    if (refusal !== null) throw refusal.final ? new Undeliverable(refusal.code) : new Error(refusal.code)
  }
}

const ANSWER_LETTERS = 10_000
const SAID_LETTERS = 100
const REFUSALS = { aliyun: aliyunRefusal, tencent: tencentRefusal }

function requestOf(settings: SmsSettings, letter: Letter, now: Date): SmsRequest {
  if (settings.kind === 'aliyun') return aliyunRequest(settings, letter, templateOf(settings, letter), now)
  if (settings.kind === 'tencent') return tencentRequest(settings, letter, templateOf(settings, letter), now)
  return ownRequest(settings, letter, now)
}

function templateOf({ templates }: SmsSettings, { kind, language }: Letter): SmsTemplate {
  const template = templates[`${kind}.${language}`] ?? templates[kind]
  if (template === undefined) throw new Undeliverable(`no template for ${kind} in SMS_TEMPLATES`)
  return template
}

/**
 * `{"to", "text", "kind", "language", "values"}` as JSON, signed as Standard Webhooks has it (HMAC-SHA256 over
 * `id.timestamp.body`): the gateway can tell that it is the hall, and that it has had this one.
 */
function ownRequest({ url, secret }: SmsSettings, { id, to, text, kind, language, values }: Letter, now: Date) {
  const stamp = String(Math.floor(now.getTime() / 1_000))
  const body = JSON.stringify({ to, text, kind, language, values })
  const signature = createHmac('sha256', signingKey(secret)).update(`${id}.${stamp}.${body}`).digest('base64')
  const headers = {
    'content-type': 'application/json',
    'webhook-id': id,
    'webhook-timestamp': stamp,
    'webhook-signature': `v1,${signature}`,
  }
  return { url, headers, body }
}

/** `whsec_` and base64, as that standard writes secrets; any other text is the key as it stands. */
function signingKey(secret: string): Buffer {
  return secret.startsWith('whsec_') ? Buffer.from(secret.slice('whsec_'.length), 'base64') : Buffer.from(secret)
}
