// A profile as a picture that is read from the top down: who calls whom, as wide as it takes time. Idle time is left out.
import type { Profiler } from 'node:inspector/promises'

const WIDTH = 1_600
const ROW = 18
const LEAST_PX = 1
const LETTER_PX = 6.2
const HEAD = 34
/** Rooms of the house have a colour each; so have libraries, Node itself and its sweeping up. */
const COLOURS: Record<string, string> = {
  core: '#7fb8a4',
  server: '#8fb3d9',
  library: '#d9c28f',
  node: '#c9c9c9',
  sweeping: '#d99a8f',
}

interface Frame {
  name: string
  kind: string
  micros: number
  children: Map<string, Frame>
}

function kindOf(url: string, name: string): string {
  if (name === '(garbage collector)') return 'sweeping'
  if (url.includes('/node_modules/')) return 'library'
  if (url.includes('/core/')) return 'core'
  return url.includes('/server/') ? 'server' : 'node'
}

function nameOf({ functionName, url }: Profiler.Profile['nodes'][number]['callFrame']): string {
  const file = url
    .split('/')
    .slice(-2)
    .join('/')
    .replace(/\.[jt]sx?$/, '')
  return `${functionName || '(nameless)'}${file === '' ? '' : ` ${file}`}`
}

/** Frames of one name below one parent are one, wherever in the file they stand. */
function treeOf({ nodes, samples = [], timeDeltas = [] }: Profiler.Profile): Frame {
  const root: Frame = { name: 'all', kind: 'node', micros: 0, children: new Map() }
  const parents = new Map<number, number>()
  for (const { id, children } of nodes) for (const child of children ?? []) parents.set(child, id)
  const byId = new Map(nodes.map((node) => [node.id, node]))
  const frames = new Map<number, Frame>()
  const frameOf = (id: number): Frame => {
    const known = frames.get(id)
    if (known !== undefined) return known
    const node = byId.get(id)
    const parent = parents.get(id)
    if (node === undefined || parent === undefined) return root
    const above = frameOf(parent)
    const name = nameOf(node.callFrame)
    const kind = kindOf(node.callFrame.url, node.callFrame.functionName)
    const frame = above.children.get(name) ?? { name, kind, micros: 0, children: new Map() }
    above.children.set(name, frame)
    frames.set(id, frame)
    return frame
  }
  for (const [i, id] of samples.entries()) {
    if (byId.get(id)?.callFrame.functionName === '(idle)') continue
    for (let at: number | undefined = id; at !== undefined; at = parents.get(at))
      frameOf(at).micros += timeDeltas[i] ?? 0
  }
  return root
}

const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')

export function draw(profile: Profiler.Profile, title: string): string {
  const root = treeOf(profile)
  const boxes: string[] = []
  let deepest = 0
  const place = (frame: Frame, left: number, depth: number) => {
    const width = (frame.micros / root.micros) * WIDTH
    if (width < LEAST_PX) return
    deepest = Math.max(deepest, depth)
    const share = `${((100 * frame.micros) / root.micros).toFixed(1)} %`
    const letters = Math.floor((width - 6) / LETTER_PX)
    const label = letters < 4 ? '' : escaped(`${frame.name} ${share}`.slice(0, letters))
    const y = HEAD + depth * ROW
    boxes.push(
      `<g><title>${escaped(frame.name)} ${share}</title><rect x="${left.toFixed(1)}" y="${y}" width="${width.toFixed(1)}" height="${ROW - 1}" fill="${COLOURS[frame.kind]}"/>` +
        (label === '' ? '' : `<text x="${(left + 3).toFixed(1)}" y="${y + 12}">${label}</text>`) +
        '</g>',
    )
    let at = left
    for (const child of [...frame.children.values()].sort((a, b) => b.micros - a.micros)) {
      place(child, at, depth + 1)
      at += (child.micros / root.micros) * WIDTH
    }
  }
  place(root, 0, 0)
  const height = HEAD + (deepest + 1) * ROW + 4
  const legend = Object.entries(COLOURS).map(
    ([kind, colour], i) =>
      `<rect x="${900 + i * 130}" y="10" width="14" height="14" fill="${colour}"/><text x="${918 + i * 130}" y="21">${kind}</text>`,
  )
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" font-family="monospace" font-size="11"><title>${escaped(title)}</title><rect width="100%" height="100%" fill="#fff"/><text x="6" y="22" font-size="16">${escaped(title)}</text>${legend.join('')}${boxes.join('')}</svg>\n`
}
