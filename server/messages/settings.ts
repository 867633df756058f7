// Where messages go out, from the environment; each setting is checked here and named when it is wrong.
import { readFileSync } from 'node:fs'
import Type from 'typebox'
import { Compile } from 'typebox/compile'
import { messageOf, StartFault } from '../fault.ts'
import type { SenderSettings } from './senders.ts'
import type { SmsSettings, SmsTemplate } from './sending.ts'

const HOSTS = { aliyun: 'dysmsapi.aliyuncs.com', tencent: 'sms.tencentcloudapi.com' }
const REGION = 'ap-guangzhou'

const Templates = Compile(
  Type.Record(Type.String(), Type.Object({ code: Type.String({ minLength: 1 }), params: Type.Array(Type.String()) })),
)

export function readMessages(env: NodeJS.ProcessEnv): SenderSettings {
  const smtpUrl = env.SMTP_URL || null
  const mailFrom = env.MAIL_FROM || null
  if (smtpUrl !== null && !/^smtps?:\/\/\S+$/.test(smtpUrl))
    // It may hold a password, so it is not repeated.
    throw bad('SMTP_URL must look like smtp://user:password@host:587 or smtps://….')
  if (smtpUrl !== null && (mailFrom === null || !/@[\w.-]+>?$/.test(mailFrom)))
    throw bad('MAIL_FROM must be the address that mails come from, like "Service Hall <hall@example.org>".')
  const sms = env.SMS_URL ? readSms(env.SMS_URL, env) : null
  if ((smtpUrl !== null || sms !== null) && !env.PUBLIC_URL)
    throw bad('PUBLIC_URL must be set where messages are sent: their links begin with it.')
  return { smtpUrl, mailFrom, sms }
}

function readSms(text: string, env: NodeJS.ProcessEnv): SmsSettings {
  const settings = { key: '', secret: env.SMS_SECRET ?? '', sign: '', app: '', region: REGION, templates: {}, url: '' }
  if (text === 'log:') return { ...settings, kind: 'log' }
  const url = URL.canParse(text) ? new URL(text) : null
  if (url === null || !['http:', 'https:', 'aliyun:', 'tencent:'].includes(url.protocol))
    throw bad(
      'SMS_URL must be "log:", the https:// address of a gateway, aliyun://<AccessKeyId>?sign=… or tencent://<SecretId>?app=…&sign=….',
    )
  if (settings.secret === '')
    throw bad('SMS_SECRET must be set: requests to the gateway of SMS_URL are signed with it.')
  if (url.protocol === 'http:' || url.protocol === 'https:') return { ...settings, kind: 'http', url: text }
  const kind = url.protocol === 'aliyun:' ? 'aliyun' : 'tencent'
  // The host of such an address is the key; `endpoint` is for another region, or for a test.
  const [, key = ''] = text.match(/^\w+:\/\/([^/?#]+)/) ?? []
  const own = {
    key,
    url: url.searchParams.get('endpoint') ?? `https://${HOSTS[kind]}`,
    sign: url.searchParams.get('sign') ?? '',
    app: url.searchParams.get('app') ?? '',
    region: url.searchParams.get('region') ?? REGION,
    templates: readTemplates(env.SMS_TEMPLATES || null),
  }
  if (own.sign === '') throw bad(`SMS_URL must name the registered signature: ${kind}://…?sign=….`)
  if (kind === 'tencent' && own.app === '') throw bad('SMS_URL must name the application: tencent://…?app=1400….')
  return { ...settings, ...own, kind }
}

function readTemplates(path: string | null): Record<string, SmsTemplate> {
  if (path === null) throw bad('SMS_TEMPLATES must be the path of a file that names the registered texts.')
  let read: unknown
  try {
    read = JSON.parse(readFileSync(path, 'utf8'))
  } catch (error) {
    throw bad(`SMS_TEMPLATES: ${path} cannot be read: ${messageOf(error)}.`)
  }
  if (!Templates.Check(read))
    throw bad(`SMS_TEMPLATES: ${path} must look like {"booked": {"code": "SMS_1", "params": ["service", "date"]}}.`)
  return read
}

function bad(sentence: string): StartFault {
  return new StartFault('bad_setting', sentence)
}
