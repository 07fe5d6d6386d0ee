import type { BulletinWithFiles } from '../../domain/bulletin.ts';
import { type BulletinId, newId } from '../../domain/identity.ts';
import type { KeptFile } from '../../domain/kept-file.ts';
import { priority } from '../../domain/message.ts';
import { mayCallMeeting, mayGuide, type Seat } from '../../domain/permission.ts';
import { Refusal } from '../../domain/refusal.ts';
import type { Unit } from '../../domain/unit.ts';
import { bulletinKey } from '../../store/bulletins.ts';
import type { ActOf } from '../app.ts';
import { say } from '../messaging/say.ts';
import { followersToInform, officeToGuide, type Recipients } from './recipients.ts';
import { bulletinMessage } from './wording.ts';

type Said = { readonly text: string; readonly files: readonly KeptFile[] };
type Sent = { readonly bulletin: BulletinWithFiles; readonly recipients: Recipients };

/** An office informs those who follow its unit. */
export async function informFollowers(act: ActOf, seat: Seat, { text, files }: Said): Promise<Sent> {
  if (!mayCallMeeting(act.actor, seat.office)) throw new Refusal('bulletin.not-yours-to-inform');
  const recipients = await followersToInform(act, seat.unit.id);
  const { office, officeName, unit } = seat;
  return send(act, recipients, { kind: 'bulletin', unit, office, officeName, text, files });
}

/** A cadre urges or guides the office of a unit they follow. */
export async function guideOffice(act: ActOf, unit: Unit, { text, files }: Said): Promise<Sent> {
  if (!mayGuide(act.actor, unit)) throw new Refusal('unit.not-followed');
  const { office, ...recipients } = await officeToGuide(act, unit);
  const officeName = (await act.store.offices.named([office])).get(office) ?? '';
  return send(act, recipients, { kind: 'guidance', unit, office, officeName, text, files });
}

type What = Said & Pick<BulletinWithFiles, 'kind' | 'unit' | 'office' | 'officeName'>;

async function send(act: ActOf, recipients: Recipients, what: What): Promise<Sent> {
  if (recipients.people.length === 0) throw new Refusal(`bulletin.nobody.${what.kind}`);
  const bulletin: BulletinWithFiles = {
    ...what,
    id: newId<BulletinId>(act.now.epochMilliseconds),
    author: act.actor.id,
    authorName: act.actor.name,
    authorPost: act.actor.post,
    sentAt: act.now,
  };
  const ids = recipients.people.map(({ id }) => id);
  await act.store.bulletins.create(bulletin, ids);
  await say(act, {
    to: ids,
    once: bulletinKey(bulletin.id),
    priority: priority.notice,
    mayWait: true,
    word: (reader) => bulletinMessage(reader, bulletin),
  });
  return { bulletin, recipients };
}
