// The kiosk at the entrance: a number in three taps, without being asked anything about oneself.
import { showPage } from '../ui/page.tsx'
import { Kiosk } from './Kiosk.tsx'
import './kiosk.css'

showPage(<Kiosk />)
