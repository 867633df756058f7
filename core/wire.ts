// Small schemas of which those that go over the wire are made.
import Type from 'typebox'

export const orNull = <T extends Type.TSchema>(schema: T) => Type.Union([schema, Type.Null()])
/** ISO 8601 with offset, in the hall's zone. */
export const Time = Type.String()
/** By language. */
export const Texts = Type.Record(Type.String(), Type.String())
