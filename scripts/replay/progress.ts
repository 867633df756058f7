// How far a day has come: a bar on a terminal, a line every ten per cent elsewhere.
import { Presets, SingleBar } from 'cli-progress'

export interface Progress {
  show(done: number, of: number): void
  end(): void
}

const LINES = 10

export function showProgress(name: string): Progress {
  return process.stderr.isTTY ? bar(name) : lines(name)
}

function bar(name: string): Progress {
  const one = new SingleBar({ format: `${name} {bar} {percentage} %  {eta_formatted} left` }, Presets.shades_classic)
  let started = false
  return {
    show: (done, of) => {
      if (!started) one.start(of, done)
      started = true
      one.update(done)
    },
    end: () => one.stop(),
  }
}

function lines(name: string): Progress {
  let told = 0
  return {
    show: (done, of) => {
      const tenths = Math.floor((done * LINES) / of)
      if (tenths > told) process.stderr.write(`${name} ${tenths * 10} %\n`)
      told = Math.max(told, tenths)
    },
    end: () => {},
  }
}
