// What can be wrong with a replay's arguments, its recorded day or its server: one sentence for the person who asked.
export class ReplayFault extends Error {}
