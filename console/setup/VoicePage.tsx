// The hall's voice on one page: how it speaks, and the recordings that it speaks with.

import type { Hall } from '../given.ts'
import { ClipKit } from '../voice/ClipKit.tsx'
import { VoiceFields } from './VoiceFields.tsx'
import '../voice/voice.css'

export function VoicePage(of: Hall) {
  return (
    <>
      <VoiceFields />
      <ClipKit {...of} />
    </>
  )
}
