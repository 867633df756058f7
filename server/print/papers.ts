// What stands on a paper: the hall's template or the program's, filled for one number or for the papers of a service.

import type { Board } from '../../core/board.ts'
import { prospect } from '../../core/decide.ts'
import type { HallFile, Material, Service } from '../../core/hall.ts'
import { ownOf } from '../../core/ids.ts'
import { filled } from '../../core/message-texts.ts'
import type { PaperKind } from '../../core/paper.ts'
import { filledPaper, type PaperValues } from '../../core/paper-text.ts'
import type { Ticket } from '../../core/ticket.ts'
import { type Instant, iso } from '../../core/time.ts'
import { ticketKey } from '../keys.ts'
import { inLanguage, speak } from '../words.ts'

export interface Issue {
  board: Board
  language: string
  at: Instant
  /** Where phones reach the hall; empty: nobody knows, and no code is printed. */
  origin: string
}

/** More stand on the page that the code leads to. */
const PAPERS_MOST = 8
/** Templates are short; a notice of sixty papers with their notes is not. */
const LINES_MOST = 200

export function ticketPaper(issue: Issue, ticket: Ticket, secret: Buffer, isCopy: boolean): string {
  const { board, language, at, origin } = issue
  const say = speak(language)
  const { ahead, estimate } = prospect(board, ticket, at)
  const services = ticket.services.flatMap((id) => board.services.get(id) ?? [])
  const papers = eachOnce(services.flatMap((one) => one.materials)).map((one) => shortly(one, language))
  const more = papers.length - PAPERS_MOST
  const link = origin === '' ? '' : `${origin}/ticket?lang=${language}#${ticketKey(secret, board.hall, ticket.id)}`
  const isWaiting = ticket.state === 'waiting'
  return paperOf('ticket', issue, board.file, {
    ...dated(ticket.takenAt, board.file),
    copy: isCopy ? say('paper.copy') : '',
    number: ticket.number,
    services: services.map((one) => inLanguage(one.name, language)),
    ahead: isWaiting ? filled(say(ahead === 0 ? 'paper.next' : 'paper.ahead'), { count: String(ahead) }) : '',
    wait: estimate === null ? '' : filled(say('paper.wait'), range(estimate)),
    bring: papers.length === 0 ? '' : say('paper.bring'),
    papers: more > 0 ? [...papers.slice(0, PAPERS_MOST), filled(say('paper.more'), { count: String(more) })] : papers,
    scan: link === '' ? '' : say('paper.scan'),
    link,
  })
}

export function noticePaper(issue: Issue, services: readonly Service[]): string {
  const { board, language, at, origin } = issue
  const say = speak(language)
  const departments = new Set(services.map(({ department }) => department))
  const named = board.file.departments.filter(({ id }) => departments.has(id))
  const papers = eachOnce(services.flatMap((one) => one.materials))
  const link = origin === '' ? '' : `${origin}/booking?lang=${language}`
  return paperOf('notice', issue, board.file, {
    ...dated(at, board.file),
    department: named.map(({ name }) => inLanguage(name, language)),
    service: services.map(({ name }) => inLanguage(name, language)).join(' + '),
    papers: papers.flatMap((one, i) => completely(one, i + 1, language)).slice(0, LINES_MOST),
    nothing: papers.length === 0 ? say('common.bring_nothing') : '',
    scan: link === '' ? '' : say('paper.scan-book'),
    link,
  })
}

/** For whoever sets a printer up: what comes out is what the preview shows. */
export function testPaper({ board, language, at }: Issue, printer: string): string {
  const values = { ...dated(at, board.file), hall: inLanguage(board.file.name, language), printer }
  return filledPaper(speak(language)('paper.test'), values)
}

function paperOf(kind: PaperKind, { language }: Issue, file: HallFile, values: PaperValues): string {
  const template = ownOf(file.paper?.[kind] ?? {}, language) ?? speak(language)(`paper.${kind}`)
  return filledPaper(template, { hall: inLanguage(file.name, language), ...values })
}

function dated(at: Instant, { timeZone }: HallFile): { date: string; time: string } {
  const text = iso(at, timeZone)
  return { date: text.slice(0, 10), time: text.slice(11, 16) }
}

function range({ fromMinutes, toMinutes }: { fromMinutes: number; toMinutes: number }) {
  return { from: String(fromMinutes), to: String(toMinutes) }
}

/** Several services often want the same paper. */
function eachOnce(materials: readonly Material[]): Material[] {
  return [...new Map(materials.map((one) => [JSON.stringify(one.name), one])).values()]
}

function shortly(material: Material, language: string): string {
  const form = formOf(material, language)
  const name = inLanguage(material.name, language)
  return form === '' ? name : filled(speak(language)('paper.paper'), { name, form })
}

/** 一次性告知: with who issues it and what else to know. */
function completely(material: Material, nth: number, language: string): string[] {
  const { issuer, note } = material
  return [
    `${nth}. ${shortly(material, language)}`,
    ...(issuer === undefined
      ? []
      : [`- ${filled(speak(language)('common.issuer'), { name: inLanguage(issuer, language) })}`]),
    ...(note === undefined ? [] : [`- ${inLanguage(note, language)}`]),
  ]
}

function formOf({ original, copies }: Material, language: string): string {
  const say = speak(language)
  const count = { count: String(copies) }
  if (original && copies > 0) return filled(say('common.original_and_copies'), count)
  if (original) return say('common.original')
  return copies > 0 ? filled(say('common.copies'), count) : ''
}
