// The template of one kind of paper in each language, beside the paper as it will come out on 58 or 80 millimetres.
import { useEffect, useRef, useState } from 'preact/hooks'
import { PAPER_KINDS, PAPER_WIDTHS, type PaperKind, type PaperWidth } from '../../core/paper.ts'
import { pictureOf } from '../../ui/paperPicture.ts'
import { request } from '../../ui/request.ts'
import { useWords, type WordKey, word } from '../../ui/words.ts'
import { languageName } from '../languages.ts'
import { useDraft } from './draft.ts'
import { Around, described, usePlace } from './fields.tsx'

/** Somebody types on. */
const TYPING_MS = 400

interface Shown {
  kind: PaperKind
  hall: string
}

export function PaperTemplates({ kind, hall }: Shown) {
  const { t } = useWords()
  const { file } = useDraft()
  const [width, setWidth] = useState<PaperWidth>(58)
  const [copy, setCopy] = useState(false)
  return (
    <fieldset class="part paper-templates">
      <legend>{t(`setup.paper.${kind}`)}</legend>
      <p class="hint">{t('setup.messages.names', { names: PAPER_KINDS[kind].map((one) => `{${one}}`).join(' ') })}</p>
      <p class="hint">{t('setup.paper.markup')}</p>
      <div class="tools">
        <fieldset class="ticks">
          <legend>{t('setup.paper.width')}</legend>
          {PAPER_WIDTHS.map((one) => (
            <label key={one} class="tick">
              <input type="radio" name={`width-${kind}`} checked={width === one} onChange={() => setWidth(one)} />
              {t('setup.paper.mm', { width: one })}
            </label>
          ))}
        </fieldset>
        {kind === 'ticket' && (
          <label class="tick">
            <input type="checkbox" checked={copy} onChange={() => setCopy(!copy)} />
            {t('setup.paper.as-copy')}
          </label>
        )}
      </div>
      <div class="beside">
        {file.languages.map((language) => (
          <InLanguage key={language} {...{ kind, hall, language, width, copy }} />
        ))}
      </div>
    </fieldset>
  )
}

interface Look extends Shown {
  language: string
  width: PaperWidth
  copy: boolean
}

/** Empty: the program's own, which can be taken over to change it. */
function InLanguage(look: Look) {
  const { t } = useWords()
  const { kind, language } = look
  const at = `/paper/${kind}/${language}`
  const { value, set, fault, id } = usePlace(at)
  const own = typeof value === 'string' ? value : undefined
  const usual = word(language, `paper.${kind}` as WordKey)
  return (
    <div class="paper-language" lang={language}>
      <Around at={at} label={languageName(language)} fault={fault}>
        <textarea
          id={id}
          rows={14}
          spellcheck={false}
          value={own ?? ''}
          placeholder={usual}
          onInput={(event) => set(event.currentTarget.value || undefined)}
          {...described(at, fault)}
        />
      </Around>
      <p>
        {own === undefined ? (
          <button type="button" onClick={() => set(usual)}>
            {t('setup.paper.take-over')}
          </button>
        ) : (
          <button type="button" class="quiet" onClick={() => set(undefined)}>
            {t('setup.paper.usual')}
          </button>
        )}
      </p>
      <Preview {...look} template={own} />
    </div>
  )
}

function Preview({ kind, hall, language, width, copy, template }: Look & { template: string | undefined }) {
  const { t } = useWords()
  const place = useRef<HTMLDivElement>(null)
  const shown = useRef(false)
  useEffect(() => {
    let gone = false
    const draw = async () => {
      const body = { kind, language, width, copy, ...(template === undefined ? {} : { template }) }
      const answer = await request('POST', `/api/v1/halls/${encodeURIComponent(hall)}/paper-preview`, body)
      if (gone || !answer.ok) return
      const picture = pictureOf((answer.body as { svg: string }).svg)
      if (picture !== null) place.current?.replaceChildren(picture)
      shown.current = true
    }
    const timer = setTimeout(draw, shown.current ? TYPING_MS : 0)
    return () => {
      gone = true
      clearTimeout(timer)
    }
  }, [kind, hall, language, width, copy, template])
  const name = t('setup.paper.preview', { kind: t(`setup.paper.${kind}`), language: languageName(language), width })
  return <div class={`paper paper-${width}`} ref={place} role="img" aria-label={name} />
}
