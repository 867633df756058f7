// The hall on a visitor's phone: what it does, what to bring, how long it takes, and a number from where one stands.
// Only the refusals that a visitor can meet here; any other is told by its code.
import words from 'words:common,phone,take,refused.other,refused.not_allowed_now,refused.no_such_service,refused.service_closed,refused.limit_reached,refused.person_needed,refused.already_waiting,refused.take_in_hall,refused.hall_retired'
import { showPage } from '../ui/page.tsx'
import { Booking } from './Booking.tsx'
import './booking.css'
import './list.css'
import './take.css'

showPage(<Booking />, words)
