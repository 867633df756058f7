// The recording kit: for each language that is spoken, the words it needs; each is recorded here or brought as a file.
import { useRef, useState } from 'preact/hooks'
import type { ClipView } from '../../core/voice.ts'
import { refusalWord, useWords } from '../../ui/words.ts'
import type { Hall } from '../given.ts'
import { spokenName } from '../languages.ts'
import { type Recorder, useRecorder } from './recorder.ts'
import { type Clips, type KitLanguage, useClips } from './useClips.ts'

export function ClipKit({ hall, session }: Hall) {
  const { t, language: reader } = useWords()
  const clips = useClips(hall.id, hall.fileSeq, session.lose)
  const [chosen, choose] = useState<string | null>(null)
  const kit = clips.languages.find(({ language }) => language === chosen) ?? clips.languages[0]
  if (kit === undefined) return null
  return (
    <section class="part kit" aria-label={t('setup.clips')}>
      <h2>{t('setup.clips')}</h2>
      <p class="hint">{t('setup.clips.about')}</p>
      <fieldset class="kit-languages" aria-label={t('setup.voice.languages')}>
        {clips.languages.map((one) => (
          <button key={one.language} type="button" aria-pressed={one === kit} onClick={() => choose(one.language)}>
            {spokenName(one.language, reader)} <span class="digits">{countOf(one)}</span>
          </button>
        ))}
      </fieldset>
      <Kit key={kit.language} hall={hall} kit={kit} clips={clips} />
    </section>
  )
}

function countOf({ clips }: KitLanguage): string {
  const needed = clips.filter((one) => one.needed)
  return `${needed.filter(({ recorded }) => recorded !== null).length}/${needed.length}`
}

function Kit({ hall, kit, clips }: { hall: Hall['hall']; kit: KitLanguage; clips: Clips }) {
  const { t, language: shown } = useWords()
  const table = useRef<HTMLTableElement>(null)
  const { language } = kit
  const recorder = useRecorder(async (clip, wav) => {
    await clips.put(language, clip, wav)
    // On to the next word that is missing: Enter, say it, Enter, and so through the list.
    table.current?.querySelector<HTMLElement>('[data-missing] .record')?.focus()
  })
  const bring = (files: FileList | null) => {
    for (const file of files ?? []) void clips.put(language, file.name.replace(/\.wav$/i, ''), file)
  }
  const missing = kit.clips.filter(({ needed, recorded }) => needed && recorded === null).length
  const { problem } = clips
  return (
    <>
      <p role="status">{missing === 0 ? t('setup.clips.whole') : t('setup.clips.missing', { count: missing })}</p>
      <div class="tools">
        <button type="button" onClick={() => void clips.listen(`/voice/sample/${language}`)}>
          {t('setup.clips.sample')}
        </button>
        <label class="kit-files">
          {t('setup.clips.several')}
          <input type="file" accept=".wav,audio/wav" multiple onChange={(event) => bring(event.currentTarget.files)} />
        </label>
      </div>
      {recorder.cannot && (
        <p class="bad" role="alert">
          {t('setup.clips.no-microphone')}
        </p>
      )}
      {problem !== null && (
        <p class="bad" role="alert">
          {t('setup.clips.problem', { name: clipName(problem.clip), why: refusalWord(shown, problem.code) })}
        </p>
      )}
      <table class="clips" ref={table}>
        <thead>
          <tr>
            <th scope="col">{t('setup.clips.word')}</th>
            <th scope="col">{t('setup.clips.recorded')}</th>
            <th scope="col">{t('setup.clips.do')}</th>
          </tr>
        </thead>
        <tbody>
          {kit.clips.map((one) => (
            <Row key={one.name} name={clipName(one.name, one)} {...{ clip: one, language, clips, recorder }} />
          ))}
        </tbody>
      </table>
    </>
  )

  function clipName(name: string, clip = kit.clips.find((one) => one.name === name)): string {
    const [kind, value = ''] = [name.slice(0, name.indexOf('-')), name.slice(name.indexOf('-') + 1)]
    if (kind === 'phrase') return clip?.text === undefined ? value : t('setup.clips.phrase', { text: clip.text })
    const texts = hall.counters.find(({ id }) => id === value)?.name
    const own = texts === undefined ? value : (texts[language] ?? Object.values(texts)[0] ?? value)
    if (kind === 'counter') return own
    return kind === 'digit' ? t('setup.clips.digit', { value }) : t('setup.clips.letter', { value })
  }
}

interface RowProps {
  name: string
  clip: ClipView
  language: string
  clips: Clips
  recorder: Recorder
}

function Row({ name, clip, language, clips, recorder }: RowProps) {
  const { t } = useWords()
  const { recorded, needed } = clip
  const isRecording = recorder.at === clip.name
  const busy = clips.busy.includes(clip.name)
  const said = recorded === null ? t('setup.clips.not-yet') : t('setup.clips.seconds', { count: recorded.seconds })
  return (
    <tr class={recorded === null ? 'missing' : ''} data-missing={needed && recorded === null ? '' : undefined}>
      <th scope="row">
        {name} {!needed && <span class="soft">{t('setup.clips.surplus')}</span>}
      </th>
      <td>{isRecording ? t('setup.clips.now') : busy ? t('setup.clips.busy') : said}</td>
      <td class="clip-buttons">
        <button
          type="button"
          class={isRecording ? 'record recording' : 'record'}
          aria-label={`${t(isRecording ? 'setup.clips.stop' : 'setup.clips.record')} ${name}`}
          onClick={() => (isRecording ? recorder.stop() : recorder.start(clip.name))}
        >
          {t(isRecording ? 'setup.clips.stop' : 'setup.clips.record')}
        </button>
        <label class="quiet kit-file">
          {t('setup.clips.upload')}
          <input
            type="file"
            accept=".wav,audio/wav"
            aria-label={`${t('setup.clips.upload')} ${name}`}
            onChange={(event) => {
              const [file] = event.currentTarget.files ?? []
              if (file !== undefined) void clips.put(language, clip.name, file)
            }}
          />
        </label>
        {recorded !== null && (
          <>
            <button
              type="button"
              class="quiet"
              aria-label={`${t('setup.clips.listen')} ${name}`}
              onClick={() => void clips.listen(`/clips/${language}/${clip.name}`)}
            >
              {t('setup.clips.listen')}
            </button>
            <button
              type="button"
              class="quiet"
              aria-label={`${t('setup.remove')} ${name}`}
              onClick={() => void clips.remove(language, clip.name)}
            >
              {t('setup.remove')}
            </button>
          </>
        )}
      </td>
    </tr>
  )
}
