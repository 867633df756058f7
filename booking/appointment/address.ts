// What the page is about stands behind the `#`, which no browser sends to a server: services to book, or an appointment's key.
import { useEffect, useState } from 'preact/hooks'

export interface Address {
  /** `#id-card,passport` */
  services: string[]
  /** `#b17.…`, `#w9.…` */
  key: string | null
  /** `#id-card&invitation=…` */
  invitation: string | null
}

export function useAddress(): Address {
  const [address, setAddress] = useState(read)
  useEffect(() => {
    const look = () => {
      setAddress(read())
      scrollTo(0, 0)
    }
    addEventListener('hashchange', look)
    return () => removeEventListener('hashchange', look)
  }, [])
  return address
}

const KEY = /^[bw]\d+\.[\w-]+$/

function read(): Address {
  const [first = '', ...more] = decodeURIComponent(location.hash.slice(1)).split('&')
  const invitation = more.find((one) => one.startsWith('invitation='))?.slice('invitation='.length) ?? null
  if (KEY.test(first)) return { services: [], key: first, invitation }
  return { services: [...new Set(first.split(',').filter(Boolean))], key: null, invitation }
}

/** The page of an appointment from now on: "back" goes to where the booking began. */
export function showAppointment(key: string): void {
  location.hash = key
}
