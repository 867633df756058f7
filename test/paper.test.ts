// What stands on paper: templates that are refused, values that cannot become markup or commands, and lines that break between words.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { faultsOf } from '../core/hall-faults.ts'
import { filledPaper, paperFaults } from '../core/paper-text.ts'
import { asCommands, asSvg } from '../server/print/render.ts'
import { wrapped } from '../server/print/wrap.ts'
import { textOf } from './support/fake-printer.ts'
import { smallHall } from './support/small-hall.ts'

const faults = (template: string) => [...paperFaults({ ticket: { en: template } })].map((one) => [one.code, one.detail])
/** Lines that came out, without the blanks at their ends. */
const linesOf = (document: string, width: 58 | 80 = 58) =>
  textOf(asCommands(document, { width }))
    .split('\n')
    .map((line) => line.trim())

test('a template names what there is; commands to the printer, pictures and control signs are refused with their place', () => {
  assert.deepEqual(faults('"{hall}"\n^^^{number}\n{code:{link}; option:qrcode,4,m}\n{width:10,*}\n{border:line}'), [])
  assert.deepEqual(faults('{nmae} {number}'), [['unknown_name', 'nmae']])
  assert.deepEqual(faults('{x:\\x1bp0}'), [
    ['not_printable', '{x:\\x1bp0}'],
    ['not_printable', '\\x1b'],
  ])
  assert.deepEqual(faults('{image:iVBORw0KGgo}'), [['not_printable', '{image:iVBORw0KGgo}']])
  assert.deepEqual(faults('{ option : qrcode ; command : a }'), [
    ['not_printable', '{ option : qrcode ; command : a }'],
  ])
  const file = smallHall({ paper: { ticket: { 'zh-CN': '{haal}' } } })
  assert.deepEqual(faultsOf(file), [{ path: '/paper/ticket/zh-CN', code: 'unknown_name', detail: 'haal' }])
})

test('printers have names of their own, and addresses that are addresses', () => {
  const printer = { id: 'p', name: 'East', host: '10.0.0.9', width: 58 as const }
  const told = (printers: object[]) => faultsOf({ ...smallHall(), paper: { printers } }).map((one) => one.path)
  assert.deepEqual(told([printer, { id: 'q', name: 'Browser', width: 80 }]), [])
  assert.deepEqual(told([printer, printer]), ['/paper/printers/1/id'])
  assert.deepEqual(told([{ ...printer, host: 'http://10.0.0.9/' }]), ['/paper/printers/0/host'])
  assert.deepEqual(told([{ ...printer, port: 70_000 }]), ['/paper/printers/0/port'])
  assert.deepEqual(told([{ ...printer, width: 60 }]), ['/paper/printers/0/width'])
})

test('a line that names something empty is left out, a list has a line for each, rules do not stand beside each other', () => {
  const template = '{hall}\n-\n{copy}\n-\n* {papers} |\nCode: {link}\n{other}'
  const values = { hall: 'Small hall', copy: '', papers: ['card', 'form'], link: '' }
  assert.equal(filledPaper(template, values), 'Small hall\n-\n* card |\n* form |\n{other}')
})

test('names that look like markup come out as they are', () => {
  for (const odd of [
    'a|b',
    '{x:\\x1b@}',
    '"_`^~',
    '\\',
    '---',
    '===',
    'a\\nb',
    '{code:1;option:qrcode}',
    ' `x` ',
    '\u1fef',
  ])
    assert.deepEqual(
      linesOf(filledPaper('{service}', { service: odd })).filter((line) => line !== ''),
      [odd.normalize('NFC').trim()],
      odd,
    )
})

test('letters that the printer does not have come out bare or as a box, on the paper and in its picture', () => {
  const name = 'Muñoz Erdős é 한 🙂 Ł €'
  assert.deepEqual(
    linesOf(filledPaper('{name}', { name })).filter((line) => line !== ''),
    ['Munoz Erdos é □ □ □ €'],
  )
  const bytes = asCommands(filledPaper('{name}', { name }), { width: 58 }).toString('latin1')
  assert.doesNotMatch(bytes, /[\x81-\xfe][0-9][\x81-\xfe][0-9]/, 'four bytes are garbage on the paper')
  assert.ok(!asSvg(filledPaper('{name}', { name }), 58).includes('한'))
})

test('whatever is typed into a name, the printer gets no command by it', () => {
  const plain = linesOf(filledPaper('{a}\n^^^{b}\n{c} |', { a: 'x', b: 'x', c: 'x' })).length
  fc.assert(
    fc.property(
      fc.array(fc.string({ unit: 'binary', maxLength: 12 }), { minLength: 3, maxLength: 3 }),
      ([a = '', b = '', c = '']) => {
        const document = filledPaper('{a}\n^^^{b}\n{c} |', { a: `x${a}`, b: `x${b}`, c: `x${c}` })
        // The fake printer throws on what it does not know; every command that it meets is one of ours.
        assert.ok(linesOf(document).length >= plain)
        assert.ok(!/<script|<image|<style/i.test(asSvg(document, 58)))
      },
    ),
    { numRuns: 300, seed: 20261124 },
  )
})

test('what the fault check let through by mistake still says nothing to the printer itself', () => {
  const bytes = asCommands('{x:\\x1bp0}\n{i:iVBORw0KGgo=}\nend', { width: 58 })
  assert.ok(!bytes.includes(Buffer.from('\x1bp0')))
})

test('lines break between words and between Hanzi, never before a closing mark; decorations hold on each', () => {
  assert.equal(
    wrapped('"Application for real estate registration" |', 32),
    '"Application for real estate" |\n"registration" |',
  )
  assert.equal(wrapped('^^^Papers to bring along', 32), '^^^Papers to bring\n^^^along')
  assert.equal(wrapped('居民身份证件（原件和复印件各一份）很长', 32), '居民身份证件（原件和复印件各一\n份）很长')
  assert.equal(wrapped('short', 32), 'short')
})

test('58 mm hold 32 columns, 80 mm hold 48', () => {
  const line = (columns: number) => linesOf('x'.repeat(columns), columns === 32 ? 58 : 80).filter((one) => one !== '')
  assert.deepEqual(line(32), ['x'.repeat(32)])
  assert.deepEqual(line(48), ['x'.repeat(48)])
  assert.match(asSvg('x', 58), /width="384px"/)
  assert.match(asSvg('x', 80), /width="576px"/)
})
