// The recording kit: which clips a hall needs so that a language can be spoken from recordings, which are there, and each of them.
import { randomUUID } from 'node:crypto'
import type { FastifyPluginAsync, FastifyRequest } from 'fastify'
import Type from 'typebox'
import { CLIP_PATTERN, clipsOfHall } from '../../core/clips.ts'
import { LANGUAGE_PATTERN } from '../../core/ids.ts'
import { Problem } from '../../core/protocol.ts'
import { iso } from '../../core/time.ts'
import { ClipsView, type ClipView } from '../../core/voice.ts'
import { spokenLanguages } from '../../core/voice-settings.ts'
import type { OpenHall } from '../halls.ts'
import { sha256 } from '../keys.ts'
import { type KeptClip, listClips, readClips, removeClip, saveClip } from '../store/clips.ts'
import { sentenceOf } from '../voice/clips.ts'
import { clipOf, secondsOf, UPLOAD_BYTES_MOST } from '../voice/wav.ts'
import { sendProblem } from './problem.ts'
import type { Api, Tools } from './tools.ts'
import { actorOf } from './who.ts'

const MANAGE = ['manager'] as const
const OfHall = Type.Object({ hall: Type.String({ maxLength: 64 }) })
const OfClip = Type.Object({
  ...OfHall.properties,
  language: Type.String({ maxLength: 20, pattern: LANGUAGE_PATTERN }),
  clip: Type.String({ maxLength: 60, pattern: CLIP_PATTERN }),
})
const REFUSED = { 400: Problem, 401: Problem, 403: Problem, 404: Problem }
/** Of a hall and a language; beyond what any hall needs. */
const CLIPS_MOST = 3_000
const WAVS = ['audio/wav', 'audio/x-wav', 'audio/wave', 'audio/vnd.wave']

export function clipRoutes(api: Api, tools: Tools): void {
  api.get(
    '/api/v1/halls/:hall/clips',
    {
      schema: {
        summary: 'For each language that is spoken: its sentence, the clips it needs, and which are there',
        params: OfHall,
        response: { 200: ClipsView, ...REFUSED },
      },
      config: { who: MANAGE },
    },
    async (request, reply) => {
      const hall = tools.halls.get(request.params.hall)
      if (hall === undefined) return sendProblem(reply, 404, 'no_such_hall', { field: 'hall' })
      const languages = await Promise.all(spokenLanguages(hall.board.file).map((one) => languageView(hall, one, tools)))
      return reply.send({ languages })
    },
  )

  api.get(
    '/api/v1/halls/:hall/clips/:language/:clip',
    {
      schema: {
        summary: 'One clip, as WAV',
        params: OfClip,
        response: { 200: Type.Unsafe<Buffer>({ description: 'the sound' }), ...REFUSED },
      },
      config: { who: MANAGE },
    },
    async (request, reply) => {
      const { hall, language, clip } = request.params
      const wav = (await readClips(tools.pool, hall, language, [clip])).get(clip)
      if (wav === undefined) return sendProblem(reply, 404, 'no_such_clip', { field: 'clip' })
      return reply.type('audio/wav').send(wav)
    },
  )

  api.delete(
    '/api/v1/halls/:hall/clips/:language/:clip',
    {
      schema: { summary: 'Remove a clip', params: OfClip },
      config: { who: MANAGE },
    },
    async (request, reply) => {
      const { hall, language, clip } = request.params
      if (!(await removeClip(tools.pool, hall, language, clip)))
        return sendProblem(reply, 404, 'no_such_clip', { field: 'clip' })
      await remember(request, tools, { hall, id: `${language} ${clip}`, seconds: null })
      return reply.code(204).send()
    },
  )
  // Sound comes as bytes here alone: every other route is told JSON.
  const upload: FastifyPluginAsync = async (scope) => {
    scope.addContentTypeParser(WAVS, { parseAs: 'buffer', bodyLimit: UPLOAD_BYTES_MOST }, (_, body, done) =>
      done(null, body),
    )
    // The plugin's own type of fastify knows nothing of schemas.
    uploadRoute(scope as unknown as Api, tools)
  }
  void api.register(upload)
}

function uploadRoute(api: Api, tools: Tools): void {
  api.put(
    '/api/v1/halls/:hall/clips/:language/:clip',
    {
      bodyLimit: UPLOAD_BYTES_MOST,
      schema: {
        summary: 'Record a clip: a WAV of plain samples; it is trimmed, levelled, and kept as 24 kHz mono',
        consumes: ['audio/wav'],
        params: OfClip,
        response: { 200: Type.Object({ seconds: Type.Number() }), 409: Problem, 413: Problem, ...REFUSED },
      },
      config: { who: MANAGE },
    },
    async (request, reply) => {
      const { hall: id, language, clip } = request.params
      const hall = tools.halls.get(id)
      if (hall === undefined) return sendProblem(reply, 404, 'no_such_hall', { field: 'hall' })
      if (!spokenLanguages(hall.board.file).includes(language))
        return sendProblem(reply, 404, 'no_such_clip', { field: 'language', detail: 'is not spoken in this hall' })
      const wav = clipOf(Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0))
      if (typeof wav === 'string') return sendProblem(reply, 400, wav, { field: 'body' })
      const there = await listClips(tools.pool, id, language)
      if (there.length >= CLIPS_MOST && !there.some(({ name }) => name === clip))
        return sendProblem(reply, 409, 'limit_reached', { field: 'clip', detail: String(CLIPS_MOST) })
      const hash = sha256(wav).toString('hex')
      const by = request.account?.user ?? ''
      await saveClip(tools.pool, { hall: id, language, name: clip, wav, hash, by })
      const seconds = round(secondsOf(wav.length))
      await remember(request, tools, { hall: id, id: `${language} ${clip}`, seconds })
      return reply.send({ seconds })
    },
  )
}

/** What is needed first, in the order of the sentence; then what is there and no longer needed. */
async function languageView({ id, board }: OpenHall, language: string, { pool }: Tools) {
  const { file } = board
  const { slots, phrases } = sentenceOf(file, language)
  const needed = clipsOfHall(slots, file)
  const there = new Map((await listClips(pool, id, language)).map((one) => [one.name, one]))
  const surplus = [...there.keys()].filter((name) => !needed.includes(name))
  const view = (name: string): ClipView => ({
    name,
    ...(phrases[name.replace(/^phrase-/, '')] === undefined ? {} : { text: phrases[name.replace(/^phrase-/, '')] }),
    needed: needed.includes(name),
    recorded: recordedView(there.get(name), file.timeZone),
  })
  return { language, sentence: [...slots], clips: [...needed, ...surplus].map(view) }
}

function recordedView(clip: KeptClip | undefined, zone: string): ClipView['recorded'] {
  if (clip === undefined) return null
  return { seconds: round(secondsOf(clip.bytes)), at: iso(clip.at, zone), by: clip.by }
}

function round(seconds: number): number {
  return Math.round(seconds * 10) / 10
}

/** Who put which words into the hall's mouth is on record; the sound itself is not. */
async function remember(
  request: FastifyRequest,
  { door }: Tools,
  { hall, id, seconds }: { hall: string; id: string; seconds: number | null },
): Promise<void> {
  const press = randomUUID()
  const after = seconds === null ? null : { seconds }
  const before = seconds === null ? {} : null
  const change = { what: 'clip', id, before, after } as const
  const command = { id: press, do: 'record-change', change } as const
  await door.submit({ hall, command, actor: actorOf(request, hall), bodyHash: sha256(press) })
}
