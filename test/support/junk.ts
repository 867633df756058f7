// Values made from a JSON Schema: what it asks for, and what it does not expect.
import fc from 'fast-check'

export interface Schema {
  type?: string | string[]
  const?: unknown
  enum?: unknown[]
  pattern?: string
  minLength?: number
  maxLength?: number
  minimum?: number
  maximum?: number
  items?: Schema
  properties?: Record<string, Schema>
  required?: string[]
  anyOf?: Schema[]
  oneOf?: Schema[]
  allOf?: Schema[]
}

const NASTY = [
  '',
  '__proto__',
  'constructor',
  "'; DROP TABLE halls; --",
  '=1+1',
  '\u0000',
  '\ud800',
  '漳州',
  '<b>',
  '../..',
  'x'.repeat(300),
]
const junk = fc.oneof(fc.constantFrom(...NASTY), fc.string(), fc.jsonValue(), fc.double(), fc.bigInt().map(Number))

/** Mostly what the schema asks for; now and then a part of it is something else, is missing, or is one too many. */
export function fromSchema(schema: Schema, depth = 0): fc.Arbitrary<unknown> {
  return fc.oneof({ weight: 8, arbitrary: exactly(schema, depth) }, { weight: 1, arbitrary: junk })
}

function exactly(schema: Schema, depth: number): fc.Arbitrary<unknown> {
  if (depth > 6) return fc.constant(null)
  const branches = schema.anyOf ?? schema.oneOf
  const mixed = branches !== undefined && schema.properties !== undefined
  if (branches !== undefined && !mixed) return fc.oneof(...branches.map((one) => fromSchema(one, depth + 1)))
  if (mixed) return fc.oneof(...branches.map((one) => exactly(one, depth + 1)))
  if (schema.const !== undefined) return fc.constant(schema.const)
  if (schema.enum !== undefined) return fc.constantFrom(...schema.enum)
  const type = Array.isArray(schema.type) ? schema.type[0] : schema.type
  if (type === 'string') return textOf(schema)
  if (type === 'integer') return fc.integer({ min: schema.minimum ?? -5, max: schema.maximum ?? 1_000_000 })
  if (type === 'number') return fc.double()
  if (type === 'boolean') return fc.boolean()
  if (type === 'null') return fc.constant(null)
  if (type === 'array') return fc.array(fromSchema(schema.items ?? {}, depth + 1), { maxLength: 5 })
  if (type === 'object' || schema.properties !== undefined) return objectOf(schema, depth)
  return junk
}

function textOf({ pattern, minLength = 0, maxLength = 80 }: Schema): fc.Arbitrary<string> {
  if (pattern !== undefined) return fc.stringMatching(new RegExp(pattern))
  return fc.string({ minLength, maxLength: Math.min(maxLength, minLength + 300) })
}

function objectOf({ properties = {}, required = [] }: Schema, depth: number): fc.Arbitrary<unknown> {
  const fields = Object.fromEntries(Object.entries(properties).map(([name, one]) => [name, fromSchema(one, depth + 1)]))
  const whole = fc.record(fields, { requiredKeys: required.filter((name) => name in fields) })
  const torn = fc.tuple(fc.record(fields, { requiredKeys: [] }), fc.dictionary(fc.string(), junk, { maxKeys: 2 }))
  return fc.oneof(
    { weight: 6, arbitrary: whole },
    { weight: 1, arbitrary: torn.map(([some, more]) => ({ ...some, ...more })) },
  )
}
