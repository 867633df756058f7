// A lobby screen goes on whatever is wrong with a setting, and says so; a manager sees what fits; a counter says how it stands.
import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import type { Screen } from '../core/screens.ts'
import { ask } from './support/asking.ts'
import { violations } from './support/axe.ts'
import { devicesOf } from './support/devices.ts'
import { moveTo } from './support/hall-server.ts'
import { type LobbyHall, openLobbyHall, SOON_MS, shoot, WIDE } from './support/lobby-hall.ts'
import { openConsole } from './support/signed-in.ts'

let hall: LobbyHall

before(async () => {
  hall = await openLobbyHall()
  for (const [service, counter] of [
    ['id-card', '1'],
    ['deed', '2'],
  ] as const)
    await hall.call(service, counter)
})

test('one bad setting never blanks the screen: the rest goes on, and it says what it left aside', async () => {
  const bad = await hall.open('/display?screen=gone&zone=Q&colour=red', WIDE, { asleep: true })
  await bad.locator('.call .number').first().waitFor()
  const said = []
  for (let turn = 0; turn < 3; turn++) {
    said.push(await bad.locator('.trouble .first').innerText())
    await bad.clock.fastForward(8_100)
  }
  assert.deepEqual(said.map((one) => /gone|Q|colour/.exec(one)?.[0]).sort(), ['Q', 'colour', 'gone'])
  assert.deepEqual(await violations(bad), [])
  await bad.context().close()
  const video = await hall.open('/display?screen=video')
  await video.locator('.media.empty').waitFor()
  await video.locator('.call .number').first().waitFor()
  await video.locator('.trouble', { hasText: '/media/nothing-here.mp4' }).waitFor()
  await video.context().close()
  const small = await hall.open('/display?screen=far', { width: 400, height: 300 })
  await small.locator('.call .number').first().waitFor()
  await small.locator('.trouble', { hasText: '400 × 300' }).waitFor()
  await small.context().close()
})

test('a manager is told what fits and what would be too far, and gives a paired device its screen', async () => {
  const page = await openConsole(hall.browser, hall.server, hall.server.token, { path: '#setup/screens' })
  await page.getByRole('button', { name: 'Add a screen' }).click()
  await page.getByLabel('English').first().fill('East wall')
  await page.getByLabel('中文（中国）').first().fill('东墙')
  await page.getByLabel('Viewing distance (metres)').fill('')
  assert.equal(await page.getByLabel('Viewing distance (metres)').inputValue(), '')
  await page.getByLabel('Viewing distance (metres)').fill('6')
  assert.match(await page.locator('[data-hanzi]').innerText(), /^40\.0 mm/)
  assert.match(await page.locator('[data-digits]').innerText(), /^30\.0 mm/)
  await page.getByLabel('Viewing distance (metres)').fill('45')
  const fault = page.locator('.field.wrong', { hasText: 'Viewing distance' }).locator('.fault')
  await fault.getByText('such a screen can be read from').waitFor()
  const most = /from (\d+(\.\d)?) m/.exec(await fault.innerText())?.[1] ?? ''
  await page.getByLabel('Viewing distance (metres)').fill(most)
  await page.locator('.field.wrong').waitFor({ state: 'detached' })
  assert.deepEqual(await violations(page), [])
  await shoot(page, 'setup-screens')
  await page.getByRole('button', { name: 'Save and put in force' }).click()
  await page.getByText('Saved. It is in force now.').waitFor()

  const { pairedDevice } = devicesOf(hall.server)
  const device = await pairedDevice({ name: 'East wall', scope: { kind: 'lobby', screen: 'zones' } })
  const lobby = await hall.open('/display', WIDE, { device: device.token })
  await lobby.locator('[data-layout=zones]').waitFor()
  await page.goto(`${hall.server.url}/console?lang=en#devices`)
  await page.getByRole('button', { name: 'Change East wall' }).click()
  await page.getByRole('dialog').getByLabel('Which screen it shows').selectOption('East wall')
  await page.getByRole('button', { name: 'Save' }).click()
  await lobby.locator('[data-layout=calls]').waitFor()
  // The hall file loses it: the device goes on, and staff are told.
  const path = `/api/v1/halls/${hall.server.hall}/file`
  const { body } = await ask(hall.server.url, 'GET', path, { token: hall.server.token })
  const screens = (body.screens as Screen[]).filter(({ name }) => name.en !== 'East wall')
  await ask(hall.server.url, 'PUT', path, { body: { ...body, screens }, token: hall.server.token })
  await lobby.locator('.trouble').waitFor()
  await lobby.reload()
  await page.getByText('The hall file has no screen').waitFor({ timeout: SOON_MS })
  for (const one of [page, lobby]) await one.context().close()
})

test('a device is given no screen that the hall has not, and a kiosk none at all', async () => {
  const { askForCode, pair } = devicesOf(hall.server)
  const { code } = await askForCode('lobby')
  const refused = async (scope: object) => {
    const { status, body } = await pair(code, { scope })
    return `${status} ${body.code} ${body.field}`
  }
  assert.equal(await refused({ kind: 'lobby', screen: 'nowhere' }), '400 no_such_screen scope.screen')
  assert.equal(await refused({ kind: 'kiosk', screen: 'usual' }), '400 malformed scope.screen')
})

// Last: the hall's clock goes forward only.
test('after closing time a counter says that it serves on, in words, with a sign; the lobby says when the hall opens', async () => {
  const counter = await hall.open('/display/counter?counter=1')
  await counter.locator('[data-state=come] .sign').waitFor()
  assert.equal(await counter.locator('.extended').count(), 0)
  const { tickets } = (
    await ask(hall.server.url, 'GET', `/api/v1/halls/${hall.server.hall}/board?audience=staff`, {
      token: hall.server.token,
    })
  ).body as { tickets: { id: string; state: string; counter: string | null }[] }
  const ticket = tickets.find((one) => one.counter === '1' && one.state === 'called')?.id
  await hall.act({ do: 'serve', ticket })
  await counter.locator('[data-state=serving]').waitFor()
  await moveTo(hall.server, '2026-11-24T17:45:00+08:00')
  await counter.reload()
  await counter.locator('.extended', { hasText: '延时服务' }).waitFor()
  await counter.locator('.extended', { hasText: 'Open late for those who wait' }).waitFor()
  assert.deepEqual(await violations(counter), [])
  await shoot(counter, 'counter-extended')
  await hall.act({ do: 'finish', ticket })
  await hall.act({ do: 'pause', counter: '1', reason: 'papers', minutes: 10 })
  await counter.locator('[data-state=paused] .sign').waitFor()
  await hall.act({ do: 'close', counter: '1' })
  await counter.locator('[data-state=closed] .sign').waitFor()
  const lobby = await hall.open('/display?screen=usual&zone=A')
  await lobby.locator('.foot .opening', { hasText: '下次开放：11月25日星期三 08:30' }).waitFor()
  for (const page of [counter, lobby]) await page.context().close()
})
