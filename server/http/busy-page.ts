// What somebody sees who opens a page while too many are here: one small page that needs nothing else and comes again by itself.
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import type { ServerResponse } from 'node:http'
import { join } from 'node:path'
import { LANGUAGES, speak } from '../words.ts'

/** All at once they would be too many again. */
const AGAIN_LEAST_S = 5
const AGAIN_MOST_S = 15

const SEAL = readFileSync(join(import.meta.dirname, '..', '..', 'ui', 'seal.svg'), 'utf8')
const STYLE = [
  'body{margin:0;min-height:100vh;display:flex;align-items:center;justify-content:center;background:#f6f4ee;color:#1b2430;',
  'font:20px/1.5 "PingFang SC","Microsoft YaHei","Noto Sans CJK SC",system-ui,sans-serif}',
  'main{max-width:30em;margin:24px;padding:32px;background:#fff;border-radius:14px}',
  'svg{width:56px;height:56px}h1{margin:12px 0 4px;font-size:30px;line-height:1.3}p{margin:0 0 20px;color:#4a5666}',
].join('')
/** The program's own style alone, by its hash. */
const POLICY = `default-src 'none'; style-src 'sha256-${createHash('sha256').update(STYLE).digest('base64')}'; frame-ancestors 'self'`

export function writeBusyPage(response: ServerResponse): void {
  const seconds = AGAIN_LEAST_S + Math.floor(Math.random() * (AGAIN_MOST_S - AGAIN_LEAST_S + 1))
  response
    .writeHead(503, {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': POLICY,
      'cache-control': 'no-store',
      'retry-after': String(seconds),
    })
    .end(pageOf(seconds))
}

/** In every language: who asks has not been able to choose one. */
function pageOf(seconds: number): string {
  const [first = 'en'] = LANGUAGES
  const said = LANGUAGES.map((language) => {
    const say = speak(language)
    return `<div lang="${language}"><h1>${say('busy.title')}</h1><p>${say('busy.page')}</p></div>`
  })
  return `<!doctype html><html lang="${first}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta http-equiv="refresh" content="${seconds}"><title>${speak(first)('busy.title')}</title><style>${STYLE}</style></head><body><main>${SEAL}${said.join('')}</main></body></html>`
}
