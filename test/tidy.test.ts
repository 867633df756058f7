// Keeps what the compiler cannot: who imports whom, where SQL may stand, how long a file may be, which words there are.
import assert from 'node:assert/strict'
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { test } from 'node:test'
import { LANGUAGES } from '../ui/languages.ts'

const ROOT = join(import.meta.dirname, '..')
const ROOMS = ['core', 'server', 'ui', 'kiosk', 'display', 'booking', 'console', 'test', 'scripts', 'bench']
const SCREENS = ['kiosk', 'display', 'booking', 'console']
/** Who may import whom, besides itself. */
const MAY: Record<string, string[]> = {
  core: [],
  server: ['core', 'words'],
  ui: ['core', 'words'],
  ...Object.fromEntries(SCREENS.map((screen) => [screen, ['ui', 'core', 'words']])),
}
const CORE_PARTS = ['luxon', 'typebox']
const LINES_MOST = 300
const MEDIAN_MOST = 90

interface Source {
  path: string
  room: string
  text: string
  lines: number
}

function sources(): Source[] {
  return ROOMS.filter((room) => existsSync(join(ROOT, room)))
    .flatMap((room) => filesIn(join(ROOT, room)))
    .map((path) => {
      const text = readFileSync(path, 'utf8')
      const short = relative(ROOT, path)
      return { path: short, room: short.split('/')[0] ?? '', text, lines: text.split('\n').length - 1 }
    })
}

function filesIn(folder: string): string[] {
  return readdirSync(folder)
    .filter((name) => name !== 'node_modules')
    .flatMap((name) => {
      const path = join(folder, name)
      if (statSync(path).isDirectory()) return filesIn(path)
      return /\.(ts|tsx|mjs|css)$/.test(name) ? [path] : []
    })
}

/** Rooms (`core`) and packages (`luxon`) that a file imports. */
function imports({ path, text }: Source): { rooms: string[]; packages: string[] } {
  const named = [...text.matchAll(/\b(?:from\s+|import\s+|import\s*\(\s*)'([^'\n]+)'/g)].map((match) => match[1] ?? '')
  const own = named.filter((name) => name.startsWith('.'))
  const rooms = own.map((name) => relative(ROOT, resolve(ROOT, dirname(path), name)).split('/')[0] ?? '')
  return { rooms, packages: named.filter((name) => !name.startsWith('.')) }
}

function filesImported({ path, text }: Source): string[] {
  const own = [...text.matchAll(/from '(\.[^']+)'/g)].map((match) => match[1] ?? '')
  return own.map((name) => relative(ROOT, resolve(ROOT, dirname(path), name)))
}

const all = sources()

test('data goes through the house one way', () => {
  for (const source of all) {
    const may = MAY[source.room]
    if (may === undefined) continue
    const wrong = imports(source).rooms.filter((room) => room !== source.room && !may.includes(room))
    assert.deepEqual(wrong, [], `${source.path} imports from ${wrong}`)
  }
})

test('no file imports, by whatever way, itself', () => {
  const next = new Map(all.map((source) => [source.path, filesImported(source)]))
  const done = new Set<string>()
  const visit = (path: string, way: string[]): void => {
    assert.ok(!way.includes(path), `${[...way, path].join(' → ')}`)
    if (done.has(path)) return
    for (const other of next.get(path) ?? []) visit(other, [...way, path])
    done.add(path)
  }
  for (const path of next.keys()) visit(path, [])
})

test('the core knows no clock, chance, network, file or database', () => {
  for (const source of all.filter(({ room }) => room === 'core')) {
    const foreign = imports(source).packages.filter((name) => !CORE_PARTS.includes(name.split('/')[0] ?? ''))
    assert.deepEqual(foreign, [], source.path)
    assert.doesNotMatch(source.text, /Date\.now\(|new Date\(\)|Math\.random\(/, source.path)
  }
})

test('SQL stands in server/store and migrations alone', () => {
  const elsewhere = ['server/migrate.ts', 'server/embedded/', 'server/store/']
  for (const { path, room, text } of all) {
    if (room !== 'server' || elsewhere.some((place) => path.startsWith(place))) continue
    assert.doesNotMatch(text, /\b(INSERT INTO|UPDATE \w+ SET|DELETE FROM|SELECT .+ FROM|SELECT 1)\b/, path)
  }
})

test('commands never broadcast, the store never decides', () => {
  for (const source of all) {
    const { text, path } = source
    if (/^server\/(commands|batch)\.ts$/.test(path)) assert.doesNotMatch(text, /broadcast\.ts'/, path)
    if (path.startsWith('server/store/')) assert.doesNotMatch(text, /import \{[^}]*\bdecide\b/, path)
  }
})

test('a file is one idea: at most 300 lines, half of them short', () => {
  for (const { path, lines } of all) assert.ok(lines <= LINES_MOST, `${path} has ${lines} lines`)
  const sorted = all
    .filter(({ room }) => room !== 'test')
    .map(({ lines }) => lines)
    .sort((a, b) => a - b)
  const median = sorted[Math.floor(sorted.length / 2)] ?? 0
  assert.ok(median <= MEDIAN_MOST, `the median file has ${median} lines`)
})

test('every file says first what it is for; nothing is left over', () => {
  for (const { path, text } of all) {
    assert.match(text, /^(#!.*\n)?(\/\/|\/\*)/, `${path} does not begin with a sentence`)
    // An exception that the linter was given a reason for is one.
    if (path === 'test/tidy.test.ts') continue
    const unexcused = text.replace(/\/\/ biome-ignore .*\n.*/g, '')
    assert.doesNotMatch(unexcused, /\b(test|it|describe)\.(only|todo)\b|@ts-ignore|: any\b|\bas any\b(?! [a-z])/, path)
    assert.doesNotMatch(text, /\bTODO\b|\bFIXME\b/, path)
    if (!path.endsWith('.d.ts')) assert.doesNotMatch(text, /export default (?!defineConfig)/, path)
  }
})

test('both languages have the same words, and every word that is asked for is there', () => {
  const words = (language: string) =>
    JSON.parse(readFileSync(join(ROOT, 'words', `${language}.json`), 'utf8')) as Record<string, string>
  const en = words('en')
  const zh = words('zh-CN')
  assert.deepEqual(Object.keys(zh).sort(), Object.keys(en).sort())
  const values = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1]).sort()
  for (const [key, text] of Object.entries(en)) assert.deepEqual(values(zh[key] ?? ''), values(text), key)
})

test('which languages there are stands in one place, and there are words in each', () => {
  const there = readdirSync(join(ROOT, 'words')).map((name) => name.replace('.json', ''))
  assert.deepEqual(LANGUAGES.map(([id]) => String(id)).sort(), there.sort())
  for (const { path, room, text } of all)
    if (room === 'console' || room === 'kiosk')
      for (const one of there) assert.ok(!text.includes(`'${one}'`) && !text.includes(`"${one}"`), `${path}: ${one}`)
})

test('no sentence stands in a screen: Chinese text is in words/ alone', () => {
  for (const { path, room, text } of all) {
    if (![...SCREENS, 'ui'].includes(room) || !/\.tsx?$/.test(path)) continue
    const code = text.replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '')
    // Names of languages in their own script are not sentences.
    assert.doesNotMatch(code.replaceAll("'中文'", ''), /[\u4e00-\u9fff]{2,}/, path)
  }
})
