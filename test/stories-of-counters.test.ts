// What happens to a counter: handed over, helping out or not, asked for, closing time and what comes after.
import { after } from 'node:test'
import { storyTeller } from './support/story.ts'

const story = storyTeller(after)

story(
  'clerks change and the person stays; a clerk sits at one counter',
  `
  09:00  visitor  take id-card           -> A001
  09:01  clerk    open counter=1         -> open 1
  09:02  clerk    open counter=2         -> clerk_elsewhere
  09:02  clerk    take-over counter=1    -> not_allowed_now
  09:03  clerk    call-next counter=1    -> called A001
  09:04  clerk    serve A001             -> serving A001
  09:05  clerk2   take-over counter=1    -> serving A001
  09:05  clerk2   open counter=2         -> clerk_elsewhere
  09:06  visitor  sees 1                 -> open A001
  09:07  clerk2   finish A001            -> done A001
  09:08  clerk    open counter=2         -> open 2
  `,
)

story(
  'help-out off and on',
  `
  09:00  visitor  take id-card                 -> A001
  09:01  clerk    open counter=3               -> open 3
  09:02  clerk    help-out counter=3 on=false  -> open 3
  09:03  clerk    call-next counter=3          -> nobody_waiting
  09:04  clerk    help-out counter=3 on=true   -> open 3
  09:05  clerk    call-next counter=3          -> called A001
  `,
)

story(
  'a pause says when the clerk means to be back; a host asks for a clerk, who comes',
  `
  09:01  clerk    open counter=1                             -> open 1
  09:02  clerk    pause counter=1 reason=printer minutes=15  -> paused 1
  09:03  clerk    attend counter=1                           -> not_allowed_now
  09:03  clerk    summon counter=1 reason=help               -> forbidden
  09:03  host     summon counter=1 reason=wheelchair         -> paused 1
  09:04  clerk    attend counter=1                           -> paused 1
  09:05  clerk    open counter=1                             -> open 1
  `,
)

story(
  'after closing who waits is served; to refuse it takes a manager and a reason',
  `
  11:58  visitor  take deed                            -> B001
  11:59  visitor  take deed                            -> B002
  11:59  manager  turn-away B002 reason=fire_drill     -> too_early
  12:01  visitor  take deed                            -> service_closed
  12:02  clerk    open counter=3                       -> open 3
  12:03  clerk    call-next counter=3                  -> called B001
  12:04  clerk    serve B001                           -> serving B001
  12:10  clerk    turn-away B002 reason=lunch          -> forbidden
  12:11  manager  turn-away B002                       -> reason_needed
  12:12  manager  turn-away B002 reason=fire_drill     -> closed B002
  12:20  clerk    finish B001                          -> done B001
  12:20  inspector reads finished                      -> extended 960
  `,
)

story(
  'who pauses a counter for its clerk does not take their seat',
  `
  09:00  clerk    open counter=1              -> open 1
  09:01  manager  pause counter=1             -> paused 1
  09:02  clerk    open counter=2              -> clerk_elsewhere
  09:03  clerk    open counter=1              -> open 1
  09:04  clerk2   pause counter=1             -> paused 1
  09:05  clerk2   open counter=2              -> open 2
  `,
)

story(
  'a finish is taken back by who sits at the counter, not by who has handed it over',
  `
  09:00  visitor  take id-card             -> A001
  09:01  clerk    open counter=1           -> open 1
  09:02  clerk    call-next counter=1      -> called A001
  09:03  clerk    serve A001               -> serving A001
  09:04  clerk    finish A001              -> done A001
  09:04  clerk2   take-over counter=1      -> open 1
  09:04  clerk    undo A001                -> too_late
  09:04  clerk2   undo A001                -> serving A001
  `,
)
