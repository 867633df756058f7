// The page of a kiosk or screen that no manager has paired yet: `/pair?for=kiosk`.

import ownWords from 'words:pair'
import { render } from 'preact'
import { DEVICE_KINDS } from '../core/deviceKinds.ts'
import { fontsLater } from '../ui/fontsLater.ts'
import { PairScreen } from './PairScreen.tsx'
import { addWords, FIRST, sentences } from './words.tsx'

addWords(ownWords)
document.documentElement.lang = FIRST
const asked = new URLSearchParams(location.search).get('for')
const kind = DEVICE_KINDS.find((one) => one === asked) ?? 'lobby'
render(<PairScreen kind={kind} />, document.body)
fontsLater(sentences())
