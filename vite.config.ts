// Builds the screens, one page each, for browsers from 2020 on: hall PCs are old and are not updated.
import { readdirSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { defineConfig, type Plugin } from 'vite'
import { sourcesHash } from './scripts/ensure.mjs'

const page = (path: string) => resolve(import.meta.dirname, path)

const WORDS = 'words:'

/** `import words from 'words:lobby,refused.offline'`: these families and single words only, by language, for pages that must stay small. */
function wordFamilies(): Plugin {
  return {
    name: 'word-families',
    resolveId: (id) => (id.startsWith(WORDS) ? `\0${id}` : null),
    load(id) {
      if (!id.startsWith(`\0${WORDS}`)) return null
      const families = id.slice(WORDS.length + 1).split(',')
      return `export default ${JSON.stringify(Object.fromEntries(readFamilies(families)))}`
    },
  }
}

const FILES = 'word-files:'

/** `import files from 'word-files:common,appt'`: the same as files of their own, by language, for pages that fetch them. */
function wordFiles(): Plugin {
  return {
    name: 'word-files',
    resolveId: (id) => (id.startsWith(FILES) ? `\0${id}` : null),
    load(id) {
      if (!id.startsWith(`\0${FILES}`)) return null
      const made = readFamilies(id.slice(FILES.length + 1).split(',')).map(([language, words]) => {
        const file = this.emitFile({ type: 'asset', name: `words-${language}.json`, source: JSON.stringify(words) })
        return `${JSON.stringify(language)}: import.meta.ROLLUP_FILE_URL_${file}`
      })
      return `export default { ${made.join(', ')} }`
    },
  }
}

const CHUNK = 'chunk:'

/**
 * `import address from 'chunk:./Picture.tsx'`: the address of a module that a page fetches later by a plain `import(address)`.
 * What stands in for `import()` otherwise is heavier than the smallest screens have to spare.
 */
function laterChunks(): Plugin {
  return {
    name: 'later-chunks',
    async resolveId(id, importer) {
      if (!id.startsWith(CHUNK)) return null
      const found = await this.resolve(id.slice(CHUNK.length), importer)
      return found === null ? null : `\0${CHUNK}${found.id}`
    },
    load(id) {
      if (!id.startsWith(`\0${CHUNK}`)) return null
      const file = this.emitFile({ type: 'chunk', id: id.slice(CHUNK.length + 1), preserveSignature: 'strict' })
      return `export default import.meta.ROLLUP_FILE_URL_${file}`
    },
  }
}

function readFamilies(families: string[]): [string, object][] {
  const folder = resolve(import.meta.dirname, 'words')
  return readdirSync(folder).map((name) => {
    const all: Record<string, string> = JSON.parse(readFileSync(resolve(folder, name), 'utf8'))
    const kept = Object.entries(all).filter(([key]) => families.some((one) => one === key || key.split('.')[0] === one))
    return [name.replace('.json', ''), Object.fromEntries(kept)]
  })
}

const HASH_LETTERS = 8

/** Which program a page belongs to stands in the page: the server reads it there, and a screen that is older loads itself anew. */
function buildMark(): Plugin {
  const { version } = JSON.parse(readFileSync(resolve(import.meta.dirname, 'package.json'), 'utf8'))
  const mark = `${version}+${sourcesHash().slice(0, HASH_LETTERS)}`
  return {
    name: 'build-mark',
    transformIndexHtml: () => [{ tag: 'meta', attrs: { name: 'build', content: mark }, injectTo: 'head' }],
  }
}

/**
 * Few files, so that little is lost between them, and none that brings what a page does not need: the hall's screens take
 * `base` alone. The socket's client changes least, and browsers keep it through updates.
 */
const SHARED = [
  { name: 'socket', test: /node_modules.*(socket|engine)\.io/ },
  {
    name: 'base',
    test: /node_modules.*preact|\/core\/(follow|numbers|calls)\.|\/ui\/(useBoard|useHall|useLater|wear|Logo|request|fontsLater)\./,
  },
  {
    name: 'visitor',
    test: /\/ui\/(page|times|words|useLiveHall|HallClosed|Icon|languages|LanguageSwitch|LineBanner|Loading)\.tsx?$/,
    minShareCount: 2,
  },
  // The kiosk's first picture needs no press yet.
  { name: 'press', test: /\/ui\/(usePress|send)\./ },
  // Booking pages run on no device of the hall.
  { name: 'device', test: /\/ui\/(useDevice|useUpdate)\./ },
  // The hall's clock, for all but the kiosk, which has the server's.
  { name: 'clock', test: /\/ui\/hallClock\./ },
  // What both kinds of hall screen begin with.
  { name: 'hall-screen', test: /\/display\/(words|parts|calls)\.tsx?$|words:lobby\.connecting/ },
  // What the kiosk fetches after its first picture, and the phone at once.
  {
    name: 'sheet',
    test: /\/ui\/(Chosen|Facts|Held|Refusal|ServiceRow|ServiceStatus|TakeButton|phoneNumber)\.tsx?$/,
  },
]

export default defineConfig({
  root: import.meta.dirname,
  base: '/',
  publicDir: false,
  plugins: [wordFamilies(), wordFiles(), laterChunks(), buildMark()],
  resolve: { alias: [{ find: /^typebox$/, replacement: resolve(import.meta.dirname, 'ui/noSchemas.ts') }] },
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  build: {
    target: 'chrome87',
    outDir: process.env.SCREENS_OUT ?? 'dist',
    emptyOutDir: true,
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    rolldownOptions: {
      input: {
        door: page('index.html'),
        kiosk: page('kiosk/index.html'),
        lobby: page('display/index.html'),
        counter: page('display/counter.html'),
        pair: page('display/pair.html'),
        booking: page('booking/index.html'),
        ticket: page('booking/ticket.html'),
        appointment: page('booking/appointment.html'),
        console: page('console/index.html'),
      },
      output: { codeSplitting: { groups: SHARED } },
    },
  },
})
