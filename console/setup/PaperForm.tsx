// What comes out on paper: the hall's printers, and the templates of number and notice in each language, as they will come out.

import { freeId } from '../../core/hall-edits.ts'
import { PAPER_NAMES, PAPER_WIDTHS, PRINTER_PORT } from '../../core/paper.ts'
import { useWords } from '../../ui/words.ts'
import type { Hall } from '../given.ts'
import { YesNoField } from './choices.tsx'
import { useDraft } from './draft.ts'
import { Around, described, NumberField, TextField, usePlace } from './fields.tsx'
import { PaperTemplates } from './PaperTemplates.tsx'
import { PrinterState } from './PrinterState.tsx'
import { Parts } from './parts.tsx'

const AT = '/paper/printers'

export function PaperForm(of: Hall) {
  const { t } = useWords()
  const { file } = useDraft()
  const printers = file.paper?.printers ?? []
  const make = () => ({
    id: freeId(
      printers.map((one) => one.id),
      '',
      'printer',
    ),
    name: '',
    width: 58,
  })
  const form = (at: string) => (
    <>
      <div class="row">
        <TextField at={`${at}/name`} label={t('setup.paper.name')} hint={t('setup.paper.name.hint')} />
        <TextField at={`${at}/host`} label={t('setup.paper.host')} hint={t('setup.paper.host.hint')} empty="absent" />
        <NumberField at={`${at}/port`} label={t('setup.paper.port')} fallback={PRINTER_PORT} />
      </div>
      <div class="row">
        <WidthField at={`${at}/width`} />
        <YesNoField at={`${at}/cuts`} label={t('setup.paper.cuts')} usual={t('setup.paper.cuts.usual')} />
        <TextField at={`${at}/id`} label={t('setup.id')} />
      </div>
      <PrinterState {...of} index={Number(at.split('/').pop())} />
    </>
  )
  return (
    <section class="form paper-form">
      <p>{t('setup.paper.about')}</p>
      <Parts at={AT} title={t('setup.paper.printers')} add={t('setup.add.printer')} make={make} form={form} />
      {PAPER_NAMES.map((kind) => (
        <PaperTemplates key={kind} kind={kind} hall={of.hall.id} />
      ))}
    </section>
  )
}

/** A number in the file, so that no text of a select will do. */
function WidthField({ at }: { at: string }) {
  const { t } = useWords()
  const { value, set, fault, id } = usePlace(at)
  return (
    <Around at={at} label={t('setup.paper.width')} fault={fault}>
      <select
        id={id}
        value={String(value ?? '')}
        onChange={(event) => set(Number(event.currentTarget.value))}
        {...described(at, fault)}
      >
        {PAPER_WIDTHS.map((one) => (
          <option key={one} value={String(one)}>
            {t('setup.paper.mm', { width: one })}
          </option>
        ))}
      </select>
    </Around>
  )
}
