// The page of the small screen above a counter: `/display/counter?counter=3`.
import { render } from 'preact'
import { fontsLater } from '../ui/fontsLater.ts'
import { CounterScreen } from './CounterScreen.tsx'
import { FIRST, sentences } from './words.tsx'

document.documentElement.lang = FIRST
render(<CounterScreen />, document.body)
fontsLater(sentences())
