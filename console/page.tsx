// The page of those who work in the hall: `/console`.

import words from 'words:bar,console,desk,device,overview,personal,refused,staff,why'
import { render } from 'preact'
import { fontsLater } from '../ui/fontsLater.ts'
import { bringWords } from '../ui/words.ts'
import { Console } from './Console.tsx'
import { showKeys } from './keysOn.ts'

bringWords(words)
showKeys()
const place = document.getElementById('console')
if (place !== null) render(<Console />, place)
// What is said when the line is down must be readable when the line is down.
fontsLater(JSON.stringify(words))
