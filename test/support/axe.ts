// What axe finds on a page that keeps somebody out.
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Page } from 'playwright-core'

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']

/** What is wrong and where, in the words of axe. */
export async function violations(page: Page): Promise<string[]> {
  await page.evaluate(AXE)
  return page.evaluate(async (tags) => {
    const { axe } = window as unknown as { axe: { run(where: Document, how: object): Promise<AxeResult> } }
    interface AxeResult {
      violations: { id: string; nodes: { html: string }[] }[]
    }
    const result = await axe.run(document, { runOnly: tags })
    return result.violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)
  }, TAGS)
}
