// Calls as they are spoken: one screen an audio zone asks for its turn, says what it has spoken, and gets the next.
import { randomUUID } from 'node:crypto'
import type { FastifyRequest } from 'fastify'
import Type from 'typebox'
import { type Announcement, nextAnnouncement } from '../../core/announcements.ts'
import type { HallFile } from '../../core/hall.ts'
import { Problem } from '../../core/protocol.ts'
import { audioZone, VoiceAnswer, VoiceTurn, WHOLE_HALL } from '../../core/voice.ts'
import type { OpenHall } from '../halls.ts'
import { sha256 } from '../keys.ts'
import { holdZone } from '../store/speakers.ts'
import { caption, type Utterance } from '../voice/utterance.ts'
import { sendProblem } from './problem.ts'
import type { Api, Tools } from './tools.ts'

/** A screen asks every five seconds; while it speaks it is silent towards the server. */
const LEASE_S = 12
const SPEAKING_LEASE_S = 40
const SCREENS = ['lobby', 'zone']

const Hall = Type.Object({ hall: Type.String({ maxLength: 64 }) })
const OfCall = Type.Object({
  ...Hall.properties,
  seq: Type.String({ pattern: '^\\d{1,15}$' }),
  language: Type.String({ maxLength: 20 }),
})

export function voiceRoutes(api: Api, tools: Tools): void {
  api.post(
    '/api/v1/halls/:hall/voice',
    {
      schema: {
        summary: 'A lobby screen that can be heard asks what to speak; one an audio zone is answered',
        params: Hall,
        body: VoiceTurn,
        response: { 200: VoiceAnswer, 400: Problem, 403: Problem, 404: Problem },
      },
      // The hall's own screens; in a hall for trying out, everybody's.
      config: { who: 'all', rateLimit: tools.limits.commands },
    },
    async (request, reply) => {
      const { speaker, spoken } = request.body
      const hall = tools.halls.get(request.params.hall)
      if (hall === undefined) return sendProblem(reply, 404, 'no_such_hall', { field: 'hall' })
      if (!maySpeak(request, hall)) return sendProblem(reply, 403, 'forbidden')
      const zone = audioZone(hall.board.file.voice, request.device?.zone ?? request.body.zone ?? null)
      if (zone === null) return reply.send({ speaks: false, announcement: null })
      if (spoken !== undefined) await note(request, hall, spoken, tools)
      const next = nextAnnouncement(hall.board.announcements, inZone(hall, zone), tools.clock.now())
      const seconds = next === null ? LEASE_S : SPEAKING_LEASE_S
      const speaks = await holdZone(tools.pool, hall.id, zone, { speaker, seconds })
      const announcement = speaks && next !== null ? await announcementOf(hall, next, tools) : null
      return reply.header('cache-control', 'no-store').send({ speaks, announcement })
    },
  )

  api.get(
    '/api/v1/halls/:hall/voice/:seq/:language',
    {
      schema: {
        summary:
          'A call that is to be spoken, as WAV; 404 when it was spoken or dropped, or nothing speaks the language',
        params: OfCall,
        response: { 200: Type.Unsafe<Buffer>({ description: 'the sound' }), 404: Problem },
      },
      config: { who: 'all' },
    },
    async (request, reply) => {
      const { language } = request.params
      const hall = tools.halls.get(request.params.hall)
      const call = hall?.board.announcements.find(({ seq }) => seq === Number(request.params.seq))
      if (hall === undefined || call === undefined || !hall.board.file.languages.includes(language))
        return sendProblem(reply, 404, 'no_such_call', { field: 'seq' })
      const wav = await tools.speech.say(utteranceOf(hall.board.file, call, language))
      if (wav === null) return sendProblem(reply, 404, 'no_such_call', { field: 'language' })
      return reply.type('audio/wav').header('cache-control', 'private, max-age=600').send(wav)
    },
  )
}

function maySpeak({ device }: FastifyRequest, { id, board }: OpenHall): boolean {
  if (board.file.policy.devices === 'open') return true
  return device !== null && device.hall === id && SCREENS.includes(device.kind)
}

/** A counter that is not in the hall file is called out everywhere rather than nowhere. */
function inZone({ board }: OpenHall, zone: string): (counter: string) => boolean {
  return (counter) => {
    const known = board.serving.get(counter)
    return zone === WHOLE_HALL || known === undefined || known.zone === zone
  }
}

/** Refused when somebody else noted it, or the person came meanwhile: either way there is nothing left to do. */
async function note(
  request: FastifyRequest,
  hall: OpenHall,
  spoken: NonNullable<VoiceTurn['spoken']>,
  { door }: Tools,
): Promise<void> {
  const id = randomUUID()
  const device = request.device === null ? {} : { device: request.device.id }
  const actor = { role: 'visitor', staff: null, ...device } as const
  await door.submit({ hall: hall.id, command: { id, do: 'announce', ...spoken }, actor, bodyHash: sha256(id) })
}

/** In each of the hall's languages, in the hall's order; the whole row once more where the hall wants it twice. */
async function announcementOf(hall: OpenHall, call: Announcement, { speech }: Tools) {
  const { file } = hall.board
  const once = await Promise.all(
    file.languages.map(async (language) => {
      const utterance = utteranceOf(file, call, language)
      const wav = await speech.say(utterance)
      const audio = `/api/v1/halls/${encodeURIComponent(hall.id)}/voice/${call.seq}/${language}`
      return { language, text: caption(utterance), audio: wav === null ? null : audio }
    }),
  )
  const { seq, ticket, number, counter, calls } = call
  const parts = file.voice?.times === 2 ? [...once, ...once] : once
  return { seq, ticket, number, counter, calls, parts }
}

function utteranceOf({ counters }: HallFile, { number, counter }: Announcement, language: string): Utterance {
  const name = counters.find(({ id }) => id === counter)?.name ?? {}
  return { language, number, counter: name[language] ?? Object.values(name)[0] ?? counter }
}
