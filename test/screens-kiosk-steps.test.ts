// Every step of the kiosk, in both languages and every mode: what is to be read and hit is large enough, stands out, and passes axe.
import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import type { Page } from 'playwright-core'
import { violations } from './support/axe.ts'
import { illegible, lost } from './support/legible.ts'
import { type Looking, openLooking, settle } from './support/looking.ts'

const NORMAL = { text: 18, target: 60 }
const LARGE = { text: 30, target: 60 }
const LYING = { width: 1920, height: 1080 }
const ZOOMED = { width: 540, height: 960 }
const STANDING = { width: 1080, height: 1920 }

let looking: Looking

before(async () => {
  looking = await openLooking()
})

/** Shows one step after the other; those that come once a visit come last. */
async function walk(kiosk: Page, look: (step: string) => Promise<void>): Promise<void> {
  await look('departments')
  await kiosk.click('[data-go=check-in]')
  await look('check-in')
  await kiosk.keyboard.press('Escape')
  await kiosk.click('[data-department=police]')
  await look('services')
  await kiosk.click('[data-service=id-card]')
  await look('sheet')
  await kiosk.click('.priority')
  await look('priority')
  await kiosk.click('.priority-none')
  await kiosk.click('.also')
  await kiosk.click('[data-department=exit-entry]')
  await kiosk.click('[data-service=passport]')
  await look('several')
  await kiosk.click('.take')
  await kiosk.locator('[data-number]').waitFor()
  await look('number')
}

for (const language of ['zh-CN', 'en'])
  for (const mode of ['normal', 'large', 'low', 'large and low'] as const) {
    test(`the kiosk in ${language}, ${mode}: text, targets, contrast`, async () => {
      const context = await looking.contextOf(language, 'kiosk', { tingxu_device: looking.device })
      const kiosk = await context.newPage()
      await kiosk.goto(`${looking.server.url}/kiosk?lang=${language}`)
      await settle(kiosk)
      // What is measured must have been drawn.
      if (mode.includes('large')) {
        await kiosk.click('[data-say="kiosk.large"]')
        await kiosk.locator('html.large').waitFor()
      }
      if (mode.includes('low')) {
        await kiosk.click('[data-say="kiosk.low"]')
        await kiosk.locator('html.low').waitFor()
      }
      const found: string[] = []
      const least = mode.includes('large') ? LARGE : NORMAL
      await walk(kiosk, async (step) => {
        const tell = (faults: string[], how = '') => found.push(...faults.map((one) => `${step}${how}: ${one}`))
        tell(await illegible(kiosk, least))
        if (mode === 'normal' || mode === 'large') tell(await violations(kiosk))
        await kiosk.setViewportSize(LYING)
        tell(await illegible(kiosk, least), ', lying')
        await kiosk.setViewportSize(ZOOMED)
        if (mode === 'large') {
          tell(await violations(kiosk), ' at 200 %')
          tell(await lost(kiosk), ' at 200 %')
        }
        await kiosk.setViewportSize(STANDING)
      })
      assert.deepEqual(found, [])
      await context.close()
    })
  }
