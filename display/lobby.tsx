// The lobby's page: `/display`; a screen of the hall file `?screen=hall`, one zone `?zone=A`, with English large `?lang=en`.
import { render } from 'preact'
import { fontsLater } from '../ui/fontsLater.ts'
import { Lobby } from './LobbyScreen.tsx'
import { FIRST, sentences } from './words.tsx'

document.documentElement.lang = FIRST
render(<Lobby />, document.body)
fontsLater(sentences())
