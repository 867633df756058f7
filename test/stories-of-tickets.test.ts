// What happens to a ticket between the door and "done": chosen, parked, sent on, missed and back, yielding, undone.
import { after } from 'node:test'
import { smallHall } from './support/small-hall.ts'
import { storyTeller } from './support/story.ts'

const story = storyTeller(after)

story(
  'parked for a photo, somebody else meanwhile, back at the old place',
  `
  09:00  visitor  take id-card                          -> A001
  09:01  visitor  take id-card                          -> A002
  09:02  visitor  take id-card                          -> A003
  09:04  clerk    open counter=1                        -> open 1
  09:05  clerk    call-next counter=1                   -> called A001
  09:06  clerk    serve A001                            -> serving A001
  09:07  clerk    park A001 where=photo note=glasses_on -> parked A001
  09:07  visitor  sees 1                                -> open -
  09:08  clerk    call-next counter=1                   -> called A002
  09:09  clerk    serve A002                            -> serving A002
  09:10  clerk    park A001                             -> not_allowed_now
  09:12  clerk    resume A001                           -> waiting A001
  09:12  visitor  sees A001                             -> waiting 0
  09:12  visitor  sees A003                             -> waiting 1
  09:14  clerk    finish A002                           -> done A002
  09:15  clerk    call-next counter=1                   -> called A001
  `,
)

story(
  'parked people do not come back by themselves when the counter closes and opens',
  `
  09:00  visitor  take id-card           -> A001
  09:01  clerk    open counter=1         -> open 1
  09:02  clerk    call-next counter=1    -> called A001
  09:03  clerk    park A001              -> parked A001
  09:04  clerk    close counter=1        -> closed 1
  09:05  clerk    open counter=1         -> open 1
  09:06  clerk    call-next counter=1    -> nobody_waiting
  09:07  visitor  sees A001              -> parked 1
  `,
)

story(
  'missed and back within the hour: the old place, once',
  `
  09:00  visitor  take id-card           -> A001
  09:01  visitor  take id-card           -> A002
  09:02  visitor  take id-card           -> A003
  09:03  clerk    open counter=1         -> open 1
  09:04  clerk    call-next counter=1    -> called A001
  09:06  clerk    miss A001              -> missed A001
  09:10  host     resume A001            -> waiting A001
  09:10  visitor  sees A001              -> waiting 0
  09:11  clerk    call-next counter=1    -> called A001
  09:13  clerk    miss A001              -> missed A001
  09:14  host     resume A001            -> waiting A001
  09:14  visitor  sees A001              -> waiting 2
  `,
)

story(
  'missed and back after the hour: the end of the line',
  `
  09:00  visitor  take id-card           -> A001
  09:01  visitor  take id-card           -> A002
  09:03  clerk    open counter=1         -> open 1
  09:04  clerk    call-next counter=1    -> called A001
  09:06  clerk    miss A001              -> missed A001
  10:07  host     resume A001            -> waiting A001
  10:07  visitor  sees A001              -> waiting 1
  `,
)

story(
  'a chosen call needs a reason, unless it is that person’s turn anyway, and a counter that serves it',
  `
  09:00  visitor  take id-card                             -> A001
  09:01  visitor  take id-card                             -> A002
  09:02  visitor  take passport                            -> A003
  09:03  clerk    open counter=1                           -> open 1
  09:04  clerk    call A002 counter=1                      -> reason_needed
  09:04  clerk    call A003 counter=1 reason=child         -> not_served_here
  09:04  clerk    call A002 counter=77 reason=child        -> no_such_counter
  09:05  clerk    call A002 counter=1 reason=crying_child  -> called A002
  09:05  clerk    call A001 counter=1                      -> counter_busy
  09:06  clerk    serve A002                               -> serving A002
  09:07  clerk    finish A002                              -> done A002
  09:08  clerk    call A001 counter=1                      -> called A001
  09:09  host     call A003 counter=1 reason=mine          -> forbidden
  `,
)

story(
  'sent on to another service: number and place stay',
  `
  09:00  visitor  take id-card                            -> A001
  09:01  visitor  take deed                               -> B001
  09:02  visitor  take deed                               -> B002
  09:03  clerk    open counter=1                          -> open 1
  09:04  clerk    call-next counter=1                     -> called A001
  09:05  clerk    serve A001                              -> serving A001
  09:06  clerk    transfer A001                           -> target_needed
  09:06  clerk    transfer A001 service=dog-licence       -> no_such_service
  09:07  clerk    transfer A001 service=deed              -> waiting A001
  09:07  visitor  sees A001                               -> waiting 0
  09:07  visitor  sees B001                               -> waiting 1
  09:08  clerk2   open counter=3                          -> open 3
  09:09  clerk2   call-next counter=3                     -> called A001
  09:10  clerk2   transfer A001 service=deed keepPlace=false  -> reason_needed
  09:10  clerk2   transfer A001 service=deed keepPlace=false reason=no_papers  -> waiting A001
  09:10  visitor  sees A001                               -> waiting 2
  `,
)

story(
  'sent to one counter: nobody else calls them, unless that counter closes',
  `
  09:00  visitor  take id-card                     -> A001
  09:01  clerk    open counter=1                   -> open 1
  09:01  clerk2   open counter=2                   -> open 2
  09:02  clerk    call-next counter=1              -> called A001
  09:03  clerk    transfer A001 counter=3 service=passport  -> not_served_here
  09:03  clerk    transfer A001 counter=2          -> waiting A001
  09:04  clerk    call-next counter=1              -> nobody_waiting
  09:05  clerk2   close counter=2                  -> closed 2
  09:06  clerk    call-next counter=1              -> called A001
  `,
)

story(
  'letting three pass: only who holds the ticket, or a host for them',
  `
  09:00  visitor  take id-card           -> A001
  09:00  visitor  take id-card           -> A002
  09:01  visitor  take id-card           -> A003
  09:02  visitor  take id-card           -> A004
  09:03  visitor  take id-card           -> A005
  09:04  visitor  yield A001             -> waiting A001
  09:04  visitor  sees A001              -> waiting 3
  09:04  visitor  sees A002              -> waiting 0
  09:04  visitor  sees A005              -> waiting 4
  09:05  clerk    yield A002             -> forbidden
  09:05  visitor  yield A005             -> nobody_behind
  09:06  host     yield A003             -> waiting A003
  09:06  visitor  sees A003              -> waiting 4
  `,
)

story(
  'a finish and a miss can be taken back for thirty seconds, while the counter is free',
  `
  09:00  visitor  take id-card           -> A001
  09:00  visitor  take id-card           -> A002
  09:01  clerk    open counter=1         -> open 1
  09:02  clerk    call-next counter=1    -> called A001
  09:03  clerk    miss A001              -> missed A001
  09:03  clerk    undo A001              -> called A001
  09:04  clerk    serve A001             -> serving A001
  09:05  clerk    finish A001            -> done A001
  09:05  clerk    undo A001              -> serving A001
  09:05  clerk    undo A001              -> not_allowed_now
  09:06  clerk    finish A001            -> done A001
  09:06  clerk    call-next counter=1    -> called A002
  09:06  clerk    undo A001              -> counter_busy
  09:07  clerk    miss A002              -> missed A002
  09:08  clerk    undo A002              -> too_late
  `,
)

story(
  'two services on one number, one after the other, the place of the first for both',
  `
  09:00  visitor  take id-card services=id-card,deed   -> A001
  09:01  visitor  take deed                            -> B001
  09:02  clerk    open counter=1                       -> open 1
  09:03  clerk    call-next counter=1                  -> called A001
  09:04  clerk    serve A001                           -> serving A001
  09:10  clerk    finish A001                          -> waiting A001
  09:10  visitor  sees A001                            -> waiting 0
  09:10  clerk    undo A001                            -> serving A001
  09:11  clerk    finish A001                          -> waiting A001
  09:12  clerk2   open counter=3                       -> open 3
  09:13  clerk2   call-next counter=3                  -> called A001
  09:14  clerk2   serve A001                           -> serving A001
  09:20  clerk2   finish A001                          -> done A001
  `,
)

story(
  'handled jointly: the lead finishes when every department has done its part',
  `
  09:00  visitor  take id-card services=id-card,deed joint=true  -> A001
  09:02  clerk    open counter=1                       -> open 1
  09:03  clerk    call-next counter=1                  -> called A001
  09:04  clerk    serve A001                           -> serving A001
  09:10  clerk    finish A001                          -> steps_open
  09:11  clerk2   finish-step A001 service=passport    -> not_allowed_now
  09:12  clerk2   finish-step A001 service=deed        -> serving A001
  09:13  clerk    finish A001                          -> done A001
  `,
)

story(
  'a priority found out later counts like one granted at the door, and is never granted by a clerk',
  `
  09:00  visitor  take id-card                    -> A001
  09:10  visitor  take id-card                    -> A002
  09:11  clerk    grant A002 priority=senior      -> forbidden
  09:12  host     grant A002 priority=emperor     -> no_such_priority
  09:12  host     grant A002 priority=senior      -> waiting A002
  09:12  visitor  sees A002                       -> waiting 0
  09:13  host     reprint A002                    -> waiting A002
  09:13  visitor  reprint A002                    -> unauthorized
  `,
)

const POLICY = smallHall().policy
story(
  'where the law puts somebody first: before everybody, at most every second call while others wait',
  `
  09:00  visitor  take id-card                    -> A001
  09:01  visitor  take id-card                    -> A002
  09:02  host     take id-card priority=soldier   -> A003
  09:02  host     take id-card priority=soldier   -> A004
  09:03  clerk    open counter=1                  -> open 1
  09:03  clerk    call-next counter=1             -> called A003
  09:04  clerk    miss A003                       -> missed A003
  09:05  clerk    call-next counter=1             -> called A001
  09:06  clerk    miss A001                       -> missed A001
  09:07  clerk    call-next counter=1             -> called A004
  09:08  clerk    miss A004                       -> missed A004
  09:08  visitor  take id-card                    -> A005
  09:08  host     take id-card priority=soldier   -> A006
  # Closing the counter for a moment does not lift the bound.
  09:09  clerk    close counter=1                 -> closed 1
  09:09  clerk    open counter=1                  -> open 1
  09:10  clerk    call-next counter=1             -> called A002
  09:11  clerk    miss A002                       -> missed A002
  09:12  clerk    call-next counter=1             -> called A006
  `,
  {
    policy: {
      ...POLICY,
      priorities: [{ class: 'soldier', name: { 'zh-CN': '军人依法优先', en: 'Soldier' }, absolute: true }],
    },
  },
)

story(
  'quota bands by time of day',
  `
  09:00  visitor  take deed              -> B001
  09:10  visitor  take deed              -> B002
  09:20  visitor  take deed              -> limit_reached
  09:59  visitor  take deed              -> limit_reached
  10:00  visitor  take deed              -> B003
  10:01  visitor  take deed              -> limit_reached
  11:00  visitor  take deed              -> B004
  `,
  {
    services: smallHall().services.map((one) =>
      one.id === 'deed'
        ? {
            ...one,
            bands: [
              { start: '08:30', end: '10:00', limit: 2 },
              { start: '10:00', end: '11:00', limit: 1 },
            ],
          }
        : one,
    ),
  },
)

story(
  'an emergency office keeps its queue overnight; numbers still in use are passed over',
  `
  17:00  visitor  take deed              -> B001
  17:01  visitor  take deed              -> B002
  17:02  visitor  take deed              -> B003
  17:03  clerk    open counter=3         -> open 3
  17:04  clerk    call-next counter=3    -> called B001
  == 2026-11-25
  08:30  visitor  sees B001              -> waiting 0
  08:30  visitor  sees B002              -> waiting 1
  08:31  visitor  take id-card           -> A001
  08:31  visitor  take deed              -> B004
  08:32  visitor  sees B004              -> waiting 3
  08:32  visitor  sees 3                 -> closed -
  08:33  clerk    open counter=3         -> open 3
  08:34  clerk    call-next counter=3    -> called B001
  `,
  { policy: { ...POLICY, overnight: 'carry' } },
)
