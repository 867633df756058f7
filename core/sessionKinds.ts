// Kinds of session, apart from the schemas, so that a screen can name them without carrying those.
export const SESSION_KINDS = ['regular', 'noon', 'evening', 'weekend', 'duty', 'home', 'campaign'] as const
