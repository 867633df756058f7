// What can be wrong with a year of a national calendar, each fault with its path.
import { Compile } from 'typebox/compile'
import { dayFaults, FAULTS_SHOWN, type Fault, shapeFaults } from './hall-faults.ts'
import { NationalYear } from './national.ts'

const checker = Compile(NationalYear)

/** Every fault of a year, shape first; an empty list means that the document is a NationalYear. */
export function faultsOfYear(file: unknown): Fault[] {
  if (!checker.Check(file)) return shapeFaults(checker.Errors(file))
  return [...meaningFaults(file)].slice(0, FAULTS_SHOWN)
}

function* meaningFaults(file: NationalYear): Generator<Fault> {
  for (const [i, paper] of file.papers.entries()) yield* dayFaults(paper.date, `/papers/${i}/date`)
  const seen = new Set<string>()
  for (const [i, day] of file.days.entries()) {
    const path = `/days/${i}/date`
    yield* dayFaults(day.date, path)
    if (seen.has(day.date)) yield { path, code: 'twice', detail: day.date }
    seen.add(day.date)
    if (!belongsTo(day.date, file.year)) yield { path, code: 'other_year', detail: day.date }
  }
}

/** A New Year holiday may begin in December; nothing else of a paper lies outside its year. */
function belongsTo(date: string, year: number): boolean {
  return date.startsWith(`${year}-`) || date.startsWith(`${year - 1}-12-`)
}
