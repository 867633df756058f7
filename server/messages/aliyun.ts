// Short Message Service of Alibaba Cloud: SendSms of 2017-05-25, signed with ACS3-HMAC-SHA256 (Alibaba Cloud SDK, "Request
// syntax and signature method V3").
import { createHash, createHmac } from 'node:crypto'
import { international, type Letter, type SmsRequest, type SmsSettings, type SmsTemplate } from './sending.ts'

const VERSION = '2017-05-25'
const ACTION = 'SendSms'

export function aliyunRequest(
  settings: SmsSettings,
  { id, to, values }: Letter,
  { code, params }: SmsTemplate,
  now: Date,
): SmsRequest {
  const host = new URL(settings.url).host
  const query = canonicalQuery({
    OutId: id,
    PhoneNumbers: international(to).replace('+86', ''),
    SignName: settings.sign,
    TemplateCode: code,
    TemplateParam: JSON.stringify(Object.fromEntries(params.map((name) => [name, values[name] ?? '']))),
  })
  const headers = {
    host,
    'x-acs-action': ACTION,
    'x-acs-content-sha256': sha256(''),
    'x-acs-date': `${now.toISOString().slice(0, 19)}Z`,
    // Two tries are two requests: the gateway refuses a nonce that it has seen.
    'x-acs-signature-nonce': sha256(`${id} ${now.getTime()}`).slice(0, 32),
    'x-acs-version': VERSION,
  }
  return {
    url: `${settings.url}/?${query}`,
    headers: { ...headers, authorization: aliyunAuthorization(settings, query, headers) },
    body: '',
  }
}

/** Of a POST without a body; all headers given are signed. */
export function aliyunAuthorization(
  { key, secret }: Pick<SmsSettings, 'key' | 'secret'>,
  query: string,
  headers: Readonly<Record<string, string>>,
): string {
  const names = Object.keys(headers).sort()
  const lines = names.map((name) => `${name}:${headers[name]}\n`).join('')
  const canonical = ['POST', '/', query, lines, names.join(';'), sha256('')].join('\n')
  const signature = createHmac('sha256', secret)
    .update(`ACS3-HMAC-SHA256\n${sha256(canonical)}`)
    .digest('hex')
  return `ACS3-HMAC-SHA256 Credential=${key},SignedHeaders=${names.join(';')},Signature=${signature}`
}

/** RFC 3986: what encodeURIComponent leaves alone besides letters, digits and -_.~ is encoded too. */
function canonicalQuery(values: Record<string, string>): string {
  const encoded = (text: string) =>
    encodeURIComponent(text).replace(/[!'()*]/g, (letter) => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`)
  return Object.keys(values)
    .sort()
    .map((name) => `${encoded(name)}=${encoded(values[name] ?? '')}`)
    .join('&')
}

/** Numbers that are none, and numbers that the provider keeps from being written to. */
const FINAL = ['isv.MOBILE_NUMBER_ILLEGAL', 'isv.BLACK_KEY_CONTROL_LIMIT', 'isv.MOBILE_COUNT_OVER_LIMIT']

export function aliyunRefusal(answer: string): { code: string; final: boolean } | null {
  const { Code: code = 'no code' } = JSON.parse(answer) as { Code?: string }
  return code === 'OK' ? null : { code, final: FINAL.includes(code) }
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}
