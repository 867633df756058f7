// Appointments on a phone: a time is chosen, kept while one types, booked; and later changed, given up, or shown at the door.
import files from 'word-files:common,appt,reason,refused'
import { showPageWith } from '../../ui/page.tsx'
import { AppointmentPage } from './AppointmentPage.tsx'
import '../booking.css'
import './appointment.css'
import './calendar.css'
import './mine.css'

void showPageWith(<AppointmentPage />, files)
