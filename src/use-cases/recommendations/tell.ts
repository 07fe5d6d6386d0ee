import type { OfficeId, PersonId } from '../../domain/identity.ts';
import type { Warned } from '../../domain/ladder.ts';
import { type Priority, priority } from '../../domain/message.ts';
import { dateOfDay, dayIn } from '../../domain/time.ts';
import type { Speaker } from '../../store/people.ts';
import type { Told } from '../../store/recommendation-row.ts';
import type { Act } from '../app.ts';
import { type Saying, say } from '../messaging/say.ts';

type Telling = Pick<Saying, 'word'> & {
  readonly about: string;
  readonly priority?: Priority;
  readonly mayWait?: boolean;
  readonly notBefore?: Date;
};

/** The key of what one audience is told about one entry of the history. */
export const onceFor = (told: Pick<Told, 'id'>, entry: number, about: string): string =>
  `recommendation:${told.id}:${entry}:${about}`;

const sayAbout = async (act: Act, told: Told, entry: number, to: readonly PersonId[], telling: Telling) => {
  await say(act, {
    to,
    once: onceFor(told, entry, telling.about),
    priority: telling.priority ?? priority.notice,
    word: telling.word,
    mayWait: telling.mayWait ?? true,
    ...(telling.notBefore && { notBefore: telling.notBefore }),
  });
};

/** Who raised it and whoever speaks for them today: a substitute, or who came after them. */
const speakers = (act: Act, { raisedBy, unit, hiddenFrom }: Told): Promise<readonly Speaker[]> =>
  act.store.people.speakersFor(
    raisedBy,
    { lineage: unit.lineage, hiddenFrom },
    dateOfDay(dayIn(act.zone, act.now)),
  );

/** Who has the word on its answer for who raised it: not they themselves once they have left and others came after. */
export const confirmersOf = async (act: Act, told: Told): Promise<readonly PersonId[]> =>
  (await speakers(act, told)).flatMap(({ id, confirms }) => (confirms ? [id] : []));

/** The names of those who have that word today, in whose hands it comes; empty where there is nobody. */
export async function confirmersNames(act: Act, told: Told): Promise<string> {
  const people = await act.store.people.named(await confirmersOf(act, told));
  return people.map(({ name }) => name).join(', ');
}

/** The same of all its origins: who raised it, and those who have joined it. */
async function allSpeakers(act: Act, told: Told): Promise<readonly Speaker[]> {
  const raisers = await speakers(act, told);
  if (told.joined.length === 0) return raisers;
  const joiners = await act.store.twins.joinersSpeakers(told.id, dateOfDay(dayIn(act.zone, act.now)));
  const confirming = new Set([...raisers, ...joiners].flatMap(({ id, confirms }) => (confirms ? [id] : [])));
  const all = new Set([...raisers, ...joiners].map(({ id }) => id));
  return [...all].map((id) => ({ id, confirms: confirming.has(id) }));
}

/** Whoever speaks for one of its origins. */
export const originSpeakers = async (act: Act, told: Told): Promise<readonly PersonId[]> =>
  (await allSpeakers(act, told)).map(({ id }) => id);

/** Of these, who has a word on its answer. */
export const originConfirmers = async (act: Act, told: Told): Promise<readonly PersonId[]> =>
  (await allSpeakers(act, told)).flatMap(({ id, confirms }) => (confirms ? [id] : []));

/** Who raised it, and with them all who have joined it. */
export const tellRaiser = async (
  act: Act,
  told: Told,
  entry: number,
  telling: Telling & { readonly except?: readonly PersonId[] },
): Promise<void> => {
  const all = await originSpeakers(act, told);
  await sayAbout(
    act,
    told,
    entry,
    all.filter((id) => !telling.except?.includes(id)),
    telling,
  );
};

/** Those who have a word on its answer. */
export const askOrigins = async (act: Act, told: Told, entry: number, telling: Telling): Promise<void> =>
  sayAbout(act, told, entry, await originConfirmers(act, told), telling);

/** Those who have the word of who raised it. */
export const askRaisers = async (act: Act, told: Told, entry: number, telling: Telling): Promise<void> =>
  sayAbout(act, told, entry, await confirmersOf(act, told), telling);

/** Those who speak for one of its origins, but have no word on its answer any more. */
export async function tellWhoLeft(act: Act, told: Told, entry: number, telling: Telling): Promise<void> {
  const left = (await allSpeakers(act, told)).filter(({ confirms }) => !confirms);
  await sayAbout(
    act,
    told,
    entry,
    left.map(({ id }) => id),
    telling,
  );
}

export async function tellOffice(
  act: Act,
  told: Told,
  office: OfficeId,
  entry: number,
  telling: Telling & {
    /** Where nobody is one of these, everybody. */
    readonly only?: readonly Warned[];
    /** Those who learn of the same entry otherwise. */
    readonly except?: readonly PersonId[];
  },
): Promise<void> {
  const staff = await act.store.people.staff(office, dateOfDay(dayIn(act.zone, act.now)));
  const { only = ['office'] } = telling;
  const meant = staff.filter(({ id, role }) =>
    only.some((one) => one === 'office' || (one === 'head' ? role === 'head' : id === told.handler)),
  );
  const chosen = meant.length > 0 ? meant : staff;
  await sayAbout(
    act,
    told,
    entry,
    chosen.map(({ id }) => id).filter((id) => !telling.except?.includes(id)),
    telling,
  );
}
