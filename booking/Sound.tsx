// Turns the sound on by a tap, says whether it is on, and rings and buzzes at each call.
import { useEffect, useRef, useState } from 'preact/hooks'
import type { TicketView } from '../core/protocol-board.ts'
import { Icon } from '../ui/Icon.tsx'
import { useWords } from '../ui/words.ts'
import { buzz, ring, turnSoundOn } from './alarm.ts'

export function Sound({ ticket: { state, calls } }: { ticket: TicketView }) {
  const { t } = useWords()
  const [on, setOn] = useState(false)
  const rung = useRef(0)
  useEffect(() => {
    // By the count of calls and not by events: a call that came while the line was down rings too.
    if (state !== 'called' || calls <= rung.current) return
    rung.current = calls
    ring()
    buzz()
  }, [state, calls])
  const turnOn = async () => {
    const works = await turnSoundOn()
    setOn(works)
    if (works) ring(1)
  }
  return (
    <div class="sound">
      <Icon sign={on ? 'sound' : 'mute'} />
      <span role="status">{on ? t('ticket.sound_on') : t('ticket.sound_off')}</span>
      <button type="button" class={on ? 'push' : 'push push-main'} onClick={() => void turnOn()}>
        {on ? t('ticket.sound_try') : t('ticket.sound_turn_on')}
      </button>
    </div>
  )
}
