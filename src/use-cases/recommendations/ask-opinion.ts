import type { OfficeId } from '../../domain/identity.ts';
import { escapeMarkup } from '../../domain/markup.ts';
import { seatsThatCall } from '../../domain/permission.ts';
import { Refusal } from '../../domain/refusal.ts';
import { firstRung, type Landing, rungAt, rungs } from '../../domain/rung.ts';
import { dateOfDay, dayIn } from '../../domain/time.ts';
import { fullUnitName, type Unit } from '../../domain/unit.ts';
import type { LeadFollower } from '../../store/followers.ts';
import type { Told } from '../../store/recommendation-row.ts';
import type { ActOf } from '../app.ts';
import { refuseBeforeGoLive } from '../organisation/refuse-before-go-live.ts';
import { wayOf } from './climb.ts';
import { type RaisedThere, recorded, written } from './raise-recommendation.ts';
import { tellOffice } from './tell.ts';
import { card, officeButtons } from './wording.ts';

/** A unit's own office asks whoever follows the unit: the follower's office answers, and the follower is the handler. */
export async function askOpinion(act: ActOf, unit: Unit, text: string): Promise<RaisedThere> {
  const asker = seatsThatCall(act.actor).find((seat) => seat.unit.id === unit.id);
  if (!asker) throw new Refusal('promise.opinion.not-yours');
  await refuseBeforeGoLive(act, unit);
  const follower = await followerOutside(act, unit, asker.office);
  const climb = rungs(
    await wayOf(act, { unit, kind: 'opinion' }, follower?.office),
    undefined,
    follower?.office,
  );
  const landing = follower ? rungAt(climb, follower.office) : firstRung(climb, undefined, false);
  if (!landing) throw new Refusal('recommendation.no-office');
  const raising = { unit, visit: undefined, kind: 'opinion' as const, field: undefined, text };
  const raised = await recorded(act, { ...raising, aboutOffice: false }, climb);
  const handler = handlerAt(landing, follower);
  const scene = { now: act.now, calendar: act.calendar(), climb };
  const told = await named(act, await written(act, raised, unit, { landing, scene, handler }));
  await tellHandler(act, { told, climb }, follower);
  return { told, climb };
}

/** Nobody is asked for an opinion by their own office. */
async function followerOutside(act: ActOf, unit: Unit, asker: OfficeId): Promise<LeadFollower | undefined> {
  const follower = await act.store.followers.lead(unit.id, dateOfDay(dayIn(act.zone, act.now)));
  return follower?.office === asker ? undefined : follower;
}

/** The follower; absent their substitute; where neither can be told the head of their office. */
function handlerAt({ office }: Landing, follower: LeadFollower | undefined): Told['handler'] {
  if (!follower || office.id !== follower.office) return undefined;
  if (follower.substitute) return follower.substitute;
  return follower.reachable ? follower.id : (follower.head ?? follower.id);
}

async function named(act: ActOf, told: Told): Promise<Told> {
  const [handler] = told.handler ? await act.store.people.named([told.handler]) : [];
  return { ...told, handlerName: handler?.name };
}

const tellHandler = (
  act: ActOf,
  { told, climb }: RaisedThere,
  follower: LeadFollower | undefined,
): Promise<void> =>
  tellOffice(act, told, told.office, told.events, {
    about: 'arrived',
    only: ['handler'],
    word: (reader) => {
      const key = follower && told.handler !== follower.id ? 'arrived-instead' : 'arrived';
      const values = {
        unit: escapeMarkup(fullUnitName(told.unit)),
        follower: escapeMarkup(follower?.name ?? ''),
      };
      const head = reader.say(`promise.opinion.${key}`, values);
      return { text: `${head}\n${card(act, reader, told, climb)}`, buttons: officeButtons(reader, told) };
    },
  });
