// Hall PCs and phones are old: what is sent to them holds nothing that Chrome 87 does not know, in scripts and in styles, unless it looks first.
import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { parseAst } from 'vite'
import { AT_RULES, GLOBALS, METHODS, PROPERTIES, SELECTORS, STATICS, VALUES } from './support/newer.ts'

const ASSETS = join(import.meta.dirname, '..', 'dist', 'assets')
const files = (ending: string) =>
  readdirSync(ASSETS)
    .filter((name) => name.endsWith(ending))
    .map((name) => ({ name, text: readFileSync(join(ASSETS, name), 'utf8') }))

/** What is only ornament where it is unknown: a tick box in the browser's own colour works as well. */
const ORNAMENTS = ['accent-color']

interface Node {
  type: string
  [part: string]: unknown
}

const isNode = (one: unknown): one is Node => typeof (one as Node | null)?.type === 'string'
const nameOf = (one: unknown): string => (isNode(one) ? String(one.name ?? '') : '')

/** All that stands in a program, each with what it stands in. */
function walk(
  node: Node,
  visit: (node: Node, inside: readonly string[]) => void,
  inside: readonly string[] = [],
): void {
  visit(node, inside)
  for (const part of Object.values(node))
    for (const one of Array.isArray(part) ? part : [part]) if (isNode(one)) walk(one, visit, [...inside, node.type])
}

/** A way of writing that an old browser cannot even read: the whole page stays white. */
function newSyntax(node: Node, inside: readonly string[]): string | null {
  const { type } = node
  if (type === 'StaticBlock') return 'a static block (94)'
  if (
    type === 'BinaryExpression' &&
    node.operator === 'in' &&
    isNode(node.left) &&
    node.left.type.startsWith('Private')
  )
    return '#x in y (91)'
  if (type === 'AwaitExpression' && !inside.some((one) => /Function/.test(one))) return 'await outside functions (89)'
  if (type === 'VariableDeclaration' && /using/.test(String(node.kind))) return 'using (134)'
  const regex = node.regex as { pattern: string; flags: string } | undefined
  if (regex !== undefined && /[dv]/.test(regex.flags)) return `/${regex.pattern}/${regex.flags} (90, 112)`
  if (regex !== undefined && /\(\?[a-z-]+:/.test(regex.pattern)) return `/${regex.pattern}/ (125)`
  return null
}

/** A call of what is not there. Where it is asked for first (`x?.()`), it may be called. */
function newCall({ type, callee, optional }: Node): string | null {
  if ((type !== 'CallExpression' && type !== 'NewExpression') || !isNode(callee) || optional === true) return null
  if (callee.type === 'Identifier') return told(nameOf(callee), GLOBALS)
  if (callee.type !== 'MemberExpression' || callee.computed === true || callee.optional === true) return null
  const [of, method] = [nameOf(callee.object), nameOf(callee.property)]
  return told(method, METHODS) ?? told(method, STATICS[of] ?? {})
}

function told(name: string, newer: Record<string, number>): string | null {
  return Object.hasOwn(newer, name) ? `${name} (${newer[name]})` : null
}

/** A selector that a script asks with: `document.querySelectorAll('…')` throws on one it does not know. */
function newSelector(node: Node): string | null {
  const text =
    node.type === 'Literal' ? node.value : node.type === 'TemplateElement' ? (node.value as { raw: string }).raw : null
  if (typeof text !== 'string' || text.length > SELECTOR_LETTERS) return null
  const since = SELECTORS_OF_SCRIPTS.find(([form]) => form.test(text))?.[1]
  return since === undefined ? null : `${text} (${since})`
}

const SELECTOR_LETTERS = 200
/** `&` and what looks like a word stand in other strings too. */
const SELECTORS_OF_SCRIPTS = SELECTORS.filter(([form]) => form.source.includes('\\('))

test('no script of any page is newer than Chrome 87', () => {
  const scripts = files('.js')
  assert.ok(scripts.length > 20)
  const found: string[] = []
  for (const { name, text } of scripts)
    walk(parseAst(text) as unknown as Node, (node, inside) => {
      const what = newSyntax(node, inside) ?? newCall(node) ?? newSelector(node)
      if (what !== null) found.push(`${name}: ${what}`)
    })
  assert.deepEqual(found, [])
})

test('no style of any page is newer than Chrome 87', () => {
  const styles = files('.css')
  assert.ok(styles.length > 5)
  assert.deepEqual(
    styles.flatMap(({ name, text }) => newStyles(text).map((what) => `${name}: ${what}`)),
    [],
  )
})

function newStyles(text: string): string[] {
  const found: string[] = []
  const see = (what: string, since: number | undefined) => {
    if (since !== undefined) found.push(`${what} (${since})`)
  }
  const plain = text.replace(/"[^"]*"|url\([^)]*\)/g, '""')
  for (const [, rule = ''] of plain.matchAll(/@([a-z-]+)/g)) see(`@${rule}`, AT_RULES[rule])
  for (const [, query = ''] of plain.matchAll(/@media([^{]+)/g)) if (/[<>]/.test(query)) see(query, 104)
  for (const [, selector = ''] of plain.matchAll(/(?:^|[{}])([^{}@;]+)(?=\{)/g))
    for (const [form, since] of SELECTORS) if (form.test(selector)) see(selector, since)
  for (const [, property = '', value = ''] of plain.matchAll(/[{;]\s*([a-z-]+):([^;{}]+)(?=[;}])/g)) {
    if (!ORNAMENTS.includes(property)) see(property, PROPERTIES[property])
    for (const [form, since] of VALUES) if (form.test(value)) see(`${property}: ${value}`, since)
  }
  return found
}

test('what is looked for is found', () => {
  const calls = 'list.at(-1); Object.hasOwn(a, b); structuredClone(a); AbortSignal.timeout(9); a?.at(0); b.at?.(0)'
  const found: string[] = []
  walk(parseAst(calls) as unknown as Node, (node) => {
    const what = newCall(node)
    if (what !== null) found.push(what)
  })
  assert.deepEqual(found, ['at (92)', 'hasOwn (93)', 'structuredClone (98)', 'timeout (103)'])
  const asked: string[] = []
  const selectors =
    "ask('a:not(.b c)'); ask('a:not(.b)'); ask(`a:not([href=\"#x\"]) b`); ask('a:not(b>c)'); ask(`a:is(b)`)"
  walk(parseAst(selectors) as unknown as Node, (node) => {
    const what = newSelector(node)
    if (what !== null) asked.push(what)
  })
  assert.deepEqual(asked, ['a:not(.b c) (88)', 'a:not(b>c) (88)', 'a:is(b) (88)'])
  const styles =
    'a:has(b){color:red}a{b{c:d}}@layer x{}a{translate:1px;height:100dvh;color:color-mix(in srgb,red,blue)}'
  assert.equal(newStyles(styles).length, 5)
})
