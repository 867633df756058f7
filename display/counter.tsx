// The page of the small screen above a counter: `/display/counter?counter=3`.

import ownWords from 'words:counter'
import { render } from 'preact'
import { fontsLater } from '../ui/fontsLater.ts'
import { CounterScreen } from './CounterScreen.tsx'
import { addWords, FIRST, sentences } from './words.tsx'

addWords(ownWords)
document.documentElement.lang = FIRST
render(<CounterScreen id={new URLSearchParams(location.search).get('counter')} />, document.body)
fontsLater(sentences())
