// The kiosk beyond three taps: several services, who does not know, who goes first, one number a person, no more numbers.
import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import type { Page } from 'playwright-core'
import { violations } from './support/axe.ts'
import { devicesOf } from './support/devices.ts'
import { cutOff, KIOSK, openVisitors, PHONE, soon, type Visitors } from './support/visitors.ts'

let visitors: Visitors

before(async () => {
  visitors = await openVisitors()
})

async function givenNumber(kiosk: Page): Promise<string> {
  await soon(kiosk, '[data-number]')
  return (await kiosk.getAttribute('[data-number]', 'data-number')) ?? ''
}

test('who does not know what they need has a number for the guide after two taps', async () => {
  const kiosk = await visitors.open('/kiosk', KIOSK)
  await kiosk.click('[data-go=guide]')
  await kiosk.click('.take')
  const ticket = await visitors.ticketOf(await givenNumber(kiosk))
  assert.equal(ticket?.service, 'guidance')
  await kiosk.context().close()
})

test('all departments stand on one screen in both languages, with what opens later today above them', async () => {
  for (const language of ['zh-CN', 'en']) {
    const kiosk = await visitors.open(`/kiosk?lang=${language}`, KIOSK)
    await soon(kiosk, '.after-hours')
    const [whole, seen] = await kiosk.$eval('.kiosk-main', (main) => [main.scrollHeight, main.clientHeight])
    assert.ok((whole ?? 0) <= (seen ?? 0), `${language}: ${whole} of ${seen}`)
    await kiosk.context().close()
  }
})

test('several services go on one number, in the order in which they were chosen', async () => {
  const kiosk = await visitors.open('/kiosk', KIOSK)
  const add = async (department: string, service: string) => {
    await kiosk.click(`[data-department=${department}]`)
    await kiosk.click(`[data-service=${service}]`)
  }
  await add('police', 'id-card')
  await kiosk.click('.also')
  await add('exit-entry', 'passport')
  await kiosk.click('.also')
  await kiosk.click('[data-department=exit-entry]')
  assert.equal(await kiosk.getAttribute('[data-service=passport]', 'aria-disabled'), 'true')
  await kiosk.click('[data-service=taiwan-permit]')
  await kiosk.click('.also')
  await add('utilities', 'water')
  await kiosk.click('[data-chosen=taiwan-permit] button')
  assert.deepEqual(await violations(kiosk), [])
  await kiosk.click('.kiosk-foot [aria-pressed=false]:has-text("大字版")')
  assert.deepEqual(await violations(kiosk), [])
  await kiosk.click('.take')
  const ticket = await visitors.ticketOf(await givenNumber(kiosk))
  assert.deepEqual(ticket?.services, ['id-card', 'passport', 'water'])
  assert.deepEqual(await kiosk.locator('.given-services li').allTextContents(), [
    '居民身份证',
    '普通护照',
    '用水报装、过户',
  ])
  const card = await kiosk.locator('.given-more .card').boundingBox()
  const end = await kiosk.locator('.given-end').boundingBox()
  assert.ok(card !== null && end !== null && card.y + card.height <= end.y, 'nothing of what to bring is cut off')
  assert.deepEqual(await violations(kiosk), [])
  await kiosk.context().close()
})

test('who goes first by law may say so at a kiosk that the hall knows; at others nothing is asked', async () => {
  const stranger = await visitors.open('/kiosk', KIOSK)
  await stranger.click('[data-go=guide]')
  await soon(stranger, '.take')
  assert.equal(await stranger.locator('.priority').count(), 0)
  await stranger.context().close()
  const { token } = await devicesOf(visitors.server).pairedDevice()
  const kiosk = await visitors.open('/kiosk', KIOSK, { device: token })
  await kiosk.click('[data-department=housing]')
  await kiosk.click('[data-service=building-permit]')
  await kiosk.click('.priority')
  assert.deepEqual(await violations(kiosk), [])
  await kiosk.click('[data-priority=senior]')
  await soon(kiosk, '.priority-is', '老年人')
  await kiosk.click('.priority-is button')
  await kiosk.click('.priority')
  await kiosk.click('[data-priority=disabled]')
  await kiosk.click('.take')
  const ticket = await visitors.ticketOf(await givenNumber(kiosk))
  assert.deepEqual(ticket?.priority, { class: 'disabled', reason: '在取号机上自述' })
  assert.ok(Date.parse(ticket.countsAs) < Date.parse(ticket.takenAt))
  await kiosk.context().close()
})

test('large text hides no hint of what a department does', async () => {
  const kiosk = await visitors.open('/kiosk', KIOSK)
  await kiosk.click('.kiosk-foot [aria-pressed=false]:has-text("大字版")')
  await kiosk.waitForSelector(':root.large')
  const hidden = await cutOff(kiosk, '.tile-note')
  assert.deepEqual(hidden, [])
  await kiosk.context().close()
})

test('one number a person: the kiosk asks for a phone number by keys and keyboard, and names the number there is', async () => {
  const kiosk = await visitors.open('/kiosk', KIOSK)
  const goToPad = async () => {
    await kiosk.click('[data-department=justice]')
    await kiosk.click('[data-service=notary]')
    await kiosk.click('.take')
    await soon(kiosk, '.pad')
  }
  await goToPad()
  // By the keyboard: a second tap on the same place is taken for half of a double tap.
  await kiosk.press('.take', 'Enter')
  await soon(kiosk, '.notice', '手机号码')
  for (const digit of '13805961234') await kiosk.click(`.pad button:text-is("${digit}")`)
  await kiosk.click('.pad-word:text-is("退格")')
  assert.equal(await kiosk.inputValue('#phone'), '1380596123')
  assert.deepEqual(await violations(kiosk), [])
  await kiosk.press('#phone', '4')
  assert.equal(await kiosk.inputValue('#phone'), '13805961234')
  await kiosk.press('#phone', 'Enter')
  const number = await givenNumber(kiosk)
  await kiosk.click('.given-end .push-main')
  await goToPad()
  await kiosk.fill('#phone', '138 0596 1234')
  await kiosk.press('.take', 'Enter')
  await soon(kiosk, `[data-held=${number}]`)
  const phone = await visitors.open('/booking#notary', PHONE)
  await phone.click('.take')
  await soon(phone, '.phone-wrong')
  await phone.fill('#phone', '13805961234')
  await phone.click('.take')
  await soon(phone, `[data-held=${number}]`)
  await phone.fill('#phone', '13905960000')
  await phone.click('.take')
  await soon(phone, '[data-ahead="1"]')
  await phone.context().close()
  await kiosk.context().close()
})

test('when all numbers are given the kiosk says when there are more, and what can be done now', async () => {
  await visitors.take('gas')
  const kiosk = await visitors.open('/kiosk', KIOSK)
  await kiosk.click('[data-department=utilities]')
  await kiosk.click('[data-service=gas]')
  await kiosk.click('.take')
  await soon(kiosk, '.refusal', '再放号')
  await kiosk.click('[data-instead=water]')
  await kiosk.click('.take')
  const ticket = await visitors.ticketOf(await givenNumber(kiosk))
  assert.equal(ticket?.service, 'water')
  await kiosk.context().close()
})
