// A Chromium with nothing attached to its page but what is asked for: Playwright keeps what the page loads, and would be measured too.
import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Readable, Writable } from 'node:stream'
import { findChromium } from '../../test/support/chromium.ts'

const ARGUMENTS = [
  '--headless=new',
  '--no-sandbox',
  '--disable-gpu',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--lang=zh-CN',
  '--window-size=1080,1920',
  '--remote-debugging-pipe',
]

type Answer = { id: number; result?: unknown; error?: { message: string } }

/** Of the browser, or of a page with its session. */
export type Ask = <T>(method: string, params?: object) => Promise<T>

export interface OnePage {
  browser: Ask
  page: Ask
  /** The value of an expression, which may be a promise. */
  evaluate: (expression: string) => Promise<unknown>
  close: () => Promise<void>
}

export async function openPage(url: string): Promise<OnePage> {
  const { path, env } = findChromium()
  const profile = mkdtempSync(join(tmpdir(), 'tingxu-soak-browser-'))
  const child = spawn(path, [...ARGUMENTS, `--user-data-dir=${profile}`, 'about:blank'], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'],
  })
  const ended = new Promise((resolve) => child.on('exit', resolve))
  const send = wire(child)
  const browser: Ask = (method, params) => send(method, params)
  const { targetId } = await browser<{ targetId: string }>('Target.createTarget', { url: 'about:blank' })
  const { sessionId } = await browser<{ sessionId: string }>('Target.attachToTarget', { targetId, flatten: true })
  const page: Ask = (method, params) => send(method, params, sessionId)
  await page('Page.navigate', { url })
  const evaluate = async (expression: string) => {
    const how = { expression, awaitPromise: true, returnByValue: true }
    const said = await page<{ result: { value?: unknown }; exceptionDetails?: unknown }>('Runtime.evaluate', how)
    if (said.exceptionDetails !== undefined) throw new Error(JSON.stringify(said.exceptionDetails))
    return said.result.value
  }
  const close = async () => {
    await browser('Browser.close').catch(() => {})
    await ended
    rmSync(profile, { recursive: true, force: true, maxRetries: 20, retryDelay: 250 })
  }
  return { browser, page, evaluate, close }
}

/** Messages over the pipe end with a zero. */
function wire(child: ChildProcess) {
  const [, , , to, from] = child.stdio as unknown as [null, null, null, Writable, Readable]
  const open = new Map<number, { resolve: (result: unknown) => void; reject: (error: Error) => void }>()
  let last = 0
  let text = ''
  from.setEncoding('utf8')
  from.on('data', (part: string) => {
    const [rest = '', ...whole] = (text + part).split('\0').reverse()
    text = rest
    for (const one of whole.reverse()) {
      const { id, result, error } = JSON.parse(one) as Answer
      const waiting = open.get(id)
      open.delete(id)
      if (error === undefined) waiting?.resolve(result)
      else waiting?.reject(new Error(error.message))
    }
  })
  child.on('exit', () => {
    for (const { reject } of open.values()) reject(new Error('the browser ended'))
  })
  return <T>(method: string, params: object = {}, sessionId?: string): Promise<T> => {
    const id = ++last
    to.write(`${JSON.stringify({ id, method, params, ...(sessionId === undefined ? {} : { sessionId }) })}\0`)
    return new Promise<T>((resolve, reject) => {
      open.set(id, { resolve: resolve as (result: unknown) => void, reject })
    })
  }
}
