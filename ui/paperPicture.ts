// A paper as a picture in the page itself, so that it has the page's letters: a picture by address would have none for Hanzi.

/** Of a paper that the server drew; null when it is no drawing. */
export function pictureOf(svg: string): SVGElement | null {
  const root = new DOMParser().parseFromString(svg, 'image/svg+xml').documentElement
  return root instanceof SVGElement ? document.importNode(root, true) : null
}

export async function fetchPicture(path: string): Promise<SVGElement | null> {
  try {
    const response = await fetch(path)
    return response.ok ? pictureOf(await response.text()) : null
  } catch {
    return null
  }
}
