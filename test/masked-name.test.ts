// Names as a public screen shows them: who bears one knows it again, and nobody else learns it.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { maskedName } from '../core/masked-name.ts'

test('names of many scripts', () => {
  const table: Record<string, string> = {
    陈强: '陈*',
    陈志强: '陈*强',
    欧阳志强: '欧**强',
    陈: '陈*',
    阿卜杜拉·买买提: '阿*·买*',
    尼格买提·热合曼·阿里: '尼*·热*·阿*',
    'John Doe': 'J. D***',
    'john albert doe': 'J. A. D***',
    Madonna: 'M***',
    'Anne-Marie Dupont': 'A. D***',
    'Łukasz Żak': 'Ł. Ż***',
    Zoë: 'Z***',
    'Иван Петров': 'И. П***',
    김민수: '김*수',
    山田太郎: '山**郎',
    'أحمد علي': 'أ. ع***',
    '陈志强 John': '陈. J***',
    '  陈 志强 ': '陈*强',
    '陈 强': '陈*',
    '陈　强': '陈*',
    王·强: '王*·*',
    '김 철': '김*',
    '森 一': '森*',
    'J D': 'J. ***',
    'J Doe': 'J. D***',
    'John F. Kennedy': 'J. *. K***',
    '': '',
    '***': '',
    '13800001234': '',
    '🙂': '',
  }
  for (const [name, shown] of Object.entries(table)) assert.equal(maskedName(name), shown, name)
})

test('letters that are written in two parts are one', () => {
  assert.equal(maskedName('É́lodie Roux'.normalize('NFD')), maskedName('É́lodie Roux'.normalize('NFC')))
})

test('what is masked tells neither the name nor how long it is', () => {
  const name = fc.stringMatching(/^[陈志强欧阳王丽A-Za-zéß 　·-]{1,40}$/u)
  fc.assert(
    fc.property(name, (one) => {
      const shown = maskedName(one)
      const letters = (text: string) =>
        [...text.normalize('NFC').toLowerCase()].filter((letter) => /\p{L}/u.test(letter))
      const parts = one.split(/[\s·]+/).filter((part) => letters(part).length > 0).length
      assert.ok(letters(shown).length <= Math.max(2, Math.min(parts, 4)), `${one}: ${shown}`)
      assert.ok(letters(one).length < 2 || letters(shown).length < letters(one).length, `${one}: ${shown}`)
      assert.ok(shown === '' || shown.includes('*'))
      assert.ok(shown.length <= 24)
    }),
    { numRuns: 2_000 },
  )
})
