import { movings } from '../domain/entry.ts';
import type { OfficeId, PersonId, RecommendationId, UnitId } from '../domain/identity.ts';
import type { RecommendationKind } from '../domain/ladder.ts';
import type { Recommendation } from '../domain/recommendation.ts';
import { instant } from '../domain/time.ts';
import type { Unit } from '../domain/unit.ts';
import { sql, unitJson } from './db.ts';
import { type HelperRow, helperOf, helpersJson } from './recommendation-helpers.ts';

/** With what one needs to speak about it. */
export type Told = Recommendation & {
  readonly unit: Unit;
  readonly officeName: string;
  readonly raiserName: string;
  readonly handlerName: string | undefined;
  /** Who has joined it, in that order, each for a unit. */
  readonly joiners: readonly Joiner[];
  /** Others are linked to it, wherever they are. */
  readonly isMain: boolean;
};

export type Joiner = { readonly person: PersonId; readonly name: string; readonly unit: Unit };

/** As `columns` bring it. */
export type Row = Record<string, unknown> & {
  unit: Unit;
  helpers: HelperRow[];
  raised_at: Date;
  legal_deadline: Date;
  legal_near_at: Date | null;
  deadline: Date | null;
  first_deadline: Date | null;
  moves_up_at: Date | null;
  next_step_at: Date | null;
  paused_until: Date | null;
  ask_again_at: Date | null;
  closed_at: Date | null;
};

const moment = (at: Date | null) => (at ? instant(at) : undefined);

export const columns = sql`
  r.*, ${unitJson('u', 'p')} as unit, o.name as office_name, pe.name as raiser_name, h.name as handler_name,
  (select coalesce(jsonb_agg(distinct e.data ->> 'office'), '[]'::jsonb) from recommendation_events e
    where e.recommendation_id = r.id and e.what = any(${[...movings]})) as sent_to,
  ${helpersJson} as helpers,
  (select coalesce(jsonb_agg(jsonb_build_object('person', jn.person_id, 'name', jpe.name, 'unit', ${unitJson('ju', 'jp')})
      order by jn.position), '[]'::jsonb)
    from recommendation_joins jn join people jpe on jpe.id = jn.person_id
    join units ju on ju.id = jn.unit_id left join units jp on jp.id = ju.parent_id
    where jn.recommendation_id = r.id) as joiners,
  exists (select 1 from recommendations l where l.linked_to_id = r.id) as is_main`;
/** What the row `r` is joined to. */
export const joined = sql`
  join units u on u.id = r.unit_id left join units p on p.id = u.parent_id
  join offices o on o.id = r.office_id join people pe on pe.id = r.raised_by_id left join people h on h.id = r.handler_id`;

export function toldOf(row: Row): Told {
  const joiners = row.joiners as readonly Joiner[];
  return {
    joiners,
    isMain: row.is_main as boolean,
    joined: joiners.map(({ person }) => person),
    linkedTo: (row.linked_to_id ?? undefined) as Told['linkedTo'],
    id: row.id as RecommendationId,
    number: row.number as string,
    unitId: row.unit.id,
    unit: row.unit,
    visitId: (row.visit_id ?? undefined) as Told['visitId'],
    raisedBy: row.raised_by_id as PersonId,
    raiserName: row.raiser_name as string,
    kind: row.kind as RecommendationKind,
    urgency: row.urgency as Told['urgency'],
    field: (row.field ?? undefined) as string | undefined,
    text: row.text as string,
    raisedAt: instant(row.raised_at),
    legalDeadline: instant(row.legal_deadline),
    legalNearAt: instant(row.legal_near_at ?? row.legal_deadline),
    legalTold: row.legal_told as Told['legalTold'],
    aboutOffice: row.about_office as boolean,
    hiddenFrom: (row.hidden_from_id ?? undefined) as UnitId | undefined,
    limits: row.limits as Told['limits'],
    state: row.state as Told['state'],
    office: row.office_id as OfficeId,
    officeName: row.office_name as string,
    handler: (row.handler_id ?? undefined) as PersonId | undefined,
    handlerName: (row.handler_name ?? undefined) as string | undefined,
    deadline: moment(row.deadline),
    firstDeadline: moment(row.first_deadline),
    movesUpAt: moment(row.moves_up_at),
    nextStep: (row.next_step ?? undefined) as Told['nextStep'],
    nextStepAt: moment(row.next_step_at),
    pausedUntil: moment(row.paused_until),
    pauses: row.pauses as number,
    pausedDays: row.paused_days as number,
    extensions: row.extensions as number,
    transfers: row.transfers as number,
    asked: (row.asked ?? undefined) as Told['asked'],
    questioned: row.questioned as boolean,
    peopleTold: (row.people_told ?? undefined) as boolean | undefined,
    askAgainAt: moment(row.ask_again_at),
    closedAt: moment(row.closed_at),
    bySilence: row.by_silence as boolean,
    helpers: row.helpers.map(helperOf),
    atTop: row.at_top as boolean,
    sentTo: row.sent_to as OfficeId[],
    events: row.events as number,
  };
}
