// Beside a setting: where it comes from. The source and date of a regulation, if the hall names one; else whose rule it is.
import type { ComponentChildren } from 'preact'
import { useWords, type WordKey } from '../../ui/words.ts'
import { usePlace } from './fields.tsx'

/** As core/hall.ts allows. */
const SOURCE_LETTERS = 200

interface RuledProps {
  /** As `policy.sources` names it: `retention.notesDays`. */
  name: string
  label: string
  /** The regulation that the usual value comes from; none: it is the house's. */
  from?: WordKey
  children: ComponentChildren
}

export function Ruled({ name, label, from, children }: RuledProps) {
  const { t } = useWords()
  const { value, set, fault, id } = usePlace(`/policy/sources/${name}`)
  return (
    <div class={fault === undefined ? 'ruled' : 'ruled wrong'}>
      {children}
      {from !== undefined && <p class="hint">{t('setup.ruled.usual', { source: t(from) })}</p>}
      <label class="source">
        <span>{t('setup.ruled')}</span>
        <input
          id={id}
          aria-label={t('setup.ruled.of', { name: label })}
          maxLength={SOURCE_LETTERS}
          value={String(value ?? '')}
          placeholder={t(from === undefined ? 'setup.ruled.house' : 'setup.ruled.local')}
          title={String(value ?? '')}
          onInput={(event) => set(event.currentTarget.value || undefined)}
        />
      </label>
      <p class="fault" role="status">
        {fault}
      </p>
    </div>
  )
}
