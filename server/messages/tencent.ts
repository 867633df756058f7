// SMS of Tencent Cloud: SendSms of 2021-01-11, signed with TC3-HMAC-SHA256 (Tencent Cloud API, "Signature v3").
import { createHash, createHmac } from 'node:crypto'
import { international, type Letter, type SmsRequest, type SmsSettings, type SmsTemplate } from './sending.ts'

const SERVICE = 'sms'
const VERSION = '2021-01-11'
const ACTION = 'SendSms'
const TYPE = 'application/json; charset=utf-8'

export function tencentRequest(
  settings: SmsSettings,
  { id, to, values }: Letter,
  { code, params }: SmsTemplate,
  now: Date,
): SmsRequest {
  const body = JSON.stringify({
    PhoneNumberSet: [international(to)],
    SmsSdkAppId: settings.app,
    SignName: settings.sign,
    TemplateId: code,
    TemplateParamSet: params.map((name) => values[name] ?? ''),
    SessionContext: id,
  })
  const stamp = Math.floor(now.getTime() / 1_000)
  const signed = { 'content-type': TYPE, host: new URL(settings.url).host, 'x-tc-action': ACTION.toLowerCase() }
  const headers = {
    'content-type': TYPE,
    'x-tc-action': ACTION,
    'x-tc-version': VERSION,
    'x-tc-timestamp': String(stamp),
    'x-tc-region': settings.region,
    authorization: tencentAuthorization(settings, SERVICE, signed, body, stamp),
  }
  return { url: settings.url, headers, body }
}

/** `stamp`: Unix seconds. Header values as they are signed, in lower case. */
export function tencentAuthorization(
  { key, secret }: Pick<SmsSettings, 'key' | 'secret'>,
  service: string,
  headers: Readonly<Record<string, string>>,
  body: string,
  stamp: number,
): string {
  const names = Object.keys(headers).sort()
  const lines = names.map((name) => `${name}:${headers[name]}\n`).join('')
  const canonical = ['POST', '/', '', lines, names.join(';'), sha256(body)].join('\n')
  const day = new Date(stamp * 1_000).toISOString().slice(0, 10)
  const scope = `${day}/${service}/tc3_request`
  const signing = [day, service, 'tc3_request'].reduce<Buffer>(hmac, Buffer.from(`TC3${secret}`))
  const signature = hmac(signing, ['TC3-HMAC-SHA256', stamp, scope, sha256(canonical)].join('\n')).toString('hex')
  return `TC3-HMAC-SHA256 Credential=${key}/${scope}, SignedHeaders=${names.join(';')}, Signature=${signature}`
}

/** Numbers that are none, and people who do not want to be written to. */
const FINAL = ['InvalidParameterValue.IncorrectPhoneNumber', 'FailedOperation.PhoneNumberInBlacklist']

interface Answer {
  Response?: { Error?: { Code?: string }; SendStatusSet?: { Code?: string }[] }
}

export function tencentRefusal(answer: string): { code: string; final: boolean } | null {
  const { Response: response } = JSON.parse(answer) as Answer
  const code = response?.Error?.Code ?? response?.SendStatusSet?.[0]?.Code ?? 'no code'
  return code === 'Ok' ? null : { code, final: FINAL.includes(code) }
}

function hmac(key: Buffer, text: string): Buffer {
  return createHmac('sha256', key).update(text).digest()
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}
