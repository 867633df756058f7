// Which program this is: the package's version and a hash of the screens that it gives, as the build wrote them into each page.
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const ROOT = join(import.meta.dirname, '..')
const MARK = /<meta name="build" content="([^"]*)"/

/** A screen compares it with its own mark: another one means that there is something new to load. */
export function programVersion(): string {
  const page = join(ROOT, 'dist', 'index.html')
  const mark = existsSync(page) ? readFileSync(page, 'utf8').match(MARK)?.[1] : undefined
  if (mark !== undefined) return mark
  const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { version: string }
  return version
}
