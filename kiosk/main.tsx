// The kiosk at the entrance: a number in three taps, without being asked anything about oneself.
import { showPageWith } from '../ui/page.tsx'
import en from '../words/en.json?url'
import zh from '../words/zh-CN.json?url'
import { Kiosk } from './Kiosk.tsx'
import './kiosk.css'
import './choose.css'
import './sheet.css'
import './lying.css'

void showPageWith(<Kiosk />, { 'zh-CN': zh, en })
