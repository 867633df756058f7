// Builds the screens, one page each, for browsers from 2020 on: hall PCs are old and are not updated.
import { resolve } from 'node:path'
import { defineConfig } from 'vite'

const page = (path: string) => resolve(import.meta.dirname, path)

export default defineConfig({
  root: import.meta.dirname,
  base: '/',
  publicDir: false,
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
        booking: page('booking/index.html'),
        ticket: page('booking/ticket.html'),
        console: page('console/index.html'),
      },
      // The socket's client is the largest part and changes least: on its own, browsers keep it through updates.
      output: { codeSplitting: { groups: [{ name: 'socket', test: /node_modules.*(socket|engine)\.io/ }] } },
    },
  },
})
