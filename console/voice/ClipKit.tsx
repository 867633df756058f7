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
  const recorder = useRecorder(async (name, wav) => {
    await clips.put([{ language, name, wav }])
    // On to the next word that is missing: Enter, say it, Enter, and so through the list.
    table.current?.querySelector<HTMLElement>('[data-missing] .record')?.focus()
  })
  const bring = (files: readonly File[]) =>
    void clips.put(files.map((wav) => ({ language, name: wav.name.replace(/\.wav$/i, ''), wav })))
  const missing = kit.clips.filter(({ needed, recorded }) => needed && recorded === null).length
  const problems = clips.problems.filter((one) => one.language === language)
  return (
    <>
      <p role="status">{missing === 0 ? t('setup.clips.whole') : t('setup.clips.missing', { count: missing })}</p>
      <div class="tools">
        <button type="button" onClick={() => void clips.listen({ language, name: '' })}>
          {t('setup.clips.sample')}
        </button>
        <label class="kit-files">
          {t('setup.clips.several')}
          <input type="file" accept=".wav,audio/wav" multiple onChange={(event) => bring(taken(event.currentTarget))} />
        </label>
      </div>
      {recorder.cannot && (
        <p class="bad" role="alert">
          {t('setup.clips.no-microphone')}
        </p>
      )}
      {problems.length > 0 && (
        <div role="alert">
          {problems.map(({ name, code }) => (
            <p key={name} class="bad">
              {t('setup.clips.problem', {
                name: name === '' ? t('setup.clips.sample') : clipName(name),
                why: refusalWord(shown, code),
              })}
            </p>
          ))}
        </div>
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
    if (kind === 'digit') return t('setup.clips.digit', { value })
    // What a file is called that bears the name of no clip.
    return kind === 'letter' ? t('setup.clips.letter', { value }) : name
  }
}

/** The field is emptied: the same file, mended, may be chosen again. */
function taken(field: HTMLInputElement): File[] {
  const files = [...(field.files ?? [])]
  field.value = ''
  return files
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
  const own = { language, name: clip.name }
  const busy = clips.busy(own)
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
              const [wav] = taken(event.currentTarget)
              if (wav !== undefined) void clips.put([{ ...own, wav }])
            }}
          />
        </label>
        {recorded !== null && (
          <>
            <button
              type="button"
              class="quiet"
              aria-label={`${t('setup.clips.listen')} ${name}`}
              onClick={() => void clips.listen(own)}
            >
              {t('setup.clips.listen')}
            </button>
            <button
              type="button"
              class="quiet"
              aria-label={`${t('setup.remove')} ${name}`}
              onClick={() => void clips.remove(own)}
            >
              {t('setup.remove')}
            </button>
          </>
        )}
      </td>
    </tr>
  )
}
