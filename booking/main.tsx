// The hall on a visitor's phone: what it does, what to bring, how long it takes, and a number from where one stands.
import words from 'words:common,phone,refused,take'
import { showPage } from '../ui/page.tsx'
import { Booking } from './Booking.tsx'
import './booking.css'
import './list.css'
import './take.css'

showPage(<Booking />, words)
