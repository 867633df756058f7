// The ways out by themselves: what the gateways of the mainland are sent and what their answers mean, and each setting that can be wrong.
import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { filled, smsParts } from '../core/message-texts.ts'
import { aliyunAuthorization } from '../server/messages/aliyun.ts'
import { openSenders } from '../server/messages/senders.ts'
import { type Letter, Undeliverable } from '../server/messages/sending.ts'
import { readMessages } from '../server/messages/settings.ts'
import { tencentAuthorization } from '../server/messages/tencent.ts'
import { openGateway } from './support/mailbox.ts'

const folder = mkdtempSync(join(tmpdir(), 'tingxu-sms-'))
after(() => rmSync(folder, { recursive: true }))
const templates = join(folder, 'templates.json')
writeFileSync(
  templates,
  JSON.stringify({
    booked: { code: 'SMS_154950909', params: ['service', 'time'] },
    'booked.en': { code: 'SMS_2', params: ['time'] },
  }),
)
const LETTER: Letter = {
  id: 'b17-mail',
  to: '13800000001',
  subject: '',
  text: '已预约',
  kind: 'booked',
  language: 'zh-CN',
  values: { service: '身份证 & 护照', time: '09:00' },
}
const silent = () => {}
const sender = (env: Record<string, string>) => {
  const more = { SMS_SECRET: 'a secret', SMS_TEMPLATES: templates, PUBLIC_URL: 'https://hall.example.org' }
  const { sms } = openSenders(readMessages({ ...more, ...env }), silent)
  assert.ok(sms)
  return sms
}

test('the signatures are those of the providers’ own examples', () => {
  // Alibaba Cloud SDK, "Request syntax and signature method V3", section "Fixed parameters".
  const query = 'ImageId=win2019_1809_x64_dtc_zh-cn_40G_alibase_20230811.vhd&RegionId=cn-shanghai'
  const headers = {
    host: 'ecs.cn-shanghai.aliyuncs.com',
    'x-acs-action': 'RunInstances',
    'x-acs-content-sha256': 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
    'x-acs-date': '2023-10-26T10:22:32Z',
    'x-acs-signature-nonce': '3156853299f313e23d1673dc12e1703d',
    'x-acs-version': '2014-05-26',
  }
  assert.match(
    aliyunAuthorization({ key: 'YourAccessKeyId', secret: 'YourAccessKeySecret' }, query, headers),
    /^ACS3-HMAC-SHA256 Credential=YourAccessKeyId,SignedHeaders=host;x-acs-action;x-acs-content-sha256;x-acs-date;x-acs-signature-nonce;x-acs-version,Signature=06563a9e1b43f5dfe96b81484da74bceab24a1d853912eee15083a6f0f3283c0$/,
  )
  // Tencent Cloud API, "Signature v3"; the key is printed there with asterisks and signed as it is printed.
  const own = { key: 'AKIDz8krbsJ5yKBZQpn74WFkmLPx3*******', secret: 'Gu5t9xGARNpq86cd98joQYCN3*******' }
  const signed = {
    'content-type': 'application/json; charset=utf-8',
    host: 'cvm.tencentcloudapi.com',
    'x-tc-action': 'describeinstances',
  }
  const body = '{"Limit": 1, "Filters": [{"Values": ["\\u672a\\u547d\\u540d"], "Name": "instance-name"}]}'
  assert.match(
    tencentAuthorization(own, 'cvm', signed, body, 1551113065),
    /Credential=AKID.*\/2019-02-25\/cvm\/tc3_request, SignedHeaders=content-type;host;x-tc-action, Signature=be4f67d323c78ab9acb7395e43c0dbcf822a9cfac32fea2449a7bc7726b770a3$/,
  )
})

test('Aliyun: the registered text of the language, its values by name; what its codes mean', async () => {
  const gateway = await openGateway()
  const send = sender({ SMS_URL: `aliyun://LTAI5tKey?sign=厅序&endpoint=${gateway.url}` })
  gateway.answer.body = '{"Code":"OK"}'
  await send(LETTER)
  await send({ ...LETTER, language: 'en' })
  const [zh, en] = gateway.requests.map(({ url }) => new URL(url, gateway.url).searchParams)
  assert.deepEqual(Object.fromEntries(zh ?? []), {
    OutId: 'b17-mail',
    PhoneNumbers: '13800000001',
    SignName: '厅序',
    TemplateCode: 'SMS_154950909',
    TemplateParam: '{"service":"身份证 & 护照","time":"09:00"}',
  })
  assert.equal(en?.get('TemplateCode'), 'SMS_2')
  assert.match(
    gateway.requests[0]?.headers.authorization ?? '',
    /^ACS3-HMAC-SHA256 Credential=LTAI5tKey,.*Signature=[0-9a-f]{64}$/,
  )
  gateway.answer.body = '{"Code":"isv.BUSINESS_LIMIT_CONTROL"}'
  await assert.rejects(send(LETTER), (error: Error) => !(error instanceof Undeliverable))
  gateway.answer.body = '{"Code":"isv.MOBILE_NUMBER_ILLEGAL"}'
  await assert.rejects(send(LETTER), Undeliverable)
  await assert.rejects(send({ ...LETTER, kind: 'near' }), /no template for near/)
})

test('Tencent: the same, its values in their order', async () => {
  const gateway = await openGateway()
  const send = sender({ SMS_URL: `tencent://AKIDkey?app=1400006666&sign=厅序&endpoint=${gateway.url}` })
  gateway.answer.body = '{"Response":{"SendStatusSet":[{"Code":"Ok"}]}}'
  await send(LETTER)
  const [request] = gateway.requests
  assert.deepEqual(JSON.parse(request?.body ?? ''), {
    PhoneNumberSet: ['+8613800000001'],
    SmsSdkAppId: '1400006666',
    SignName: '厅序',
    TemplateId: 'SMS_154950909',
    TemplateParamSet: ['身份证 & 护照', '09:00'],
    SessionContext: 'b17-mail',
  })
  assert.equal(request?.headers['x-tc-action'], 'SendSms')
  gateway.answer.body = '{"Response":{"Error":{"Code":"AuthFailure.SignatureFailure"}}}'
  await assert.rejects(send(LETTER), /AuthFailure/)
  gateway.answer.body = '{"Response":{"SendStatusSet":[{"Code":"FailedOperation.PhoneNumberInBlacklist"}]}}'
  await assert.rejects(send(LETTER), Undeliverable)
})

test('for trying out, the log says that something would go out, and not to whom', async () => {
  const said: string[] = []
  const { sms, mail } = openSenders(readMessages({ SMS_URL: 'log:', PUBLIC_URL: 'https://x.example' }), (line) =>
    said.push(line),
  )
  await sms?.(LETTER)
  assert.deepEqual([said, mail], [['SMS booked (zh-CN), 3 letters'], null])
})

test('a setting that is wrong is named', () => {
  const base = { PUBLIC_URL: 'https://hall.example.org', SMS_SECRET: 'x' }
  const cases: [Record<string, string>, RegExp][] = [
    [{ SMTP_URL: 'mail.example.org' }, /SMTP_URL/],
    [{ SMTP_URL: 'smtp://mail.example.org' }, /MAIL_FROM/],
    [{ SMTP_URL: 'smtp://m', MAIL_FROM: 'the hall' }, /MAIL_FROM/],
    [{ SMTP_URL: 'smtp://m', MAIL_FROM: 'a@b.c', PUBLIC_URL: '' }, /PUBLIC_URL/],
    [{ SMS_URL: 'ftp://x' }, /SMS_URL/],
    [{ SMS_URL: 'https://x', SMS_SECRET: '' }, /SMS_SECRET/],
    [{ SMS_URL: 'aliyun://key' }, /SMS_TEMPLATES/],
    [{ SMS_URL: 'aliyun://key', SMS_TEMPLATES: templates }, /sign=/],
    [{ SMS_URL: 'tencent://key?sign=x', SMS_TEMPLATES: templates }, /app=/],
    [{ SMS_URL: 'tencent://key?sign=x', SMS_TEMPLATES: join(folder, 'nothing') }, /cannot be read/],
  ]
  for (const [env, sentence] of cases) assert.throws(() => readMessages({ ...base, ...env }), sentence)
})

test('a text is filled, and measured as the networks charge it', () => {
  assert.equal(filled('{a} {b} {constructor}', { a: 'one' }), 'one {b} {constructor}')
  assert.equal(smsParts('a'.repeat(160)), 1)
  assert.equal(smsParts('a'.repeat(161)), 2)
  assert.equal(smsParts('厅'.repeat(70)), 1)
  assert.equal(smsParts('厅'.repeat(71)), 2)
  assert.equal(smsParts('厅'.repeat(135)), 3)
})
