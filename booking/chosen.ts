// Which services are chosen stands in the page's address, so that "back" works: `#id-card`, `#id-card,passport`, and `#id-card,` while one more is looked for.
import { useEffect, useState } from 'preact/hooks'

export interface Address {
  services: string[]
  /** One more is being looked for. */
  adding: boolean
}

export function useAddress(): [Address, (services: readonly string[], adding?: boolean) => void] {
  const [address, setAddress] = useState(read)
  useEffect(() => {
    const look = () => {
      setAddress(read())
      scrollTo(0, 0)
    }
    addEventListener('hashchange', look)
    return () => removeEventListener('hashchange', look)
  }, [])
  const go = (services: readonly string[], adding = false) => {
    const names = services.map(encodeURIComponent).join(',')
    location.hash = adding ? `${names},` : names
  }
  return [address, go]
}

function read(): Address {
  const text = location.hash.slice(1)
  const services = text.split(',').filter(Boolean).map(decodeURIComponent)
  return { services: [...new Set(services)], adding: text === '' || text.endsWith(',') }
}
