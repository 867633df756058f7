// What people are told by mail and SMS: the hall's own words or the program's, each as it will come, in every language.
import {
  filled,
  isStaffMessage,
  MESSAGE_KINDS,
  MESSAGE_NAMES,
  type MessageKind,
  NEAR_AHEAD,
  smsParts,
} from '../../core/message-texts.ts'
import { useWords, type WordKey, word } from '../../ui/words.ts'
import { languageName } from '../languages.ts'
import { useDraft } from './draft.ts'
import { Around, described, NumberField, usePlace } from './fields.tsx'

const AT = '/policy/messages'

export function MessagesForm() {
  const { t } = useWords()
  return (
    <section class="form messages-form">
      <p>{t('setup.messages.about')}</p>
      <p>
        <a href="#messages">{t('setup.messages.see')}</a>
      </p>
      <div class="policy">
        <NumberField
          at={`${AT}/nearAhead`}
          label={t('setup.messages.nearAhead')}
          hint={t('setup.messages.nearAhead.hint')}
          fallback={NEAR_AHEAD}
        />
      </div>
      {MESSAGE_NAMES.map((kind) => (
        <Kind key={kind} kind={kind} />
      ))}
    </section>
  )
}

function Kind({ kind }: { kind: MessageKind }) {
  const { t } = useWords()
  const { file } = useDraft()
  const isOwn = file.policy.messages?.texts?.[kind] !== undefined
  return (
    <details class="part">
      <summary>
        <b>{t(`messages.kind.${kind}`)}</b> <span class="soft">{t(`setup.messages.when.${kind}`)}</span>{' '}
        {isOwn && <span class="tag">{t('setup.messages.own')}</span>}
      </summary>
      <p class="hint">{t('setup.messages.names', { names: MESSAGE_KINDS[kind].map((one) => `{${one}}`).join(' ') })}</p>
      <div class="beside">
        {file.languages.map((language) => (
          <InLanguage key={language} kind={kind} language={language} />
        ))}
      </div>
    </details>
  )
}

function InLanguage({ kind, language }: { kind: MessageKind; language: string }) {
  const { t } = useWords()
  const { file } = useDraft()
  const own = file.policy.messages?.texts?.[kind]
  const values = exampleOf(file, kind, language)
  const subject = filled(own?.subject?.[language] ?? usual(language, `subject.${kind}`), values)
  const text = filled(own?.text?.[language] ?? usual(language, kind), values)
  return (
    <fieldset class="message" lang={language}>
      <legend>{languageName(language)}</legend>
      <OwnText kind={kind} part="subject" language={language} />
      <OwnText kind={kind} part="text" language={language} />
      <p class="hint">{t('setup.messages.preview')}</p>
      <div class="preview">
        <p>
          <b>{subject}</b>
        </p>
        <p>{text}</p>
      </div>
      <p class="hint">
        {isStaffMessage(kind)
          ? t('setup.messages.mail-only')
          : t('setup.messages.sms', { letters: text.length, parts: smsParts(text) })}
      </p>
    </fieldset>
  )
}

/** Empty: the program's own words, which stand in the field in grey. */
function OwnText({ kind, part, language }: { kind: MessageKind; part: 'subject' | 'text'; language: string }) {
  const { t } = useWords()
  const at = `${AT}/texts/${kind}/${part}/${language}`
  const { value, set, fault, id } = usePlace(at)
  const given = {
    id,
    value: String(value ?? ''),
    placeholder: usual(language, part === 'subject' ? `subject.${kind}` : kind),
    ...described(at, fault),
  }
  return (
    <Around at={at} label={t(`setup.messages.${part}`)} fault={fault}>
      {part === 'subject' ? (
        <input {...given} onInput={(event) => set(event.currentTarget.value || undefined)} />
      ) : (
        <textarea rows={4} {...given} onInput={(event) => set(event.currentTarget.value || undefined)} />
      )}
    </Around>
  )
}

function usual(language: string, name: string): string {
  return word(language, `message.${name}` as WordKey)
}

const KEY = 'b17.xxxxxxxxxxxxxxxxxxxxxxxxxxx'

/** Of the hall itself where it can be, so that what is shown is as long as what is sent. */
function exampleOf(
  file: ReturnType<typeof useDraft>['file'],
  kind: MessageKind,
  language: string,
): Record<string, string> {
  const own = (texts: Record<string, string> | undefined) => texts?.[language] ?? Object.values(texts ?? {})[0] ?? ''
  return {
    hall: own(file.name),
    service: own(file.services[0]?.name),
    session: own(file.openings.find(({ name }) => name !== undefined)?.name) || word(language, 'appt.kind_evening'),
    date: '2026-12-01',
    time: '09:30',
    until: '10:30',
    code: '482 193 067',
    confirm: '407219',
    number: `${file.services[0]?.prefix ?? 'A'}017`,
    ahead: '3',
    link: exampleLink(kind, language),
  }
}

function exampleLink(kind: MessageKind, language: string): string {
  const query = `?lang=${language}`
  if (isStaffMessage(kind)) return `${location.origin}/console${query}`
  return `${location.origin}/${kind === 'near' ? 'ticket' : 'appointment'}${query}#${KEY}`
}
