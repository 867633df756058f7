// The kiosk at the entrance: a number in three taps, without being asked anything about oneself.
import { showPageWith } from '../ui/page.tsx'
import { WORD_FILES } from '../ui/wordFiles.ts'
import { Kiosk } from './Kiosk.tsx'
import './kiosk.css'
import './choose.css'
import './sheet.css'
import './more.css'
import './large.css'
import './lying.css'
import './keypad.css'
import './alone/alone.css'

void showPageWith(<Kiosk />, WORD_FILES)
