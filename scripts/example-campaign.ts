// `npm run example-campaign > households.csv`: thirteen thousand households that wait for a certificate, none of them real.
import { stringify } from 'csv-stringify/sync'

const HOUSEHOLDS = 13_000
const SURNAMES = '林陈黄张吴李郑王刘苏蔡杨许谢洪'
const GIVEN = '美玲志强建国丽华文斌秀英海燕阿明晓东雅芳国荣'
/** 1990 0000 000 and on: a range that no operator gives out. */
const FIRST_PHONE = 19_900_000_000

const rows = Array.from({ length: HOUSEHOLDS }, (_, i) => {
  const surname = SURNAMES[i % SURNAMES.length]
  const given = `${GIVEN[(i * 7) % GIVEN.length]}${GIVEN[(i * 13 + 5) % GIVEN.length]}`
  return [`${surname}${given}`, String(FIRST_PHONE + i)]
})
process.stdout.write(stringify([['姓名', '手机号'], ...rows]))
