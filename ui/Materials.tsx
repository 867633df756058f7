// What to bring, told once and completely: name, original or copies, who issues it, and what else to know.
import type { ServiceView } from '../core/protocol.ts'
import { useWords } from './words.ts'

type Material = ServiceView['materials'][number]

export function Materials({ materials }: { materials: Material[] }) {
  const { t } = useWords()
  if (materials.length === 0) return <p class="materials-none">{t('common.bring_nothing')}</p>
  return (
    <ul class="materials">
      {materials.map((one, index) => (
        <MaterialRow key={index} material={one} />
      ))}
    </ul>
  )
}

/** A card for each service of a number. */
export function ToBring({ services }: { services: ServiceView[] }) {
  const { t, own } = useWords()
  return (
    <>
      {services.map((one) => (
        <div key={one.id} class="card">
          <h2>{services.length === 1 ? t('common.bring') : t('take.bring_for', { name: own(one.name) })}</h2>
          <Materials materials={one.materials} />
        </div>
      ))}
    </>
  )
}

function MaterialRow({ material }: { material: Material }) {
  const { t, own } = useWords()
  const form = formOf(material)
  return (
    <li>
      <span class="material-name">{own(material.name)}</span>
      {form === null ? null : <span class="material-form">{t(form, { count: material.copies })}</span>}
      {material.issuer === undefined ? null : (
        <span class="material-note">{t('common.issuer', { name: own(material.issuer) })}</span>
      )}
      {material.note === undefined ? null : <span class="material-note">{own(material.note)}</span>}
    </li>
  )
}

function formOf({ original, copies }: Material) {
  if (original && copies > 0) return 'common.original_and_copies'
  if (original) return 'common.original'
  return copies > 0 ? 'common.copies' : null
}
