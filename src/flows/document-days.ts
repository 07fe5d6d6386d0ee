import { documentDaysAtMost } from '../domain/document-due.ts';
import { type OfficeId, shortId } from '../domain/identity.ts';
import { escapeMarkup } from '../domain/markup.ts';
import type { Button } from '../domain/message.ts';
import { seatsThatCall } from '../domain/permission.ts';
import { Refusal } from '../domain/refusal.ts';
import { setOwnDocumentDays } from '../use-cases/meetings/set-document-days.ts';
import { given, oneOf } from './ask.ts';
import type { Turned } from './converse.ts';
import { anyFlow, type Choice, type Flow, type World } from './flow.ts';

type Draft = { readonly office?: OfficeId; readonly officeName?: string; readonly days?: Choice };

const offered = [1, 2, 3, 4, 5, 6, 7];

const choiceOf = ({ reader }: World, days: number): Choice => ({
  value: String(days),
  label: reader.say('document.days', { days }),
});

/** How many days before a meeting the office's documents are due. */
export const documentDays: Flow<Draft> = {
  name: 'document-days',
  version: 1,
  title: 'document.days-title',
  questions: {
    office: given,
    officeName: given,
    days: oneOf<Draft>({
      label: 'document.days-title',
      ask: ({ officeName = '' }) => ({ key: 'document.ask.days', values: { office: officeName } }),
      choices: async (world) => offered.map((days) => choiceOf(world, days)),
      find: async (typed, world) => {
        const days = Number(/^\s*(\d{1,2})(?:\s*\p{L}+)?\s*$/u.exec(typed)?.[1] ?? 0);
        return days >= 1 && days <= documentDaysAtMost ? [choiceOf(world, days)] : [];
      },
      notFound: 'document.days-not-understood',
    }),
  },
  async finish(world, { office, officeName, days }) {
    await setOwnDocumentDays(world, office, Number(days.value));
    const values = { office: escapeMarkup(officeName), days: days.value };
    return [{ text: world.reader.say('document.days-set', values) }];
  },
};

/** For whoever calls meetings: the rule of each of their offices, to be changed. */
export async function daysButtons({ actor, store, reader }: World): Promise<readonly (readonly Button[])[]> {
  const seats = seatsThatCall(actor);
  const buttons = [];
  for (const { office, officeName } of seats) {
    const days = (await store.documentDates.daysOf(office)) ?? 0;
    const key = seats.length > 1 ? 'document.days-button-of' : 'document.days-button';
    buttons.push([{ label: reader.say(key, { office: officeName, days }), action: `ds:${shortId(office)}` }]);
  }
  return buttons;
}

export async function beginDays({ actor }: World, id: OfficeId): Promise<Turned> {
  const seat = seatsThatCall(actor).find(({ office }) => office === id);
  if (!seat) throw new Refusal('chat.not-yours');
  return { start: anyFlow(documentDays), draft: { office: id, officeName: seat.officeName } };
}
