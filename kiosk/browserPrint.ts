// Prints a paper by the browser itself, for a kiosk whose printer hangs on its own machine: at its real size, nothing else of the page.
import { fetchPicture } from '../ui/paperPicture.ts'
import './print.css'

/** Of a thermal printer: 203 to the inch. */
const DOTS_PER_MM = 8
/** What the cutter needs below the last line. */
const TAIL_MM = 6

/** False when there was nothing to print. Whether paper came out no browser says. */
export async function printByBrowser(path: string, width: number): Promise<boolean> {
  const picture = await fetchPicture(path)
  if (picture === null) return false
  await printPicture(picture, width)
  return true
}

/** `width`: of the paper, in millimetres. */
export async function printPicture(picture: SVGElement, width: number): Promise<void> {
  const [, , dots = 0, high = 0] = (picture.getAttribute('viewBox') ?? '').split(' ').map(Number)
  const [wide, tall] = [dots / DOTS_PER_MM, high / DOTS_PER_MM]
  picture.setAttribute('width', `${wide}mm`)
  picture.setAttribute('height', `${tall}mm`)
  for (const left of document.querySelectorAll('.print-sheet')) left.remove()
  const sheet = document.createElement('div')
  sheet.className = 'print-sheet paper'
  sheet.append(picture)
  document.body.append(sheet)
  const size = new CSSStyleSheet()
  size.replaceSync(`@page { size: ${width}mm ${Math.ceil(tall + TAIL_MM)}mm; margin: 0 ${(width - wide) / 2}mm }`)
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, size]
  await document.fonts.load('1em "Noto Sans SC"', picture.textContent ?? '').catch(() => [])
  // A browser that prints without asking may go on before it has drawn the page.
  const end = () => {
    sheet.remove()
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter((one) => one !== size)
  }
  addEventListener('afterprint', end, { once: true })
  window.print()
}
