import type { RecommendationId } from '../../domain/identity.ts';
import { escapeMarkup } from '../../domain/markup.ts';
import { mayJoin } from '../../domain/permission.ts';
import { joined, refuseJoin } from '../../domain/promise/twin.ts';
import { Refusal } from '../../domain/refusal.ts';
import { fullUnitName, type Unit } from '../../domain/unit.ts';
import type { Told } from '../../store/recommendation-row.ts';
import type { ActOf } from '../app.ts';
import { append } from './append.ts';
import { inDigest } from './in-digest.ts';
import { tellOffice } from './tell.ts';
import { facts, viewButton } from './wording.ts';

export type Joining = { readonly unit: Unit; readonly text: string };

/** The same problem: the actor is an origin of it from now on, and is told of every step; no clock changes. */
export async function joinRecommendation(
  act: ActOf,
  id: RecommendationId,
  { unit, text }: Joining,
): Promise<Told> {
  const before = await act.store.recommendations.byId(id);
  if (!before || !mayJoin(act.actor, before, unit)) throw new Refusal('chat.not-yours');
  refuseJoin(before, act.actor.id);
  const by = { now: act.now, by: act.actor.id };
  const after = await append(act, before, joined(before, by, { unit: unit.id, text }));
  const joiner = { person: act.actor.id, name: act.actor.name, unit };
  const told = { ...after, joiners: [...before.joiners, joiner] };
  await tellHandler(act, told, joiner);
  return told;
}

/** Those who join in one hour are told together. */
const hour = 3_600_000;
const nextHour = ({ now }: ActOf): Date => new Date((Math.floor(now.epochMilliseconds / hour) + 1) * hour);

async function tellHandler(act: ActOf, told: Told, { name, unit }: Told['joiners'][number]): Promise<void> {
  const place = fullUnitName(unit);
  await tellOffice(act, told, told.office, told.events, {
    about: 'joined',
    only: ['handler'],
    except: [act.actor.id],
    notBefore: nextHour(act),
    word: (reader) => ({
      text: reader.say('twin.one-more', {
        ...facts(act, reader, told),
        joiner: escapeMarkup(name),
        place: escapeMarkup(place),
        count: told.joined.length,
      }),
      buttons: viewButton(reader, told),
      digest: inDigest(act, reader, told, 'joined', { joiner: name, place }),
    }),
  });
}
