// Two grounds to be called earlier, told as mornings: they do not add up, and neither gives back what was lost.
import { after } from 'node:test'
import { storyTeller } from './support/story.ts'

const story = storyTeller(after)

story(
  'a priority counts from the place there is: whoever lost theirs by coming back late does not get it back with it',
  `
  09:00  visitor  take id-card                    -> A001
  09:01  clerk    open counter=1                  -> open 1
  09:02  clerk    call-next counter=1             -> called A001
  09:05  clerk    miss A001                       -> missed A001
  10:20  visitor  take id-card                    -> A002
  10:40  visitor  take id-card                    -> A003
  11:00  host     resume A001                     -> waiting A001
  11:01  visitor  sees A001                       -> waiting 2
  # An hour and more after the miss it counts as 11:00; with the priority as 10:30, and not as 08:30.
  11:02  host     grant A001 priority=senior      -> waiting A001
  11:02  visitor  sees A001                       -> waiting 1
  `,
)
