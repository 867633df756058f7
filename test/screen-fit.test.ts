// Letters on the hall's screens are never lower than the last row needs, whatever the screen; where they need room, fewer calls stand there.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { faultsOf } from '../core/hall-faults.ts'
import { DIGITS_SHARE, HANZI_SHARE, leastHeights, leastSizes, pxPerMm, widthOf } from '../core/letters.ts'
import { noticePages } from '../core/notice-pages.ts'
import type { RowsFit } from '../core/rows-fit.ts'
import { type Fit, farthest, fitScreen, headingHeight, LEAST_SHOWN } from '../core/screen-fit.ts'
import { isOnScreen, partOf, wantedOf } from '../core/screen-of-hall.ts'
import type { Wanted } from '../core/screen-wanted.ts'
import { BESIDE, LAYOUTS, METRES_MOST } from '../core/screenKinds.ts'
import type { Screen } from '../core/screens.ts'
import { smallHall } from './support/small-hall.ts'

const SIZES = [
  { width: 1920, height: 1080 },
  { width: 1080, height: 1920 },
  { width: 3840, height: 2160 },
  { width: 1280, height: 1024 },
  { width: 1366, height: 768 },
]

const wanted: fc.Arbitrary<Wanted> = fc.record({
  layout: fc.constantFrom(...LAYOUTS),
  beside: fc.constantFrom(...BESIDE),
  pixels: fc.constantFrom(...SIZES),
  inches: fc.integer({ min: 19, max: 160 }),
  distance: fc.integer({ min: 5, max: 300 }).map((tenths) => tenths / 10),
  rows: fc.integer({ min: 1, max: 12 }),
  latin: fc.boolean(),
  names: fc.boolean(),
  numberLetters: fc.integer({ min: 5, max: 6 }),
  place: fc.record({ first: fc.integer({ min: 2, max: 14 }), second: fc.integer({ min: 2, max: 20 }) }),
  title: fc.record({ first: fc.integer({ min: 2, max: 14 }), second: fc.integer({ min: 2, max: 24 }) }),
  columns: fc.integer({ min: 1, max: 25 }),
})

const rowsOf = (fit: Fit): RowsFit[] => [fit.calls, fit.earlier, fit.waiting].filter((one) => one !== null)
const sum = ({ rows, firstHeight, height }: RowsFit, gap: number) => firstHeight + (rows - 1) * (height + gap)

test('ten metres want Hanzi of 67 mm and digits of 50 mm; on 55 inches of 1920 pixels that is so many pixels', () => {
  assert.deepEqual(leastHeights(10), { hanzi: 10_000 / 150, digits: 50 })
  const perMm = pxPerMm(55, { width: 1920, height: 1080 })
  assert.equal(perMm.toFixed(3), '1.577')
  const { text, digits, second } = leastSizes(10, perMm, false)
  assert.equal(((text * HANZI_SHARE) / perMm).toFixed(2), '66.67')
  assert.equal(((digits * DIGITS_SHARE) / perMm).toFixed(2), '50.00')
  assert.equal(second * 2, text)
  assert.equal(leastSizes(10, perMm, true).text, digits)
  // Four times the pixels on the same wall: the same millimetres.
  assert.equal(pxPerMm(55, { width: 3840, height: 2160 }) / perMm, 2)
})

test('no accepted layout has letters below the promise, and its rows stay within their box', () => {
  fc.assert(
    fc.property(wanted, (one) => {
      const fit = fitScreen(one)
      if (fit === null) return
      const least = leastSizes(one.distance, pxPerMm(one.inches, one.pixels), one.latin)
      assert.deepEqual(fit.letters, least)
      for (const rows of rowsOf(fit)) {
        assert.ok(rows.first >= 1 && rows.scale >= 1, 'never smaller')
        assert.ok(rows.rows >= 1)
        assert.ok(rows.first >= rows.scale - 1e-9)
      }
      assert.ok(fit.shown >= LEAST_SHOWN[one.layout])
      const gap = 1.4 * fit.unit
      if (fit.calls !== null && one.layout === 'calls') {
        assert.ok(fit.calls.rows <= one.rows || one.rows < LEAST_SHOWN.calls)
        assert.ok(sum(fit.calls, gap) + headingHeight(fit) <= fit.callsHeight + 1)
        assert.ok(fit.callsWidth <= one.pixels.width && fit.callsHeight <= one.pixels.height)
      }
    }),
    { numRuns: 4_000 },
  )
})

test('farther away there are never more calls on the same screen, and beyond the farthest seat none', () => {
  fc.assert(
    fc.property(wanted, (one) => {
      const most = farthest(one, METRES_MOST)
      if (most > 0) assert.notEqual(fitScreen({ ...one, distance: most }), null)
      if (most < METRES_MOST) assert.equal(fitScreen({ ...one, distance: most + 0.1 }), null)
      if (one.layout !== 'calls' || most < 1) return
      const near = fitScreen({ ...one, beside: 'notice', distance: most / 2 })
      const far = fitScreen({ ...one, beside: 'notice', distance: most })
      // Beside the calls something may give way to them: then there may be more of them.
      if (near?.notice == null || far?.notice == null) return
      assert.ok(far.shown <= near.shown, `${far.shown} > ${near.shown}`)
    }),
    { numRuns: 1_000 },
  )
})

test('the hall’s screen: four calls from four metres, fewer from nine, refused from where nobody could read them', () => {
  const shown = (distance: number) => {
    const screen = { layout: 'calls', inches: 55, distance } as const
    return fitScreen(wantedOf(smallHall(), { screen, zone: null, pixels: SIZES[0] as never, names: false }))?.shown ?? 0
  }
  assert.deepEqual([4, 9, 30].map(shown), [4, 3, 0])
})

const screen = (change: Partial<Screen> = {}): Screen => ({
  id: 'hall',
  name: { 'zh-CN': '大厅屏', en: 'Hall' },
  layout: 'calls',
  inches: 55,
  distance: 4,
  ...change,
})
const wrong = (...screens: unknown[]) =>
  faultsOf({ ...smallHall(), screens }).map(({ path, code, detail }) => `${path} ${code} ${detail}`)

test('what is wrong with a screen is refused with its field, a distance with what would do', () => {
  assert.deepEqual(wrong(screen()), [])
  const [far = ''] = wrong(screen({ distance: 40 }))
  assert.match(far, /^\/screens\/0\/distance screen_too_far \d/)
  const most = Number(far.split(' ').at(-1))
  assert.deepEqual(wrong(screen({ distance: most })), [])
  assert.notDeepEqual(wrong(screen({ distance: most + 0.1 })), [])
  assert.deepEqual(wrong(screen(), screen()), ['/screens/1/id twice hall'])
  assert.deepEqual(wrong(screen({ zones: ['A', 'Z'] })), ['/screens/0/zones/1 unknown_counter_zone Z'])
  assert.deepEqual(wrong(screen({ departments: ['nobody'] })), ['/screens/0/departments/0 unknown_department nobody'])
  assert.deepEqual(wrong(screen({ beside: 'notice', notice: { 'zh-CN': '通知' } })), [
    '/screens/0/notice/en text_missing en',
  ])
  assert.deepEqual(wrong(screen({ beside: 'video' })), ['/screens/0/address address_missing video'])
  for (const address of ['https://example.org/a.mp4', '//example.org/a.mp4', '/\\example.org', 'javascript:1', ''])
    assert.deepEqual(
      wrong(screen({ beside: 'video', address })).map((one) => one.split(' ')[0]),
      ['/screens/0/address'],
      address,
    )
  assert.deepEqual(wrong(screen({ beside: 'video', address: '/media/hall.mp4' })), [])
  for (const [field, value] of Object.entries({
    inches: 0,
    distance: 0,
    rows: 0,
    layout: 'wide',
    pixels: { width: 1 },
  }))
    assert.match(wrong({ ...screen(), [field]: value })[0] ?? '', new RegExp(`^/screens/0/${field}`))
})

test('a hall says of names: never or masked, and nothing else', () => {
  const { policy } = smallHall()
  const named = (publicNames: string) => faultsOf({ ...smallHall(), policy: { ...policy, publicNames } })
  assert.deepEqual([named('never'), named('masked')], [[], []])
  assert.deepEqual(
    named('always').map(({ path }) => path),
    ['/policy/publicNames'],
  )
})

test('a screen of a part of the hall shows the calls of that part; what the hall no longer has narrows nothing', () => {
  const hall = smallHall({ counters: smallHall().counters.map((one, i) => ({ ...one, zone: i < 2 ? 'A' : 'B' })) })
  const on = (change: Partial<Screen>, zone: string | null, counter: string, service?: string) =>
    isOnScreen(hall, partOf(hall, screen(change), zone), counter, service)
  assert.deepEqual([on({ zones: ['A'] }, null, '1'), on({ zones: ['A'] }, null, '3')], [true, false])
  assert.deepEqual(
    [on({ departments: ['property'] }, null, '3', 'deed'), on({ departments: ['property'] }, null, '3', 'id-card')],
    [true, false],
  )
  assert.equal(on({ departments: ['property'] }, null, '3'), true, 'by what the counter is there for')
  assert.deepEqual([on({}, 'B', '1'), on({}, 'B', '3')], [false, true], 'a zone screen')
  assert.equal(on({ zones: ['gone'] }, null, '1'), true)
  assert.equal(on({ zones: ['A'] }, null, 'new-one'), true, 'a counter that nobody knows')
})

test('a notice loses no letter to its pages, and no line is wider than the board', () => {
  const text = fc.stringMatching(/^[a-z0-9 ,.窗口办理通知请到，。]{1,200}$/)
  fc.assert(
    fc.property(text, fc.integer({ min: 1, max: 6 }), fc.integer({ min: 5, max: 30 }), (notice, lines, width) => {
      const pages = noticePages(notice, { lines, width })
      assert.equal(pages.join('').replace(/\s/g, ''), notice.replace(/\s/g, ''))
      for (const page of pages) {
        assert.ok(page.split('\n').length <= lines)
        // A comma may hang over the edge rather than begin a line.
        for (const line of page.split('\n')) assert.ok(widthOf(line.replace(/[，。]+$/, '')) <= width + 1, line)
      }
    }),
    { numRuns: 1_000 },
  )
})
