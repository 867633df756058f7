// Numbers that say who somebody is: written in one way, checked, masked, found where they do not belong, sealed and recognised.
import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { test } from 'node:test'
import fc from 'fast-check'
import { lastOf, looksPersonal, masked, normalCard, normalPhone, withoutNumbers } from '../core/person.ts'
import { keptAt } from '../core/retention.ts'
import { parseInstant } from '../core/time.ts'
import { openVault } from '../server/vault.ts'
import { smallHall } from './support/small-hall.ts'

test('one phone number is one text, however it was typed', () => {
  const same = [
    '13812345678',
    '138 1234 5678',
    '138-1234-5678',
    '+8613812345678',
    '+86 138-1234-5678',
    '008613812345678',
  ]
  for (const text of [...same, '8613812345678']) assert.equal(normalPhone(text), '13812345678', text)
  assert.equal(normalPhone('+86 596-2025599'), normalPhone('0596 2025599'))
  assert.equal(normalPhone('0048 22 694 75 00'), '+48226947500')
  assert.equal(masked(lastOf(normalPhone('+86 138-1234-5678'))), '****5678')
})

test('a card number with a wrong digit anywhere, or two neighbours changed about, is none', () => {
  // The example of GB 11643-1999.
  const card = '11010519491231002X'
  assert.equal(normalCard('110105 19491231 002x'), card)
  for (const text of ['', '110105194912310', 'X10105194912310021', '１１０１０５１９４９１２３１００２X'])
    assert.equal(normalCard(text), null, text)
  for (let at = 0; at < 17; at++) {
    for (const digit of '0123456789')
      if (digit !== card[at]) assert.equal(normalCard(card.slice(0, at) + digit + card.slice(at + 1)), null)
    const [one = '', other = ''] = card.slice(at, at + 2)
    if (one !== other && at < 16) assert.equal(normalCard(card.slice(0, at) + other + one + card.slice(at + 2)), null)
  }
})

test('a text with a phone or card number in it is known, others are left as they are', () => {
  const personal = [
    'call 13812345678',
    '联系电话：138-1234-5678（王）',
    'A003 138 1234 5678',
    '电话１３８１２３４５６７８',
    '+86 13812345678',
    'at home (0596) 2025599',
    '+48 22 694 75 00',
    '110105 19491231 002X',
    '身份证11010519491231002x',
  ]
  for (const text of personal) {
    assert.equal(looksPersonal(text), true, text)
    assert.doesNotMatch(withoutNumbers(text), /\d{4}/, text)
  }
  const plain = [
    'photo missing',
    '2026-11-24 09:00–12:00',
    'counters 13 14 15 16 17 18 19',
    'file 3506-2026-1124-15',
    '91350600MA2XN3KD8P',
    'A001 → 3号窗口，１０分钟',
    '1764000000000',
    '14-18',
  ]
  for (const text of plain) assert.equal(withoutNumbers(text), text)
})

test('what is sealed opens in its own place alone, and never looks the same twice', () => {
  const vault = openVault(randomBytes(32))
  const place = { hall: 'city', ticket: '2026-11-24-A001', field: 'phone' } as const
  fc.assert(
    fc.property(fc.string({ maxLength: 300 }), (text) => {
      const sealed = vault.seal(text, place)
      assert.equal(vault.open(sealed, place), text)
      assert.notDeepEqual(vault.seal(text, place), sealed)
    }),
    { numRuns: 50 },
  )
  const sealed = vault.seal('13812345678', place)
  assert.ok(!sealed.toString('latin1').includes('1381'))
  assert.throws(() => vault.open(sealed, { ...place, ticket: '2026-11-24-A002' }))
  assert.throws(() => vault.open(sealed, { ...place, hall: 'other' }))
  assert.throws(() => vault.open(sealed, { ...place, field: 'note' }))
  assert.throws(() => openVault(randomBytes(32)).open(sealed, place))
  for (let at = 0; at < sealed.length; at++) {
    const altered = Buffer.from(sealed)
    altered[at] = (altered[at] ?? 0) ^ 1
    assert.throws(() => vault.open(altered, place))
  }
})

test('a person is recognised under the same secret alone', () => {
  const secret = randomBytes(32)
  const one = openVault(secret).personOf('phone', '13812345678')
  assert.deepEqual(openVault(secret).personOf('phone', '13812345678'), one)
  assert.notDeepEqual(openVault(secret).personOf('card', '13812345678'), one)
  assert.notDeepEqual(openVault(secret).personOf('phone', '13812345679'), one)
  assert.notDeepEqual(openVault(randomBytes(32)).personOf('phone', '13812345678'), one)
})

test('days of keeping come from the hall file or the law, and are counted by the hall’s own calendar', () => {
  const file = smallHall()
  const at = parseInstant('2026-12-31T00:30:00+08:00')
  assert.deepEqual(keptAt(file, at), [
    { type: 'contacts', days: 30, before: '2026-12-01' },
    { type: 'notes', days: 90, before: '2026-10-02' },
    { type: 'bookings', days: 90, before: '2026-10-02', campaigns: {} },
  ])
  const strict = { ...file, policy: { ...file.policy, retention: { contactsDays: 0 } } }
  assert.equal(keptAt(strict, at)[0]?.before, '2026-12-31')
})
