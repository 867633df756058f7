// Says that there is more below, and goes there: not everybody thinks of pushing a screen upwards.
import { useEffect, useState } from 'preact/hooks'
import { Icon } from '../ui/Icon.tsx'
import { useWords } from '../ui/words.ts'

/** Less than this hidden is an edge, not content. Pixels. */
const HIDDEN_LEAST = 24
const LOOK_MS = 400
/** So much of what was seen last stays in sight. */
const STEP_SHARE = 0.75

/** On a screen that lies it sticks to the upper edge, beside the list. */
function sticksBelow({ position, bottom }: CSSStyleDeclaration): boolean {
  return position === 'sticky' && bottom !== 'auto'
}

export function MoreBelow() {
  const { t } = useWords()
  const [room, setRoom] = useState<number | null>(null)
  useEffect(() => {
    const main = document.querySelector<HTMLElement>('.kiosk-main')
    if (main === null) return
    const look = () => {
      const hidden = main.scrollHeight - main.clientHeight - main.scrollTop
      // Above what sticks to the lower edge already.
      const sticks = main.querySelector<HTMLElement>('.sheet-take, .given-end')
      const above = sticks !== null && sticksBelow(getComputedStyle(sticks)) ? sticks.offsetHeight : 0
      setRoom(hidden > HIDDEN_LEAST ? above : null)
    }
    look()
    // Words, figures and fonts come later than the step; nothing tells of all of them.
    const timer = setInterval(look, LOOK_MS)
    main.addEventListener('scroll', look, { passive: true })
    return () => {
      clearInterval(timer)
      main.removeEventListener('scroll', look)
    }
  }, [])
  if (room === null) return null
  const go = () => {
    const main = document.querySelector<HTMLElement>('.kiosk-main')
    main?.scrollBy({ top: (main.clientHeight - room) * STEP_SHARE, behavior: 'smooth' })
  }
  return (
    <div class="more-below" style={{ bottom: `${room}px` }}>
      <button type="button" class="push" data-say="kiosk.more_below" onClick={go}>
        <Icon sign="down" />
        {t('kiosk.more_below')}
      </button>
    </div>
  )
}
