// What is asked of a screen: its size, from how far it is read, and what has to stand on it.
import type { Pixels } from './letters.ts'
import type { Beside, Layout } from './screenKinds.ts'

export interface Wanted {
  layout: Layout
  beside: Beside
  pixels: Pixels
  inches: number
  /** Metres. */
  distance: number
  rows: number
  /** The first language is written in Latin letters. */
  latin: boolean
  /** Calls carry a masked name. */
  names: boolean
  /** Letters of the longest ticket number. */
  numberLetters: number
  /** How wide the widest are, in font sizes of their language: counters; columns, or departments that wait. */
  place: Widths
  title: Widths
  /** Zones or departments. */
  columns: number
}

export interface Widths {
  first: number
  second: number
}
