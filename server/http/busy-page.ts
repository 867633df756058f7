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

/** In every language, this one first: who asks has not been able to choose. */
const FIRST = 'zh-CN'
const PAGE = makePage()

export function writeBusyPage(response: ServerResponse): void {
  const seconds = AGAIN_LEAST_S + Math.floor(Math.random() * (AGAIN_MOST_S - AGAIN_LEAST_S + 1))
  response
    .writeHead(503, {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': POLICY,
      'cache-control': 'no-store',
      'retry-after': String(seconds),
      // By the browser itself: the page has no script, and loses nothing by being loaded anew.
      refresh: String(seconds),
    })
    .end(PAGE)
}

function makePage(): string {
  const said = [FIRST, ...LANGUAGES.filter((one) => one !== FIRST)].map((language) => {
    const say = speak(language)
    return `<div lang="${language}"><h1>${say('busy.title')}</h1><p>${say('busy.page')}</p></div>`
  })
  return `<!doctype html><html lang="${FIRST}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${speak(FIRST)('busy.title')}</title><style>${STYLE}</style></head><body><main>${SEAL}${said.join('')}</main></body></html>`
}
