// What is read aloud of each step: its heading and hint, what is to be chosen, the wait, the papers, the number.
import type { PromptPiece } from '../core/prompts.ts'
import type { HallView, ServiceView } from '../core/protocol.ts'
import type { WordKey } from '../ui/words.ts'
import type { Step } from './step.ts'

/** Names that are read of a list; who wants more hears each as it gets the focus. */
const NAMES_MOST = 12
const PAPERS_MOST = 12

const say = (word: WordKey, values?: Record<string, number>): PromptPiece =>
  values === undefined ? { word } : { word, values }

/** `paper`: whether one comes out here. */
export function promptOf(step: Step, hall: HallView, paper: boolean): PromptPiece[] {
  switch (step.at) {
    case 'departments':
      return step.also.length === 0
        ? [say('kiosk.which_department'), say('kiosk.which_department_hint')]
        : [say('take.what_else')]
    case 'services':
      return [
        { of: 'department', id: step.department },
        say(step.also.length === 0 ? 'kiosk.which_service' : 'take.what_else'),
        ...hall.services
          .filter(({ department }) => department === step.department)
          .slice(0, NAMES_MOST)
          .map(nameOf),
      ]
    case 'sheet':
      return sheet(step.services.flatMap((id) => hall.services.find((one) => one.id === id) ?? []))
    case 'priority':
      return [
        say('kiosk.priority_ask'),
        say('kiosk.priority_hint'),
        ...hall.priorities.filter((one) => one.atKiosk).map((one): PromptPiece => ({ of: 'priority', id: one.class })),
      ]
    case 'phone':
      return [say('take.phone'), say('take.phone_why')]
    case 'check-in':
      return [say('kiosk.check_in'), say('kiosk.check_in_how')]
    case 'given':
      return given(step, hall, paper)
    default:
      return step satisfies never
  }
}

function sheet(services: readonly ServiceView[]): PromptPiece[] {
  const [first] = services
  if (first === undefined) return []
  return [
    ...services.map(nameOf),
    ...(services.length === 1 && first.description !== undefined
      ? [{ of: 'service', id: first.id, description: true } as const]
      : []),
    ...(first.open
      ? [say('common.wait'), wait(first.estimate), say('common.waiting', { count: first.waiting })]
      : [say('common.closed')]),
    ...papers(services),
    ...(first.open && !first.onePerPerson ? [say('kiosk.take_hint')] : []),
  ]
}

function given(
  { answer, services: ids, alone }: Extract<Step, { at: 'given' }>,
  hall: HallView,
  paper: boolean,
): PromptPiece[] {
  const { ticket, estimate = null, ahead = 0 } = answer
  if (ticket === undefined) return []
  const services = ids.flatMap((id) => hall.services.find((one) => one.id === id) ?? [])
  // How long and behind how many, nobody knows.
  if (alone !== undefined) return [say('common.your_number'), { number: ticket.number }, ...papers(services)]
  return [
    say('common.your_number'),
    { number: ticket.number },
    // Of the paper is told when it is known how it goes.
    ...(paper ? [] : [say('kiosk.remember')]),
    say('common.wait'),
    wait(services[0]?.estimate == null ? null : estimate),
    ahead === 0 ? say('common.none_ahead') : say('common.ahead', { count: ahead }),
    ...papers(services),
  ]
}

function nameOf({ id }: ServiceView): PromptPiece {
  return { of: 'service', id }
}

function wait(estimate: ServiceView['estimate']): PromptPiece {
  if (estimate === null) return say('common.no_estimate')
  const { fromMinutes: from, toMinutes: to } = estimate
  return from === 0 ? say('common.minutes_within', { to }) : say('common.minutes', { from, to })
}

/** Each paper with its form; where none is needed that is said. */
function papers(services: readonly ServiceView[]): PromptPiece[] {
  const all = services.flatMap(({ id, materials }) => materials.map((one, nth) => ({ id, nth, ...one })))
  if (all.length === 0) return [say('common.bring_nothing')]
  const more = all.length - PAPERS_MOST
  return [
    say('common.bring'),
    ...all.slice(0, PAPERS_MOST).flatMap(({ id, nth, original, copies }): PromptPiece[] => {
      const paper = { of: 'service', id, nth } as const
      if (original && copies > 0) return [paper, say('common.original_and_copies', { count: copies })]
      if (original) return [paper, say('common.original')]
      return copies > 0 ? [paper, say('common.copies', { count: copies })] : [paper]
    }),
    ...(more > 0 ? [say('kiosk.more_materials', { count: more })] : []),
  ]
}

/** What is read of something that got the focus by the keyboard: what it is of, or the word it bears; null: it has no name of its own. */
export function promptOfElement(element: Element): PromptPiece[] | null {
  const { department, service, priority, go, instead, say: word, count } = (element as HTMLElement).dataset
  if (department !== undefined) return [{ of: 'department', id: department }]
  if (service !== undefined) return [{ of: 'service', id: service }]
  if (instead !== undefined) return [{ of: 'service', id: instead }]
  if (priority !== undefined) return [{ of: 'priority', id: priority }]
  if (go === 'check-in') return [say('kiosk.booked'), say('kiosk.booked_hint')]
  if (go === 'guide') return [say('kiosk.guide'), say('kiosk.guide_hint')]
  const chosen = element.closest<HTMLElement>('[data-chosen]')?.dataset.chosen
  if (chosen !== undefined) return [say('take.remove'), { of: 'service', id: chosen }]
  if (element.closest('.language-switch') !== null) return [say('common.language')]
  if (word === undefined) return null
  return [say(word as WordKey, count === undefined ? undefined : { count: Number(count) })]
}
