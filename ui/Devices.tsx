// Small drawings of the five devices, for the front door.

export type DeviceName = 'kiosk' | 'lobby' | 'counter' | 'phone' | 'console'

/** Outlines on a field of 96 × 72; `fills` are the coloured parts. */
const DRAWINGS: Record<DeviceName, { lines: string; fills: string; call?: string }> = {
  kiosk: {
    lines: 'M30 4h36v48H30zM42 52v12M54 52v12M32 68h32',
    fills: 'M35 10h11v9H35zM50 10h11v9H50zM35 23h11v9H35zM50 23h11v9H50z',
    call: 'M35 38h26v8H35z',
  },
  lobby: {
    lines: 'M6 8h84v46H6zM40 54v8M56 54v8M30 66h36',
    fills: 'M14 31h42v6H14zM14 42h42v6H14zM64 31h18v6H64zM64 42h18v6H64z',
    call: 'M14 15h68v11H14z',
  },
  counter: {
    lines: 'M18 6h60v26H18zM26 32v8M70 32v8M8 66V48h80v18M8 56h80',
    fills: 'M66 12h6v14h-6z',
    call: 'M25 12h34v14H25z',
  },
  phone: {
    lines: 'M32 3h32a4 4 0 0 1 4 4v58a4 4 0 0 1-4 4H32a4 4 0 0 1-4-4V7a4 4 0 0 1 4-4zM44 64h8',
    fills: 'M34 32h28v4H34zM34 40h20v4H34z',
    call: 'M34 12h28v14H34zM34 50h28v8H34z',
  },
  console: {
    lines: 'M14 8h68v42H14zM40 50v8M56 50v8M22 66h52M8 66h6M82 66h6',
    fills: 'M21 15h16v28H21zM43 15h32v5H43zM43 24h32v5H43z',
    call: 'M43 34h32v9H43z',
  },
}

export function Devices({ name }: { name: DeviceName }) {
  const { lines, fills, call } = DRAWINGS[name]
  return (
    <svg class="device" viewBox="0 0 96 72" aria-hidden="true" focusable="false">
      <path class="device-lines" d={lines} />
      <path class="device-fills" d={fills} />
      {call === undefined ? null : <path class="device-call" d={call} />}
    </svg>
  )
}
