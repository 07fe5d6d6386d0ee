import type { OfficeId, PersonId } from './identity.ts';

export type ClusterId = string;
type Named<Id extends string> = { readonly id: Id; readonly name: string };

/** Whom a meeting invites, as it is said when it is called; who they are is looked up on its day. */
export type Audience = {
  /** How many levels below the meeting's unit lie the units whose followers are invited: 0 is the unit itself. */
  readonly levels: readonly number[];
  /** Of the followers only those who lead. */
  readonly leadsOnly: boolean;
  readonly offices: readonly Named<OfficeId>[];
  /** Followers of the units of a cluster. */
  readonly clusters: readonly Named<ClusterId>[];
  readonly guests: readonly Named<PersonId>[];
};

/** Those who follow the unit, and nobody else. */
export const followersOnly: Audience = {
  levels: [0],
  leadsOnly: false,
  offices: [],
  clusters: [],
  guests: [],
};

export const guestsAtMost = 50;

export const isNobody = ({ levels, offices, clusters, guests }: Audience): boolean =>
  levels.length + offices.length + clusters.length + guests.length === 0;

/** With the level where it was without, and the other way round. */
export const toggleLevel = (audience: Audience, level: number): Audience => ({
  ...audience,
  levels: audience.levels.includes(level)
    ? audience.levels.filter((other) => other !== level)
    : [...audience.levels, level].sort((a, b) => a - b),
});

export const toggle = <Item extends Named<string>>(list: readonly Item[], item: Item): readonly Item[] =>
  list.some(({ id }) => id === item.id) ? list.filter(({ id }) => id !== item.id) : [...list, item];

/** So many are told as others are answered, not before them. */
const largeFrom = 50;
export const isLarge = (invited: number): boolean => invited > largeFrom;

/** Answers to a meeting of many are told together, so many minutes apart. */
export const gatheredMinutes = 15;

/** Within so many hours of each other two meetings are at one time for whoever is invited to both. */
export const clashHours = 2;

/** How long a notice is held in which it can be undone. */
export const heldMinutes = 2;

/** Seconds that so many messages take on a channel, which leaves some of its pace to replies. */
export const secondsFor = (messages: number, perSecond: number): number =>
  Math.ceil(messages / (perSecond * 0.8));
