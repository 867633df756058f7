// The package brings no types; this is the part that is used here.
declare module 'cli-progress' {
  export class SingleBar {
    constructor(options: { format: string }, preset: object)
    start(total: number, done: number): void
    update(done: number): void
    stop(): void
  }
  export const Presets: { shades_classic: object }
}
