// The screen's voice and what it says, for those who do not hear it; fetched when everything that is to be seen is there.
import { canSound, useSound } from './chime.ts'
import type { Told } from './LobbyScreen.tsx'
import { useVoice } from './voice.ts'
import { Both } from './words.tsx'

export function Spoken({ hall, zone, told }: { hall: string; zone: string | null; told: { current: Told } }) {
  const { caption, wake, overhear, test } = useVoice(hall, zone)
  const sound = useSound(test)
  told.current = { canSound, wake, overhear, speaking: caption !== null }
  return (
    <>
      {caption !== null && (
        <p key={caption.seq} class="caption" lang={caption.language}>
          {caption.text}
        </p>
      )}
      <SoundSwitch {...sound} />
    </>
  )
}

function SoundSwitch({ sounds, turnOn }: { sounds: boolean; turnOn: () => void }) {
  return (
    <button type="button" class={sounds ? 'sound' : 'sound sound-off'} onClick={turnOn}>
      <svg viewBox="0 0 24 24" aria-hidden="true">
        <path d="M3 9h4l5-4v14l-5-4H3z" />
        <path class="stroke" d={sounds ? 'M15.5 8.5a5 5 0 0 1 0 7M18 6a8.5 8.5 0 0 1 0 12' : 'M16 9l6 6M22 9l-6 6'} />
      </svg>
      <span>
        <Both of={sounds ? 'lobby.sound-on' : 'lobby.sound-off'} />
      </span>
    </button>
  )
}
