// Mornings in the hall, as a manager would tell them.
import { after } from 'node:test'
import { smallHall } from './support/small-hall.ts'
import { storyTeller } from './support/story.ts'

const story = storyTeller(after)

story(
  'from a press to a called number, and done',
  `
  09:00  visitor  take id-card           -> A001
  09:01  visitor  take id-card           -> A002
  09:02  visitor  sees A002              -> waiting 1
  09:03  clerk    open counter=1         -> open 1
  09:05  clerk    call-next counter=1    -> called A001
  09:05  visitor  sees A001              -> called 1
  09:05  visitor  sees A002              -> waiting 0
  09:05  visitor  sees 1                 -> open A001
  09:06  clerk    recall A001            -> called A001
  09:07  clerk    serve A001             -> serving A001
  09:15  clerk    finish A001            -> done A001
  09:15  visitor  sees A001              -> done 1
  09:15  visitor  sees 1                 -> open -
  09:16  clerk    call-next counter=1    -> called A002
  09:19  clerk    miss A002              -> missed A002
  09:20  clerk    call-next counter=1    -> nobody_waiting
  `,
)

story(
  'a step that the table does not have is refused with its code',
  `
  09:00  visitor  take id-card           -> A001
  09:01  clerk    serve A001             -> not_allowed_now
  09:01  clerk    recall A001            -> not_allowed_now
  09:01  clerk    call-next counter=1    -> counter_closed
  09:02  clerk    open counter=1         -> open 1
  09:02  clerk    open counter=1         -> not_allowed_now
  09:03  clerk    call-next counter=1    -> called A001
  09:03  clerk    call-next counter=1    -> counter_busy
  09:03  clerk    finish A001            -> not_allowed_now
  09:03  clerk    close counter=1        -> counter_busy
  09:03  clerk    pause counter=1        -> counter_busy
  09:04  clerk    serve A001             -> serving A001
  09:04  clerk    miss A001              -> not_allowed_now
  09:05  clerk    finish A001            -> done A001
  09:05  clerk    finish A001            -> not_allowed_now
  09:06  clerk    pause counter=1 reason=tea  -> paused 1
  09:06  clerk    call-next counter=1    -> counter_closed
  09:07  clerk    open counter=1         -> open 1
  09:08  clerk    close counter=1        -> closed 1
  09:08  clerk    pause counter=1        -> not_allowed_now
  09:09  clerk    finish A999            -> no_such_ticket
  09:09  clerk    open counter=77        -> no_such_counter
  09:09  visitor  take dog-licence       -> no_such_service
  `,
)

story(
  'numbers run by prefix, whatever the service, and start at 1 each local day',
  `
  09:00  visitor  take id-card           -> A001
  09:00  visitor  take passport          -> A002
  09:00  visitor  take deed              -> B001
  09:00  visitor  take id-card           -> A003
  == 2026-11-25
  08:30  visitor  take id-card           -> A001
  08:31  visitor  take deed              -> B001
  `,
)

story(
  'the numbers of the morning do not restart at eight, when the day changes in Greenwich',
  `
  07:58  visitor  take id-card           -> A001
  08:01  visitor  take id-card           -> A002
  == 2026-11-25
  07:59  visitor  take id-card           -> A001
  08:00  visitor  take id-card           -> A002
  `,
  {
    openings: smallHall()
      .openings.map((one) => ({ ...one, start: '07:30', end: '17:30' }))
      .slice(0, 1),
  },
)

story(
  'closing time stops taking, not serving',
  `
  08:29  visitor  take deed              -> service_closed
  08:30  visitor  take deed              -> B001
  11:59  visitor  take deed              -> B002
  12:00  visitor  take deed              -> service_closed
  12:01  clerk    open counter=3         -> open 3
  12:01  clerk    call-next counter=3    -> called B001
  12:02  clerk    serve B001             -> serving B001
  12:30  clerk    finish B001            -> done B001
  12:31  clerk    call-next counter=3    -> called B002
  14:29  visitor  take deed              -> service_closed
  14:30  visitor  take deed              -> B003
  17:30  visitor  take deed              -> service_closed
  `,
)

story(
  'the calendar: a make-up Saturday works, a Sunday does not, a holiday does not, a closure does not',
  `
  == 2026-11-28
  09:00  visitor  take deed              -> service_closed
  == 2026-12-01
  09:00  visitor  take deed              -> B001
  == 2026-12-24
  09:00  visitor  take deed              -> service_closed
  == 2026-12-25
  09:00  visitor  take deed              -> B001
  # 2027 is not published: nothing opens by rule.
  == 2027-01-04
  09:00  visitor  take deed              -> service_closed
  `,
)

story(
  'who is still open at the end of the day is closed, never served; counters close',
  `
  09:00  visitor  take id-card           -> A001
  09:00  visitor  take id-card           -> A002
  09:01  clerk    open counter=1         -> open 1
  09:02  clerk    call-next counter=1    -> called A001
  09:03  clerk    serve A001             -> serving A001
  == 2026-11-25
  08:30  visitor  sees A001              -> closed 1
  08:30  visitor  sees A002              -> closed -
  08:30  visitor  sees 1                 -> closed -
  08:31  clerk    call-next counter=1    -> counter_closed
  `,
)

story(
  'a priority counts as thirty minutes earlier, and no more',
  `
  09:00  visitor  take id-card                   -> A001
  09:20  visitor  take id-card                   -> A002
  09:35  host     take id-card priority=senior   -> A003
  09:35  visitor  take id-card priority=senior   -> unauthorized
  09:35  host     take id-card priority=friend   -> no_such_priority
  09:36  clerk    open counter=1                 -> open 1
  09:36  clerk    call-next counter=1            -> called A001
  09:37  clerk    miss A001                      -> missed A001
  09:37  clerk    call-next counter=1            -> called A003
  09:38  clerk    miss A003                      -> missed A003
  09:38  clerk    call-next counter=1            -> called A002
  `,
)

story(
  'first choice before help-out, until help-out has waited longer than the limit',
  `
  09:00  visitor  take id-card           -> A001
  09:10  visitor  take deed              -> B001
  09:11  clerk    open counter=3         -> open 3
  09:11  clerk    call-next counter=3    -> called B001
  09:12  clerk    miss B001              -> missed B001
  09:13  visitor  take deed              -> B002
  09:20  visitor  take id-card           -> A002
  09:31  clerk    call-next counter=3    -> called A001
  09:32  clerk    miss A001              -> missed A001
  09:32  clerk    call-next counter=3    -> called B002
  09:33  clerk    miss B002              -> missed B002
  09:33  clerk    call-next counter=3    -> called A002
  `,
)

story(
  'a counter serves nobody whom it does not serve',
  `
  09:00  visitor  take passport          -> A001
  09:01  clerk    open counter=1         -> open 1
  09:01  clerk2   open counter=2         -> open 2
  09:02  clerk    call-next counter=1    -> nobody_waiting
  09:02  clerk2   call-next counter=2    -> called A001
  `,
)

story(
  'a visitor may let their own place go, a host anybody’s, a stranger nobody’s',
  `
  09:00  visitor    take id-card         -> A001
  09:00  visitor    take id-card         -> A002
  09:00  visitor    take id-card         -> A003
  09:01  visitor    cancel A001          -> cancelled A001
  09:01  visitor    cancel A001          -> not_allowed_now
  09:02  host       cancel A002          -> cancelled A002
  09:02  clerk      cancel A003          -> forbidden
  09:02  visitor    cancel 2026-11-24-A003  -> unauthorized
  09:03  clerk      open counter=1       -> open 1
  09:03  clerk      call-next counter=1  -> called A003
  09:04  visitor    cancel A003          -> cancelled A003
  09:04  visitor    sees 1               -> open -
  `,
)

story(
  'daily limits and services without walk-ins',
  `
  09:00  visitor  take passport          -> A001
  09:00  visitor  take passport          -> A002
  09:00  visitor  take passport          -> A003
  09:00  visitor  take passport          -> A004
  09:00  visitor  take passport          -> A005
  09:00  visitor  take passport          -> limit_reached
  09:00  visitor  take id-card           -> A006
  09:00  visitor  take archive           -> service_closed
  == 2026-11-25
  09:00  visitor  take passport          -> A001
  `,
)

story(
  'who may press what',
  `
  09:00  visitor    open counter=1         -> unauthorized
  09:00  host       open counter=1         -> forbidden
  09:00  inspector  open counter=1         -> forbidden
  09:00  manager    open counter=1         -> open 1
  09:00  inspector  take id-card           -> A001
  09:00  visitor    call-next counter=1    -> unauthorized
  09:00  manager    call-next counter=1    -> called A001
  `,
)

story(
  'further services of a visit are held to their limits as the first one is',
  `
  09:00  visitor  take id-card services=passport           -> A001
  09:01  visitor  take passport                            -> A002
  09:02  visitor  take passport                            -> A003
  09:03  visitor  take passport                            -> A004
  09:04  visitor  take passport                            -> A005
  09:05  visitor  take passport                            -> limit_reached
  09:06  visitor  take id-card services=passport           -> limit_reached
  09:07  visitor  take id-card services=archive            -> service_closed
  09:08  visitor  take id-card                             -> A006
  `,
)
