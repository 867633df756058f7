// What the soak checks with finds what it is there to find: an answer that is in no log, a screen that shows something else.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { checkPlace } from '../bench/soak/check.ts'
import { type Followed, followScreen } from '../bench/soak/screens.ts'
import { type HallServer, openHallServer } from './support/hall-server.ts'
import { type Pressed, pressPatiently } from './support/patient.ts'
import { connectTo } from './support/running.ts'

let server: HallServer
let screen: Followed
const history: Pressed[] = []
before(async () => {
  server = await openHallServer()
  screen = followScreen(server, 'lobby')
  for (let n = 0; n < 5; n++) await pressPatiently(server, { do: 'take', service: 'guidance' }, null, history)
})
after(() => screen.close())

async function check(pressed: readonly Pressed[], screens: readonly Followed[] = [screen]) {
  const counted = { commands: 0, lost: 0, twice: 0 }
  const place = { direct: server, look: () => connectTo(server.connection) }
  const fault = await checkPlace(place, pressed, screens, counted).then(
    () => null,
    (error: Error) => error.message,
  )
  return { ...counted, fault }
}

test('a hall to which nothing happened passes', async () => {
  assert.deepEqual(await check(history), { commands: 5, lost: 0, twice: 0, fault: null })
})

test('an answer that is in no log is counted as lost', async () => {
  const [first] = history as [Pressed]
  const body = { ...first.answer.body, seq: 99 }
  const { lost, fault } = await check([
    ...history,
    { ...first, id: 'never-written', answer: { ...first.answer, body } },
  ])
  assert.equal(lost, 1)
  assert.match(fault ?? '', /not in the log/)
})

test('answers in another order than they were sent are told', async () => {
  const turned = history.map((one, n) => ({ ...one, sentAt: 100 - 10 * n, answeredAt: 105 - 10 * n }))
  assert.match((await check(turned)).fault ?? '', /had been answered/)
})

test('a screen that shows something else, or a call twice, is told', async () => {
  const board = () => {
    const now = screen.board()
    return now === null ? null : { ...now, services: [] }
  }
  assert.match((await check(history, [{ ...screen, board }])).fault ?? '', /lobby at \d+/)
  assert.match((await check(history, [{ ...screen, calls: new Map([[3, 2]]) }])).fault ?? '', /shown twice/)
})
