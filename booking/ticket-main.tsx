// The visitor's own ticket: their place in line, and which counter to go to when it is their turn.
// Only the refusals that a visitor can meet here; any other is told by its code.
import files from 'word-files:common,ticket,refused.offline,refused.other,refused.unavailable,refused.too_many,refused.busy,refused.malformed,refused.not_allowed_now,refused.no_such_ticket,refused.nobody_behind,refused.hall_retired'
import { showPageWith } from '../ui/page.tsx'
import { TicketPage } from './TicketPage.tsx'
import './booking.css'
import './take.css'
import './ticket.css'

void showPageWith(<TicketPage />, files)
