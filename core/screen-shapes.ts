// How the rows of a lobby screen are set: one beside the other or one above the other, and how much room each way takes.
// The sizes here are those of display/calls.css and display/lobby.css, in the units that stand there.
import type { Letters } from './letters.ts'
import type { Shape } from './rows-fit.ts'
import type { Wanted, Widths } from './screen-wanted.ts'

/** Of a digit or capital in a ticket number, in its font size. */
const NUMBER_WIDTH = 0.66
const ARROW = 0.9
const LINES_MOST = 3
/** Words do not break where it would be best. */
const BROKEN = 1.2
/** Digits of how many wait. */
const COUNT_LETTERS = 3
/** The widest of what can become of a call, of half-size letters: both languages above each other, and beside each other. */
const STATE_WIDTH = 7.5
const STATE_WIDTH_BESIDE = 10.5
/** What the number of those who wait says it is, in half-size letters. */
const COUNT_WORD = 6.5

type Of = Pick<Wanted, 'numberLetters' | 'place' | 'names'>

/** A call that stands out: number, name and mark on the left; the place in both languages on the right or below. */
export function callShapes(
  { numberLetters, place, names }: Of,
  { digits, text, second }: Letters,
  unit: number,
): Shape[] {
  const around = { width: 7 * unit, height: 3 * unit }
  const number = numberLetters * NUMBER_WIDTH * digits
  const person = names ? text * 1.25 : 0
  const mark = STATE_WIDTH_BESIDE * second
  return linesOf(place).flatMap((lines) => {
    const wide = Math.max((place.first / lines) * text * broken(lines), place.second * second)
    const where = text * 1.16 * lines + second * 1.3
    return [
      {
        stacked: false,
        around,
        width: Math.max(number, mark) + ARROW * text + 0.5 * digits + wide,
        height: Math.max(digits * 1.06 + person + second * 1.25, where),
      },
      {
        stacked: true,
        around,
        width: Math.max(number + STATE_WIDTH * second + 0.2 * text, ARROW * text + 0.3 * digits + wide),
        height: Math.max(digits * 1.06, second * 2.3) + person + where + 0.2 * text,
      },
    ]
  })
}

/** A call that is over or no longer new: number, place and what became of it. */
export function earlierShapes({ numberLetters, place }: Of, { digits, text, second }: Letters, unit: number): Shape[] {
  const around = { width: 3.2 * unit, height: 1.4 * unit }
  const number = numberLetters * NUMBER_WIDTH * digits
  return linesOf(place).flatMap((lines) => {
    const wide = Math.max((place.first / lines) * text * broken(lines), place.second * second)
    const where = text * 1.16 * lines + second * 1.25
    const state = STATE_WIDTH * second
    return [
      { stacked: false, around, width: number + wide + state + 0.8 * text, height: Math.max(digits * 1.1, where) },
      { stacked: true, around, width: Math.max(number + state + 0.4 * text, wide), height: digits * 1.1 + where },
    ]
  })
}

/** A name with how many wait there. */
export function lineShapes(
  title: Widths,
  { digits, text, second }: Letters,
  unit: number,
): (Shape & { lines: number })[] {
  const around = { width: 1.4 * unit, height: 1 * unit }
  const count = Math.max(COUNT_LETTERS * NUMBER_WIDTH * digits, COUNT_WORD * second) + 0.4 * text
  const ways = [1, 2, 3].flatMap((lines) => [1, 2].map((below) => ({ lines, below })))
  return ways.map(({ lines, below }) => {
    const wide = Math.max((title.first / lines) * text * broken(lines), (title.second / below) * second * broken(below))
    const height = Math.max(text * 1.2 * lines + second * 1.25 * below, digits * 1.1)
    return { stacked: false, lines, around, width: wide + count, height }
  })
}

/** Number above place, in a row of such. */
export function cellShape({ numberLetters, place }: Of, { digits, text, second }: Letters, unit: number): Shape {
  const width = Math.max(numberLetters * NUMBER_WIDTH * digits, place.first * text, place.second * second)
  return {
    stacked: true,
    around: { width: 3 * unit, height: 2.4 * unit },
    width,
    height: digits * 1.1 + text * 1.16 + second * 2.5,
  }
}

function linesOf({ first }: Widths): number[] {
  return Array.from({ length: Math.min(LINES_MOST, Math.max(1, Math.ceil(first / 2))) }, (_, i) => i + 1)
}

function broken(lines: number): number {
  return lines === 1 ? 1 : BROKEN
}
