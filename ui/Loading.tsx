// Stands where something is still being read.
import { useWords } from './words.ts'

export function Loading() {
  const { t } = useWords()
  return (
    <p class="loading" role="status">
      <span class="loading-dots" aria-hidden="true" />
      {t('common.loading')}
    </p>
  )
}
