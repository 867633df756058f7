// What the schema builder is in the screens: nothing. They share tables with the server whose rows hold schemas too; only the
// server checks by them, and no page carries eleven kilobytes for that.
const nothing = () => ({})

const builder = new Proxy<Record<string, () => object>>(
  {},
  {
    get: (_, name) => {
      // To ask a schema something would get a wrong answer here.
      if (String(name).startsWith('Is')) throw new Error(`no schemas in a page: ${String(name)}`)
      return nothing
    },
  },
)

/** As the library gives its own. */
export { builder as default }
