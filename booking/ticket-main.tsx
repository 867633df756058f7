// The visitor's own ticket: their place in line, and which counter to go to when it is their turn.
import words from 'words:common,refused,ticket'
import { showPage } from '../ui/page.tsx'
import { TicketPage } from './TicketPage.tsx'
import './booking.css'
import './ticket.css'

showPage(<TicketPage />, words)
