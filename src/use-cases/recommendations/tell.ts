import type { OfficeId, PersonId } from '../../domain/identity.ts';
import type { Warned } from '../../domain/ladder.ts';
import { type Priority, priority } from '../../domain/message.ts';
import { dateOfDay, dayIn } from '../../domain/time.ts';
import type { Told } from '../../store/recommendations.ts';
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
export const speakersFor = (act: Act, told: Told): Promise<readonly PersonId[]> =>
  act.store.people.speakersFor(told.raisedBy, told.unit.lineage, dateOfDay(dayIn(act.zone, act.now)));

/** Whoever speaks for who raised it, or for those who have joined it. */
export async function originSpeakers(act: Act, told: Told): Promise<readonly PersonId[]> {
  const raisers = await speakersFor(act, told);
  if (told.joined.length === 0) return raisers;
  // What is about an office is nobody's to whom it might come with the unit.
  if (told.hiddenFrom !== undefined) return [...raisers, ...told.joined];
  const day = dateOfDay(dayIn(act.zone, act.now));
  return [...raisers, ...(await act.store.twins.joinersSpeakers(told.id, day))];
}

/** Who raised it, and with them all who have joined it. */
export const tellRaiser = async (
  act: Act,
  told: Told,
  entry: number,
  telling: Telling & { readonly except?: readonly PersonId[] },
): Promise<void> => {
  const speakers = await originSpeakers(act, told);
  await sayAbout(
    act,
    told,
    entry,
    speakers.filter((id) => !telling.except?.includes(id)),
    telling,
  );
};

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
