// Calls as they are spoken: one screen an audio zone asks for its turn, says what it has spoken, and gets the next.
import { randomUUID } from 'node:crypto'
import type { FastifyRequest } from 'fastify'
import Type from 'typebox'
import { type Announcement, nextAnnouncement } from '../../core/announcements.ts'
import { LOBBY_KINDS } from '../../core/deviceKinds.ts'
import type { HallFile } from '../../core/hall.ts'
import { LANGUAGE_PATTERN, ticketNumber } from '../../core/ids.ts'
import { Problem } from '../../core/protocol.ts'
import { zonesOf } from '../../core/screen-of-hall.ts'
import { VoiceAnswer, VoiceSample, VoiceTurn } from '../../core/voice.ts'
import { audioZone, spokenLanguages, volumeAt, WHOLE_HALL } from '../../core/voice-settings.ts'
import type { OpenHall } from '../halls.ts'
import { sha256 } from '../keys.ts'
import { holdZone } from '../store/speakers.ts'
import type { Called } from '../voice/calls.ts'
import { hallOfDevice } from './hall-of-device.ts'
import { sendProblem } from './problem.ts'
import type { Api, Tools } from './tools.ts'

/** A screen asks every five seconds; while it speaks it is silent towards the server. */
const LEASE_S = 12
const SPEAKING_LEASE_S = 40
/** Beside the sentences: the chime, a slow line, the word that it is spoken. */
const SLACK_S = 15

const Hall = Type.Object({ hall: Type.String({ maxLength: 64 }) })
const Language = Type.String({ maxLength: 20, pattern: LANGUAGE_PATTERN })
const OfCall = Type.Object({ ...Hall.properties, seq: Type.String({ pattern: '^\\d{1,15}$' }), language: Language })
const OfSample = Type.Object({ ...Hall.properties, language: Language })
const Sound = Type.Unsafe<Buffer>({ description: 'the sound' })

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
      config: { who: 'all', rateLimit: tools.limits.screens },
    },
    async (request, reply) => {
      const { speaker, spoken } = request.body
      const hall = hallOfDevice(request, reply, tools, LOBBY_KINDS)
      if (hall === null) return reply
      const volume = volumeNow(hall, tools)
      const zone = audioZone(hall.board.file.voice, request.device?.zone ?? request.body.zone ?? null)
      // Each zone is a row: nobody makes up zones without end.
      if (zone !== null && !isZoneOf(hall, zone)) return sendProblem(reply, 404, 'no_such_zone', { field: 'zone' })
      if (zone === null) return reply.send({ speaks: false, volume, announcement: null })
      if (spoken !== undefined) await note(request, hall, spoken, tools)
      const next = nextAnnouncement(hall.board.announcements, inZone(hall, zone), tools.clock.now())
      const hold = (seconds: number) =>
        holdZone(tools.pool, hall.id, zone, { speaker, seconds, seq: next?.seq ?? null })
      const speaks = await hold(next === null ? LEASE_S : SPEAKING_LEASE_S)
      if (speaks) tools.voiceWatch.turn(hall, zone, next)
      if (!speaks || next === null) return reply.send({ speaks, volume, announcement: null })
      const { seconds, ...announcement } = await announcementOf(hall, next, tools)
      // Many languages, twice, take longer than most: nobody begins over them.
      if (seconds + SLACK_S > SPEAKING_LEASE_S) await hold(seconds + SLACK_S)
      return reply.header('cache-control', 'no-store').send({ speaks, volume, announcement })
    },
  )

  api.get(
    '/api/v1/halls/:hall/voice/:seq/:language',
    {
      schema: {
        summary:
          'A call that is to be spoken, as WAV; 404 when it was spoken or dropped, or nothing speaks the language',
        params: OfCall,
        response: { 200: Sound, 404: Problem },
      },
      config: { who: 'all', rateLimit: tools.limits.screens },
    },
    async (request, reply) => {
      const { language } = request.params
      const hall = tools.halls.get(request.params.hall)
      const call = hall?.board.announcements.find(({ seq }) => seq === Number(request.params.seq))
      if (hall === undefined || call === undefined || !spokenLanguages(hall.board.file).includes(language))
        return sendProblem(reply, 404, 'no_such_call', { field: 'seq' })
      const wav = await tools.calls.soundOf(hall, call, language)
      if (wav === null) return sendProblem(reply, 404, 'no_such_call', { field: 'language' })
      return reply.type('audio/wav').header('cache-control', 'private, max-age=600').send(wav)
    },
  )
  sampleRoutes(api, tools)
}

/** How a call would sound now: for whoever installs a screen, or records a voice. Always the same call. */
function sampleRoutes(api: Api, tools: Tools): void {
  api.get(
    '/api/v1/halls/:hall/voice/sample',
    {
      schema: {
        summary: 'A call that nobody made, as it would be spoken now, to hear how it sounds',
        params: Hall,
        response: { 200: VoiceSample, 404: Problem },
      },
      config: { who: 'all', rateLimit: tools.limits.screens },
    },
    async (request, reply) => {
      const hall = tools.halls.get(request.params.hall)
      if (hall === undefined) return sendProblem(reply, 404, 'no_such_hall', { field: 'hall' })
      const address = (language: string) => `${pathOf(hall)}/sample/${language}`
      const { parts } = await tools.calls.partsOf(hall, sampleOf(hall.board.file), address)
      return reply.send({ volume: volumeNow(hall, tools), parts })
    },
  )

  api.get(
    '/api/v1/halls/:hall/voice/sample/:language',
    {
      schema: {
        summary: 'The same in one language, as WAV; 404 when nothing speaks it',
        params: OfSample,
        response: { 200: Sound, 404: Problem },
      },
      config: { who: 'all', rateLimit: tools.limits.screens },
    },
    async (request, reply) => {
      const { language } = request.params
      const hall = tools.halls.get(request.params.hall)
      if (hall === undefined || !spokenLanguages(hall.board.file).includes(language))
        return sendProblem(reply, 404, 'no_such_call', { field: 'language' })
      const wav = await tools.calls.soundOf(hall, sampleOf(hall.board.file), language)
      if (wav === null) return sendProblem(reply, 404, 'no_such_call', { field: 'language' })
      return reply.type('audio/wav').header('cache-control', 'no-store').send(wav)
    },
  )
}

const SAMPLE_COUNT = 17

function sampleOf({ services, counters }: HallFile): Called {
  const counter = counters.find(({ serves }) => serves.length > 0) ?? counters[0]
  const service = services.find(({ id }) => id === counter?.serves[0]?.service) ?? services[0]
  return { number: ticketNumber(service?.prefix ?? 'A', SAMPLE_COUNT), counter: counter?.id ?? '1' }
}

function volumeNow({ board }: OpenHall, { clock }: Tools): number {
  return volumeAt(board.file.voice, clock.now(), board.file.timeZone)
}

function pathOf({ id }: OpenHall): string {
  return `/api/v1/halls/${encodeURIComponent(id)}/voice`
}

function isZoneOf({ board }: OpenHall, zone: string): boolean {
  return zone === WHOLE_HALL || zonesOf(board.file).includes(zone)
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

/** In each language that the hall speaks, in its order; the whole row once more where the hall wants it twice. */
async function announcementOf(hall: OpenHall, call: Announcement, { calls: voice }: Tools) {
  const { parts: once, seconds } = await voice.partsOf(
    hall,
    call,
    (language) => `${pathOf(hall)}/${call.seq}/${language}`,
  )
  const { seq, ticket, number, counter, calls } = call
  const twice = hall.board.file.voice?.times === 2
  const parts = twice ? [...once, ...once] : once
  return { seq, ticket, number, counter, calls, parts, seconds: twice ? 2 * seconds : seconds }
}
