// A real browser for the tests of the screens.
import { type Browser, chromium } from 'playwright-core'
import { findChromium } from './chromium.ts'

const ARGUMENTS = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  // Its sandbox works neither for root nor on every system, and the pages opened here are our own.
  '--no-sandbox',
]

/** A microphone that beeps, and is allowed. */
export const BEEPING_MICROPHONE = ['--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream']

/** The caller closes it. */
export function openBrowser(more: readonly string[] = []): Promise<Browser> {
  const { path, env } = findChromium()
  return chromium.launch({ executablePath: path, args: [...ARGUMENTS, ...more], env: { ...process.env, ...env } })
}
