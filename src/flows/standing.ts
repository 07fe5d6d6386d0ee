import { plain } from '../domain/markup.ts';
import type { Button } from '../domain/message.ts';
import { shorten } from '../domain/shorten.ts';
import { fold } from '../domain/vietnamese-text.ts';
import type { World } from './flow.ts';

/** Numbers below this are the choices of the question that is open. */
const firstStanding = 21;

/** The button behind a number printed with an earlier message, on a channel without buttons. */
export async function standingByNumber(typed: string, { store, at }: World): Promise<Button | undefined> {
  const number = /^\s*(\d{2,3})\s*$/.exec(typed)?.[1];
  if (!number || Number(number) < firstStanding) return undefined;
  const found = await store.outbox.numbered(at, Number(number));
  return found?.content.buttons.flat()[Number(number) - found.firstNumber];
}

/** How far back a label is looked for. */
const messages = 20;

/** Buttons of recent messages with the label typed; more than one when several messages have it. */
export async function standingByLabel(typed: string, { store, at }: World): Promise<readonly Button[]> {
  const wanted = fold(typed);
  if (wanted === '' || wanted.length > 40) return [];
  const found = new Map<string, Button>();
  for (const content of await store.outbox.latest(at, messages)) {
    const about = plain(content.kind === 'text' ? content.text : content.name).split('\n')[0] ?? '';
    for (const button of content.buttons.flat()) {
      if (!button.action.startsWith('q:') && fold(button.label) === wanted && !found.has(button.action))
        found.set(button.action, { action: button.action, label: shorten(`${button.label}: ${about}`, 60) });
    }
  }
  return [...found.values()];
}
