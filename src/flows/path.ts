import type { FileId } from '../domain/identity.ts';
import type { AnyDraft, AnyFlow, AnyGroup, AnyQuestion, Place } from './flow.ts';

/** One field of a draft, or the question whether a list goes on. */
export type Spot =
  | { readonly kind: 'question'; readonly path: string; readonly question: AnyQuestion }
  | { readonly kind: 'more'; readonly path: string; readonly group: AnyGroup; readonly key: string };

type Items = readonly AnyDraft[];

export const itemsOf = (draft: AnyDraft, key: string): Items => (draft[key] as Items | undefined) ?? [];

/** All that the flow asks of this draft, in order. */
export function spots(flow: AnyFlow, draft: AnyDraft): readonly Spot[] {
  return Object.entries(flow.questions).flatMap(([key, asked]) => spotsOf(key, asked, draft));

  function spotsOf(key: string, asked: AnyFlow['questions'][string], draft: AnyDraft): readonly Spot[] {
    switch (asked.kind) {
      case 'given':
        return [];
      case 'group':
        return groupSpots(key, asked, draft);
      case 'question':
        return questionSpots(key, asked, draft);
    }
  }
}

const questionSpots = (path: string, question: AnyQuestion, draft: AnyDraft): readonly Spot[] =>
  question.when?.(draft) === false ? [] : [{ kind: 'question', path, question }];

function groupSpots(key: string, group: AnyGroup, draft: AnyDraft): readonly Spot[] {
  const items = itemsOf(draft, key).flatMap((item, at) =>
    Object.entries(group.item).flatMap(([field, question]) =>
      questionSpots(`${key}.${at}.${field}`, question, item),
    ),
  );
  return [...items, { kind: 'more', path: `${key}.more`, group, key }];
}

/** True when the person has answered anything of it. */
export const hasSaid = (flow: AnyFlow, { draft }: Pick<Place, 'draft'>): boolean =>
  spots(flow, draft).some(({ path }) => valueAt(draft, path) !== undefined);

export const spotAt = (flow: AnyFlow, draft: AnyDraft, path: string): Spot | undefined =>
  spots(flow, draft).find((spot) => spot.path === path);

export const firstOpen = (flow: AnyFlow, place: Pick<Place, 'draft' | 'done'>): Spot | undefined =>
  spots(flow, place.draft).find(({ path }) => !place.done.includes(path));

/** The one asked before, past what was filled in at the start; undefined at the beginning. */
export function spotBefore(flow: AnyFlow, place: Place): Spot | undefined {
  const all = spots(flow, place.draft).filter(
    ({ path }) => path === place.at || !place.preset?.includes(path),
  );
  const at = all.findIndex(({ path }) => path === place.at);
  return at < 0 ? all.at(-1) : all[at - 1];
}

export function valueAt(draft: AnyDraft, path: string): unknown {
  const [key = '', at, field] = path.split('.');
  return at === undefined || field === undefined ? draft[key] : itemsOf(draft, key)[Number(at)]?.[field];
}

/** The item of a list that a question belongs to, or the whole draft. */
export function partAt(draft: AnyDraft, path: string): AnyDraft {
  const [key = '', at, field] = path.split('.');
  return field === undefined ? draft : (itemsOf(draft, key)[Number(at)] ?? {});
}

/** What a question's own functions are given: the whole draft, and of a list the item's answers before those around it. */
export function draftAround(draft: AnyDraft, path: string): AnyDraft {
  const part = partAt(draft, path);
  return part === draft ? draft : { ...draft, ...part };
}

export function withValue(draft: AnyDraft, path: string, value: unknown): AnyDraft {
  const [key = '', at, field] = path.split('.');
  if (at === undefined || field === undefined) return { ...draft, [key]: value };
  const items = itemsOf(draft, key).map((item, place) =>
    place === Number(at) ? { ...item, [field]: value } : item,
  );
  return { ...draft, [key]: items };
}

/** With an answer to the question, which opens again whatever hangs on it. */
export function withAnswer(flow: AnyFlow, place: Place, path: string, value: unknown): Place {
  const hanging = hangingOn(flow, place.draft, path);
  const left = hanging.reduce((draft, open) => withValue(draft, open, undefined), place.draft);
  const done = place.done.filter((one) => one !== path && !hanging.includes(one));
  return { ...place, draft: withValue(left, path, value), done: [...done, path] };
}

/** Of an answer in an item, what hangs on it in the same item; of one around a list, in every item too. */
function hangingOn(flow: AnyFlow, draft: AnyDraft, path: string): readonly string[] {
  const [group = '', at, field] = path.split('.');
  const hangs = (asked: AnyQuestion) => asked.after?.includes(field ?? path) === true;
  const inItem = (key: string, { item }: AnyGroup, index: number) =>
    Object.entries(item).flatMap(([name, asked]) => (hangs(asked) ? [`${key}.${index}.${name}`] : []));
  return Object.entries(flow.questions).flatMap(([key, asked]) => {
    if (asked.kind === 'question') return field === undefined && hangs(asked) ? [key] : [];
    if (asked.kind !== 'group') return [];
    if (field !== undefined) return key === group ? inItem(key, asked, Number(at)) : [];
    return itemsOf(draft, key).flatMap((_, index) => inItem(key, asked, index));
  });
}

export const withItem = (draft: AnyDraft, key: string): AnyDraft => ({
  ...draft,
  [key]: [...itemsOf(draft, key), {}],
});

/** Takes one item out of a list, and with it what was answered of it. */
export function withoutItem(place: Place, key: string, at: number): Place {
  const items = itemsOf(place.draft, key).filter((_, index) => index !== at);
  const done = place.done.flatMap((path) => {
    const [group, index, field] = path.split('.');
    if (group !== key || field === undefined || Number(index) < at) return [path];
    return Number(index) === at ? [] : [`${key}.${Number(index) - 1}.${field}`];
  });
  return { ...place, draft: { ...place.draft, [key]: items }, done };
}

const fileOf = (value: unknown): string | undefined =>
  typeof value === 'object' && value !== null && 'file' in value && typeof value.file === 'string'
    ? value.file
    : undefined;

/** All that was written in a draft, however deep. */
export const textsIn = (value: unknown): readonly string[] =>
  typeof value === 'string'
    ? [value]
    : typeof value === 'object' && value !== null
      ? Object.values(value).flatMap(textsIn)
      : [];

/** All files of a draft, however deep. */
export function filesIn(value: unknown): readonly FileId[] {
  if (typeof value !== 'object' || value === null) return [];
  const file = fileOf(value);
  return file === undefined ? Object.values(value).flatMap(filesIn) : [file as FileId];
}

/** Files that were purged are no longer among its answers. */
export function withoutFiles(place: Place, purged: ReadonlySet<string>): Place {
  const left = (value: unknown): unknown =>
    Array.isArray(value) ? value.filter((one) => !purged.has(fileOf(one) ?? '')) : value;
  const draft = Object.entries(place.draft).map(([key, value]) => [key, left(value)]);
  return { ...place, draft: Object.fromEntries(draft) };
}
