// What is sent is checked against its route's schema. A check is made when it is first needed: a start would make hundreds.
import AjvCompiler, { type BuildCompilerFromPool } from '@fastify/ajv-compiler'

type Check = ReturnType<ReturnType<BuildCompilerFromPool>>

/** One for the process: a schema that has its check already is not given another. */
const pool = AjvCompiler()

/** Takes the place of fastify's own; same schemas, same options, same errors. */
export const buildValidator: BuildCompilerFromPool = (schemas, options) => {
  const compile = pool(schemas, options)
  return (route) => {
    let check: Check | undefined
    const checked = (data: unknown) => {
      check ??= compile(route)
      const fits = check(data)
      checked.errors = check.errors
      return fits
    }
    checked.errors = undefined as Check['errors']
    // Of what ajv hangs on its functions fastify reads the errors alone.
    return checked as Check
  }
}
