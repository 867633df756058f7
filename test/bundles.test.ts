// What each page weighs on its way to a phone or screen: the code it needs before it shows something, as it is sent.
import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { gzipSync } from 'node:zlib'

const DIST = join(import.meta.dirname, '..', 'dist')
const text = (file: string) => readFileSync(join(DIST, file), 'utf8')

const VISITORS = ['booking/index.html', 'booking/ticket.html', 'booking/appointment.html']
/** What a page fetches at once because it can show nothing without. */
const AT_ONCE: Record<string, string> = { 'booking/appointment.html': 'NewAppointment' }

/** All scripts that a page names, and those that they import at once. The socket's client is shared and kept; it is left out. */
function scriptsOf(page: string): string[] {
  const found = new Set<string>()
  const add = (file: string) => {
    if (found.has(file)) return
    found.add(file)
    for (const [, next] of text(file).matchAll(/(?:from|import)\s*["']\.\/([^"']+\.js)["']/g)) add(`assets/${next}`)
  }
  const part = AT_ONCE[page]
  if (part !== undefined)
    for (const file of readdirSync(join(DIST, 'assets')))
      if (file.startsWith(part) && file.endsWith('.js')) add(`assets/${file}`)
  for (const [, file = ''] of text(page).matchAll(/(?:src|href)="\/?(assets\/[^"]+\.js)"/g)) add(file)
  return [...found].filter((file) => !file.includes('socket'))
}

/** Bytes, gzip. */
function weightOf(page: string): number {
  return scriptsOf(page).reduce((sum, file) => sum + gzipSync(text(file)).length, 0)
}

test('the console begins with at most 60 kB, what a visitor opens with 20', (context) => {
  const weights = Object.fromEntries(
    [
      'display/index.html',
      'display/counter.html',
      'kiosk/index.html',
      'booking/index.html',
      'booking/ticket.html',
      'booking/appointment.html',
      'console/index.html',
    ].map((page) => [page, weightOf(page)]),
  )
  context.diagnostic(JSON.stringify(weights))
  assert.ok((weights['display/index.html'] ?? 0) > 5_000, 'found what the pages load')
  assert.ok((weights['console/index.html'] ?? 0) <= 60_000, `console: ${weights['console/index.html']}`)
  for (const page of VISITORS) assert.ok((weights[page] ?? 0) <= 20_000, `${page}: ${weights[page]}`)
  assert.ok((weights['booking/appointment.html'] ?? 0) > 15_000, 'with the part that chooses a time')
})

test('no page carries the schema builder: the server checks', () => {
  for (const page of ['kiosk/index.html', 'booking/appointment.html', 'console/index.html'])
    for (const file of scriptsOf(page)) assert.ok(!text(file).includes('~kind'), `${page}: ${file}`)
})
