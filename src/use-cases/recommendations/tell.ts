import type { OfficeId, PersonId } from '../../domain/identity.ts';
import type { Warned } from '../../domain/ladder.ts';
import { type Priority, priority } from '../../domain/message.ts';
import { dateOfDay, dayIn } from '../../domain/time.ts';
import type { Speaker } from '../../store/people.ts';
import type { Told } from '../../store/recommendations.ts';
import type { Act } from '../app.ts';
import { type Saying, say } from '../messaging/say.ts';

type Telling = Pick<Saying, 'word'> & {
  readonly about: string;
  readonly priority?: Priority;
  readonly mayWait?: boolean;
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
  });
};

const speakers = (act: Act, { raisedBy, unit, hiddenFrom }: Told): Promise<readonly Speaker[]> =>
  act.store.people.speakersFor(
    raisedBy,
    { lineage: unit.lineage, hiddenFrom },
    dateOfDay(dayIn(act.zone, act.now)),
  );

/** Who raised it and whoever speaks for them today: a substitute, or who came after them. */
export const speakersFor = async (act: Act, told: Told): Promise<readonly PersonId[]> =>
  (await speakers(act, told)).map(({ id }) => id);

/** Of these, who has the word on its answer: not who raised it and has left, once others came after. */
export const confirmersOf = async (act: Act, told: Told): Promise<readonly PersonId[]> =>
  (await speakers(act, told)).flatMap(({ id, confirms }) => (confirms ? [id] : []));

export const tellRaiser = async (act: Act, told: Told, entry: number, telling: Telling): Promise<void> =>
  sayAbout(act, told, entry, await speakersFor(act, told), telling);

/** Those who have the word on its answer. */
export const askRaiser = async (act: Act, told: Told, entry: number, telling: Telling): Promise<void> =>
  sayAbout(act, told, entry, await confirmersOf(act, told), telling);

/** Those who speak for who raised it, but have no word on its answer any more. */
export async function tellWhoLeft(act: Act, told: Told, entry: number, telling: Telling): Promise<void> {
  const left = (await speakers(act, told)).filter(({ confirms }) => !confirms);
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
