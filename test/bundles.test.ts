// What each page weighs on its way to a phone or screen: the code it needs before it shows something, as it is sent.
import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { gzipSync } from 'node:zlib'

const DIST = join(import.meta.dirname, '..', 'dist')
const text = (file: string) => readFileSync(join(DIST, file), 'utf8')

const VISITORS = ['booking/index.html', 'booking/ticket.html', 'booking/appointment.html']
/** Of the hall's screens, whose layout and voice follow. */
const HALL_SCREEN_MOST = 12 * 1_024

/** All scripts that a page names, and those that they import at once. The socket's client is shared and kept; it is left out. */
function scriptsOf(page: string): string[] {
  const named = [...text(page).matchAll(/(?:src|href)="\/?(assets\/[^"]+\.js)"/g)].map(([, file = '']) => file)
  return scriptsFrom(...named)
}

/** The address of a part by the name of its module. */
function partNamed(name: string): string {
  const file = readdirSync(join(DIST, 'assets')).find((one) => one.startsWith(`${name}-`) && one.endsWith('.js'))
  assert.ok(file, name)
  return `assets/${file}`
}

function scriptsFrom(...named: string[]): string[] {
  const found = new Set<string>()
  const add = (file: string) => {
    if (found.has(file)) return
    found.add(file)
    for (const [, next] of text(file).matchAll(/(?:from|import)\s*["']\.\/([^"']+\.js)["']/g)) add(`assets/${next}`)
  }
  for (const file of named) add(file)
  return [...found].filter((file) => !file.includes('socket'))
}

/** Bytes, gzip. */
function sizeOf(file: string): number {
  return gzipSync(text(file)).length
}

function weightOf(page: string): number {
  return scriptsOf(page).reduce((sum, file) => sum + sizeOf(file), 0)
}

test('lobby and counter screens begin with at most 12 kB, the kiosk with 15, what a visitor opens with 20, the console with 60', (context) => {
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
  for (const page of ['display/index.html', 'display/counter.html']) {
    assert.ok((weights[page] ?? 0) > 5_000, 'found what the pages load')
    assert.ok((weights[page] ?? 0) <= HALL_SCREEN_MOST, `${page}: ${weights[page]}`)
  }
  assert.ok((weights['console/index.html'] ?? 0) <= 60_000, `console: ${weights['console/index.html']}`)
  for (const page of VISITORS) assert.ok((weights[page] ?? 0) <= 20_000, `${page}: ${weights[page]}`)
  assert.ok((weights['booking/appointment.html'] ?? 0) > 15_000, 'with the part that chooses a time')
  assert.ok((weights['kiosk/index.html'] ?? 0) <= 15_000, `kiosk: ${weights['kiosk/index.html']}`)
})

test('what a lobby screen fetches after its first picture weighs less than another 16 kB, of which its voice is a part', (context) => {
  const first = new Set(scriptsOf('display/index.html'))
  const later = new Set(['Picture', 'Spoken', 'Single', 'Columns'].flatMap((name) => scriptsFrom(partNamed(name))))
  const weight = [...later].filter((file) => !first.has(file)).reduce((sum, file) => sum + sizeOf(file), 0)
  context.diagnostic(String(weight))
  assert.ok(weight > 5_000 && weight <= 16_000, String(weight))
})

test('no page carries the schema builder: the server checks', () => {
  for (const page of ['kiosk/index.html', 'booking/appointment.html', 'console/index.html', 'display/index.html'])
    for (const file of scriptsOf(page)) assert.ok(!text(file).includes('~kind'), `${page}: ${file}`)
})
