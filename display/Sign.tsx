// A sign for each state of a counter, told apart by its shape: for who sees no colours, and who reads neither language.

const SIGNS = {
  /** A tick in a circle. */
  free: 'M12 2a10 10 0 1 0 0 20 10 10 0 0 0 0-20M7 12.5l3.5 3.5L17 9',
  /** An arrow to the counter below. */
  come: 'M12 3v17M5 13l7 7 7-7',
  /** Two people. */
  serving:
    'M8 4a3 3 0 1 0 0 6 3 3 0 0 0 0-6M2 20a6 6 0 0 1 12 0M17 6.5a2.5 2.5 0 1 0 0 5 2.5 2.5 0 0 0 0-5M16.5 15A5 5 0 0 1 22 20',
  /** Two bars. */
  paused: 'M8 4v16M16 4v16',
  /** A crossed circle. */
  closed: 'M12 2a10 10 0 1 0 0 20 10 10 0 0 0 0-20M5 5l14 14',
  /** A clock. */
  extended: 'M12 2a10 10 0 1 0 0 20 10 10 0 0 0 0-20M12 6v6l4 3',
} as const

export function Sign({ of }: { of: keyof typeof SIGNS }) {
  return (
    <svg class="sign" viewBox="0 0 24 24" aria-hidden="true">
      <path d={SIGNS[of]} />
    </svg>
  )
}
