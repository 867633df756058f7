// The page of those who work in the hall: `/console`.
import { render } from 'preact'
import { fontsLater } from '../ui/fontsLater.ts'
import { bringWords } from '../ui/words.ts'
import en from '../words/en.json'
import zh from '../words/zh-CN.json'
import { Console } from './Console.tsx'

bringWords({ 'zh-CN': zh, en })
const place = document.getElementById('console')
if (place !== null) render(<Console />, place)

/** What is said when the line is down must be readable when the line is down. */
const urgent = [zh, en]
  .flatMap((words) => Object.entries(words))
  .filter(([key]) => /^(console|refused|why)\./.test(key))
fontsLater(urgent.map(([, sentence]) => sentence).join(''))
