/** The operator has set up what can not be: the message says what, and what to do about it. Never with a secret in it. */
export class SetupRefusal extends Error {}
