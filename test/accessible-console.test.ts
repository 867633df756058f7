// Every page of the console, in both languages, as it is and with letters twice as large: axe finds nothing, nothing is lost.
import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { press } from './support/asking.ts'
import { type Looking, look, openLooking } from './support/looking.ts'

const PAGES =
  'counter host appointments visits calendar messages overview figures fairness people personal devices me'.split(' ')
const SETUP =
  'hall departments services counters openings closures exceptions teams priorities policy booking messages alerts changes file new'.split(
    ' ',
  )

let looking: Looking

before(async () => {
  looking = await openLooking()
  const { server } = looking
  for (let i = 0; i < 3; i++) await press(server, { do: 'take', service: 'id-card' })
  await press(server, { do: 'open', counter: '4' }, server.token)
})

for (const language of ['zh-CN', 'en']) {
  test(`axe finds nothing on any page of the console, and nothing is lost at 200 % (${language})`, async () => {
    const context = await looking.contextOf(language, 'desk', { tingxu_session: looking.server.token })
    const page = await context.newPage()
    await page.goto(`${looking.server.url}/console?lang=${language}`)
    const found: string[] = []
    for (const name of [...PAGES, ...SETUP.map((one) => `setup/${one}`)]) {
      await page.evaluate((hash) => location.assign(`#${hash}`), name)
      // English has the longer words; what has room for them has room for Chinese.
      found.push(...(await look(page, name, 'desk', language === 'en')))
    }
    assert.deepEqual(found, [])
    await context.close()
  })
}
