// Finds a Chromium for the tests: the one named, the system's, or the packed one that npm brings.
import { spawnSync } from 'node:child_process'
import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir, userInfo } from 'node:os'
import { dirname, join } from 'node:path'
import { brotliDecompressSync } from 'node:zlib'

export type Chromium = { path: string; env: Record<string, string> }

const SYSTEM = '/usr/bin/chromium'
const ARCHIVES = ['al2023', 'fonts', 'swiftshader']

export function findChromium(): Chromium {
  if (process.env.CHROMIUM_PATH) return { path: process.env.CHROMIUM_PATH, env: {} }
  if (existsSync(SYSTEM)) return { path: SYSTEM, env: {} }
  const folder = unpacked()
  return {
    path: join(folder, 'chromium'),
    env: { LD_LIBRARY_PATH: join(folder, 'lib'), FONTCONFIG_FILE: join(folder, 'fonts.conf') },
  }
}

/** The package's own way shares one /tmp/chromium between all users of the machine; ours is per user and version. */
function unpacked(): string {
  const packed = join(dirname(createRequire(import.meta.url).resolve('@sparticuz/chromium')), '..', '..')
  const { version } = JSON.parse(readFileSync(join(packed, 'package.json'), 'utf8'))
  const { uid, username } = userInfo()
  const folder = join(tmpdir(), `tingxu-chromium-${version}-${username}`)
  const found = lstatSync(folder, { throwIfNoEntry: false })
  // Anybody may make a folder of this name in the temporary folder; what is in ours is run.
  if (found && (!found.isDirectory() || found.uid !== uid)) throw new Error(`${folder} belongs to somebody else`)
  if (!found) unpack(join(packed, 'bin'), folder)
  return folder
}

function unpack(packed: string, folder: string) {
  const draft = mkdtempSync(`${folder}-`)
  for (const name of ARCHIVES) {
    const input = brotliDecompressSync(readFileSync(join(packed, `${name}.tar.br`)))
    const { status, stderr } = spawnSync('tar', ['-x', '--no-same-owner', '-C', draft], { input })
    if (status !== 0) throw new Error(`Cannot unpack ${name}: ${stderr}`)
  }
  writeFileSync(join(draft, 'chromium'), brotliDecompressSync(readFileSync(join(packed, 'chromium.br'))))
  chmodSync(join(draft, 'chromium'), 0o755)
  mkdirSync(join(draft, 'cache'))
  writeFileSync(join(draft, 'fonts.conf'), fontsConfig(folder))
  try {
    renameSync(draft, folder)
  } catch (error) {
    rmSync(draft, { recursive: true, force: true })
    if (!existsSync(folder)) throw error // otherwise another test was first
  }
}

/** Only the package's one Latin font: what a page needs beyond it, it has to bring, on every machine alike. */
function fontsConfig(folder: string): string {
  return `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>
<dir>${join(folder, 'fonts')}</dir><cachedir>${join(folder, 'cache')}</cachedir></fontconfig>\n`
}
