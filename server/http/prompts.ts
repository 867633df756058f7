// Kiosks read aloud: what the program says itself and what stands in the hall file, as sound. Never what somebody else wrote.
import Type from 'typebox'
import type { HallFile } from '../../core/hall.ts'
import { hallText, Prompt, PromptLanguages, type PromptPiece } from '../../core/prompts.ts'
import { Problem } from '../../core/protocol.ts'
import { openGate } from '../gate.ts'
import type { Piece } from '../voice/utterance.ts'
import { LANGUAGES, speak } from '../words.ts'
import { hallOfDevice } from './hall-of-device.ts'
import { sendProblem } from './problem.ts'
import type { Api, Tools } from './tools.ts'

const Hall = Type.Object({ hall: Type.String({ maxLength: 64 }) })
/** Two minutes of speech; what comes behind is left out. */
const LETTERS_MOST = 1_500
/** Each is a program of its own while it speaks; calls in the hall are spoken beside them. */
const READING = { atOnce: 2, waitingMost: 30, withinMs: 8_000 }
/** Said to find out whether a language can be said. */
const TRIAL = 'common.tingxu'

export function promptRoutes(api: Api, tools: Tools): void {
  const reading = openGate(READING)
  api.get(
    '/api/v1/halls/:hall/prompts',
    {
      schema: {
        summary: 'In which languages the server can read a kiosk’s pages aloud',
        params: Hall,
        response: { 200: PromptLanguages, 404: Problem },
      },
      config: { who: 'all', rateLimit: tools.limits.commands },
    },
    async (request, reply) => {
      const hall = tools.halls.get(request.params.hall)
      if (hall === undefined) return sendProblem(reply, 404, 'no_such_hall', { field: 'hall' })
      const tried = await Promise.all(
        LANGUAGES.map(async (language) => {
          const said = [speak(language)(TRIAL)]
          return (await tools.speech.say({ language, written: language, said })) === null ? [] : [language]
        }),
      )
      return reply.send({ languages: tried.flat() })
    },
  )

  api.post(
    '/api/v1/halls/:hall/prompts',
    {
      schema: {
        summary: 'Read this aloud: sentences of the program by key, texts of the hall file by place; as WAV',
        params: Hall,
        body: Prompt,
        response: {
          200: Type.Unsafe<Buffer>({ description: 'the sound' }),
          400: Problem,
          403: Problem,
          404: Problem,
        },
      },
      // The hall's own kiosks; in a hall for trying out, everybody's.
      config: { who: 'all', rateLimit: tools.limits.commands },
    },
    async (request, reply) => {
      const hall = hallOfDevice(request, reply, tools, ['kiosk', 'staff'])
      if (hall === null) return reply
      const { language, say } = request.body
      if (!LANGUAGES.includes(language)) return sendProblem(reply, 404, 'nothing_speaks', { field: 'language' })
      const said: Piece[] = []
      let letters = 0
      for (const [i, piece] of say.entries()) {
        const found = pieceOf(piece, hall.board.file, language)
        if (found === null) return sendProblem(reply, 400, 'malformed', { field: `say.${i}`, detail: 'no such words' })
        letters += typeof found === 'string' ? found.length : found.spelled.length
        if (letters > LETTERS_MOST) break
        said.push(found, stopBehind(found, language))
      }
      const wav = await reading.run(() => tools.speech.say({ language, written: language, said }))
      if (wav === null) return sendProblem(reply, 404, 'nothing_speaks', { field: 'language' })
      return reply.type('audio/wav').send(wav)
    },
  )
}

/** So that one does not run into the next. */
function stopBehind(piece: Piece, language: string): string {
  const ends = typeof piece === 'string' && /[。.！？!?]\s*$/.test(piece)
  if (language.startsWith('zh')) return ends ? '' : '。'
  return ends ? ' ' : '. '
}

/** Null: the program has no such sentence, or the hall no such text. */
function pieceOf(piece: PromptPiece, file: HallFile, language: string): Piece | null {
  if ('number' in piece) return { spelled: piece.number }
  if ('of' in piece) {
    const texts = hallText({ ...file, priorities: file.policy.priorities }, piece)
    return texts === undefined ? null : (texts[language] ?? Object.values(texts)[0] ?? null)
  }
  const { word, values = {} } = piece
  const sentence = speak(language)(word)
  if (sentence === word) return null
  return sentence.replace(/\{(\w+)\}/g, (_, name: string) => String(Object.hasOwn(values, name) ? values[name] : ''))
}
