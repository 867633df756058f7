// Turns the program's QR codes, which are SVG of black squares, into pixels that a reader can look at.

/** Width, height and RGBA bytes of an SVG whose one path draws squares `M x,y h s v s h-s z` on white. */
export function svgToPixels(svg: string): { width: number; height: number; data: Uint8ClampedArray } {
  const width = Number(svg.match(/viewBox="0 0 (\d+)/)?.[1] ?? 0)
  const data = new Uint8ClampedArray(width * width * 4).fill(255)
  for (const [, x, y, side] of svg.matchAll(/M(\d+),(\d+)h(\d+)/g)) {
    for (let row = Number(y); row < Number(y) + Number(side); row++)
      for (let column = Number(x); column < Number(x) + Number(side); column++) paint(data, row * width + column)
  }
  return { width, height: width, data }
}

function paint(data: Uint8ClampedArray, pixel: number): void {
  data.fill(0, pixel * 4, pixel * 4 + 3)
}
