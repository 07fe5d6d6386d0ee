import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { OfficeId, PersonId, UnitId } from '../../src/domain/identity.ts';
import {
  type Actor,
  isAuthor,
  mayAssign,
  mayCallMeeting,
  mayConfirm,
  mayGuide,
  mayHandle,
  mayHelp,
  mayJoin,
  mayRaise,
  maySeeAttendance,
  maySeeBulletin,
  maySeeMeeting,
  maySeeReceipts,
  maySeeRecommendation,
  maySeeUnit,
  maySubstitute,
  mayVisit,
  seatsThatCall,
  speaksForOrigin,
} from '../../src/domain/permission.ts';
import type { Unit } from '../../src/domain/unit.ts';

const unit = (path: string): Unit => {
  const names = path.split('/');
  const lineage = names.map((_, at) => names.slice(0, at + 1).join('/') as UnitId);
  return {
    id: path as UnitId,
    code: path,
    name: path,
    word: 'xã',
    rank: names.length - 1,
    lineage,
    parent: undefined,
  };
};
const paths = [
  'BT',
  'BT/BaTri',
  'BT/BaTri/MyThanh',
  'BT/BaTri/MyThanh/Ap3',
  'BT/BaTri/AnDuc',
  'BT/GiongTrom',
  'BT/GiongTrom/MyThanh',
];
const units = paths.map(unit);
const of = (path: string): Unit => units[paths.indexOf(path)]!;

const general = (path: string) => seat(path, 'general');
const seat = (path: string, kind: 'general' | 'specialised') => ({
  office: `${kind} ${path}` as OfficeId,
  officeName: path,
  kind,
  role: 'staff' as const,
  unit: of(path),
});
const following = (path: string) => ({
  unit: of(path),
  role: 'lead' as const,
  decision: undefined,
  from: '2018-01-01',
});
const person = (more: Partial<Actor> = {}): Actor => ({
  id: 'me' as PersonId,
  name: 'Tôi',
  post: '',
  language: 'vi',
  follows: [],
  seats: [],
  ...more,
});
const seen = (path: string, more: object = {}) => ({
  raisedBy: 'another' as PersonId,
  office: 'general BT' as OfficeId,
  sentTo: ['specialised BT' as OfficeId],
  unit: of(path),
  hiddenFrom: undefined,
  ...more,
});

const anyPath = fc.constantFrom(...paths);
const actors = fc
  .record({
    follows: fc.array(anyPath.map(following), { maxLength: 2 }),
    seats: fc.array(
      fc
        .tuple(anyPath, fc.constantFrom('general' as const, 'specialised' as const))
        .map(([path, kind]) => seat(path, kind)),
      { maxLength: 2 },
    ),
  })
  .map(person);

describe('the law of access, of meetings held and of what is told outside them', () => {
  const told = { author: 'another' as PersonId, office: 'general BT/BaTri/MyThanh' as OfficeId };

  it('lets general offices of the unit and above it see who came', () => {
    const sees = (actor: Actor) => paths.filter((path) => maySeeAttendance(actor, of(path)));
    expect(sees(person({ seats: [general('BT/BaTri')] }))).toEqual(
      paths.filter((path) => path.startsWith('BT/BaTri')),
    );
    expect(sees(person({ seats: [seat('BT', 'specialised')] }))).toEqual([]);
    expect(sees(person({ follows: [following('BT/BaTri')] }))).toEqual([]);
  });

  it('lets who wrote it, who got it and its office see a bulletin; the receipts only its author and its office', () => {
    const author = person({ id: told.author });
    const substitute = person({ standsInFor: [told.author] });
    const colleague = person({ seats: [general('BT/BaTri/MyThanh')] });
    for (const actor of [author, substitute, colleague]) {
      expect(maySeeBulletin(actor, told, false)).toBe(true);
      expect(maySeeReceipts(actor, told)).toBe(true);
    }
    for (const outsider of [
      person({ seats: [general('BT/BaTri')] }),
      person(),
      person({ follows: [following('BT/BaTri/MyThanh')] }),
    ]) {
      expect(maySeeBulletin(outsider, told, false)).toBe(false);
      expect(maySeeBulletin(outsider, told, true)).toBe(true);
      expect(maySeeReceipts(outsider, told)).toBe(false);
    }
    expect([author, substitute, colleague].map((actor) => isAuthor(actor, told))).toEqual([
      true,
      true,
      false,
    ]);
  });

  it('lets a follower guide the units followed and what lies below', () => {
    const cadre = person({ follows: [following('BT/BaTri/MyThanh')] });
    expect(paths.filter((path) => mayGuide(cadre, of(path)))).toEqual([
      'BT/BaTri/MyThanh',
      'BT/BaTri/MyThanh/Ap3',
    ]);
    expect(mayGuide(person({ seats: [general('BT')] }), of('BT/BaTri/MyThanh'))).toBe(false);
  });
});

describe('the law of access', () => {
  it('a follower sees and visits the units followed and what lies below, nothing beside or above', () => {
    const cadre = person({ follows: [following('BT/BaTri/MyThanh')] });
    const may = (path: string) => [
      maySeeUnit(cadre, of(path)),
      mayVisit(cadre, of(path)),
      mayRaise(cadre, of(path)),
    ];
    for (const path of ['BT/BaTri/MyThanh', 'BT/BaTri/MyThanh/Ap3'])
      expect(may(path)).toEqual([true, true, true]);
    for (const path of ['BT', 'BT/BaTri', 'BT/BaTri/AnDuc', 'BT/GiongTrom/MyThanh'])
      expect(may(path)).toEqual([false, false, false]);
    expect(maySeeRecommendation(cadre, seen('BT/BaTri/MyThanh'))).toBe(false);
  });

  it('a general office sees its unit and what lies below, but not what is about itself', () => {
    const district = person({ seats: [general('BT/BaTri')] });
    expect(paths.filter((path) => maySeeRecommendation(district, seen(path)))).toEqual(
      paths.filter((path) => path.startsWith('BT/BaTri')),
    );
    const about = (path: string, office: string) =>
      maySeeRecommendation(district, seen(path, { hiddenFrom: of(office).id }));
    expect(about('BT/BaTri', 'BT/BaTri')).toBe(false);
    expect(about('BT/BaTri/AnDuc', 'BT/BaTri/AnDuc')).toBe(true);
    expect(about('BT/BaTri/AnDuc', 'BT/BaTri')).toBe(false);
    expect(seatsThatCall(district)).toHaveLength(1);
  });

  it('what a hamlet raises about its office, which is the commune’s, is seen by offices strictly above it alone', () => {
    const raised = (more: object = {}) =>
      seen('BT/BaTri/MyThanh/Ap3', { hiddenFrom: of('BT/BaTri/MyThanh').id, ...more });
    const sees = (path: string, more: object = {}) =>
      maySeeRecommendation(person({ seats: [general(path)] }), raised(more));
    for (const path of ['BT', 'BT/BaTri']) expect(sees(path)).toBe(true);
    for (const path of ['BT/BaTri/MyThanh', 'BT/BaTri/MyThanh/Ap3']) expect(sees(path)).toBe(false);
    expect(sees('BT/BaTri/MyThanh', { sentTo: ['general BT/BaTri/MyThanh' as OfficeId] })).toBe(true);
    const member = person({
      seats: [general('BT/BaTri/MyThanh')],
      follows: [following('BT/BaTri/MyThanh'), following('BT/BaTri/MyThanh/Ap3')],
    });
    expect(maySeeRecommendation(member, raised())).toBe(false);
    expect(maySeeRecommendation(member, raised({ raisedBy: member.id }))).toBe(true);
  });

  it('hidden is never more open, and nobody of the hidden office or below sees it but for another reason', () => {
    fc.assert(
      fc.property(actors, anyPath, anyPath, (actor, path, hidden) => {
        const about = seen(path, { hiddenFrom: of(hidden).id, sentTo: [] });
        if (!maySeeRecommendation(actor, about)) return;
        expect(maySeeRecommendation(actor, seen(path, { sentTo: [] }))).toBe(true);
        expect(actor.seats.some((one) => !one.unit.lineage.includes(of(hidden).id))).toBe(true);
      }),
    );
  });

  it('a specialised office sees only what was ever sent to it, and calls no meetings', () => {
    const department = person({ seats: [seat('BT', 'specialised')] });
    expect(maySeeRecommendation(department, seen('BT/BaTri'))).toBe(true);
    expect(maySeeRecommendation(department, seen('BT/BaTri', { sentTo: [] }))).toBe(false);
    expect(mayHandle(department, seen('BT/BaTri'))).toBe(false);
    expect(mayCallMeeting(department, 'specialised BT' as OfficeId)).toBe(false);
    expect(units.some((one) => maySeeUnit(department, one))).toBe(false);
  });

  it('lets an office that was asked to take part read it, also where it is hidden, and not handle it', () => {
    const helper = person({ seats: [seat('BT/BaTri', 'specialised')] });
    const asked = { office: 'specialised BT/BaTri' as OfficeId };
    const about = { sentTo: [], hiddenFrom: of('BT/BaTri').id };
    expect(maySeeRecommendation(helper, seen('BT/BaTri/MyThanh', about))).toBe(false);
    expect(maySeeRecommendation(helper, seen('BT/BaTri/MyThanh', { ...about, helpers: [asked] }))).toBe(true);
    expect([mayHelp(helper, asked), mayHandle(helper, seen('BT/BaTri/MyThanh', about))]).toEqual([
      true,
      false,
    ]);
    const other = person({ seats: [general('BT/BaTri')] });
    expect(maySeeRecommendation(other, seen('BT/BaTri/MyThanh', { ...about, helpers: [asked] }))).toBe(false);
  });

  it('a meeting is seen by the invited, by its office and by general offices above', () => {
    const meeting = { office: 'general BT/BaTri/MyThanh' as OfficeId, unit: of('BT/BaTri/MyThanh') };
    expect(maySeeMeeting(person(), meeting, true)).toBe(true);
    expect(maySeeMeeting(person(), meeting, false)).toBe(false);
    for (const path of ['BT', 'BT/BaTri', 'BT/BaTri/MyThanh'])
      expect(maySeeMeeting(person({ seats: [general(path)] }), meeting, false)).toBe(true);
    for (const path of ['BT/GiongTrom', 'BT/BaTri/MyThanh/Ap3'])
      expect(maySeeMeeting(person({ seats: [general(path)] }), meeting, false)).toBe(false);
  });

  it('who raised something always sees it, and alone confirms it', () => {
    fc.assert(
      fc.property(actors, anyPath, fc.boolean(), (actor, path, aboutOffice) => {
        const mine = seen(path, { raisedBy: actor.id, ...(aboutOffice && { hiddenFrom: of(path).id }) });
        expect(maySeeRecommendation(actor, mine)).toBe(true);
        expect(mayConfirm(actor, mine)).toBe(true);
        expect(mayConfirm(actor, seen(path))).toBe(false);
      }),
    );
  });

  it('nobody acts from a seat that is not theirs, and without any follows and seats one sees nothing', () => {
    fc.assert(
      fc.property(actors, anyPath, anyPath, (actor, path, office) => {
        const held = actor.seats.filter((one) => one.unit.id === office);
        expect(mayCallMeeting(actor, `general ${office}` as OfficeId)).toBe(
          held.some(({ kind }) => kind === 'general'),
        );
        expect(mayHandle(actor, { office: `general ${office}` as OfficeId })).toBe(
          held.some(({ kind }) => kind === 'general'),
        );
        expect(maySeeUnit(person(), of(path))).toBe(false);
        if (mayVisit(actor, of(path))) expect(maySeeUnit(actor, of(path))).toBe(true);
      }),
    );
  });

  it('who follows a unit is said by the general office one level above it or two, and by no other', () => {
    const says = (path: string, kind: 'general' | 'specialised' = 'general') =>
      paths.filter((one) => mayAssign(person({ seats: [seat(path, kind)] }), of(one)));
    expect(says('BT')).toEqual([
      'BT/BaTri',
      'BT/BaTri/MyThanh',
      'BT/BaTri/AnDuc',
      'BT/GiongTrom',
      'BT/GiongTrom/MyThanh',
    ]);
    expect(says('BT/BaTri')).toEqual(['BT/BaTri/MyThanh', 'BT/BaTri/MyThanh/Ap3', 'BT/BaTri/AnDuc']);
    expect(says('BT/BaTri/MyThanh')).toEqual(['BT/BaTri/MyThanh/Ap3']);
    expect(says('BT/BaTri/MyThanh/Ap3')).toEqual([]);
    expect(says('BT', 'specialised')).toEqual([]);
    expect(paths.some((one) => mayAssign(person({ follows: [following('BT')] }), of(one)))).toBe(false);
  });

  it('a substitute is named by an office over a unit the absent one follows and over all their offices', () => {
    const district = person({ seats: [general('BT/BaTri')] });
    const absent = (office: string, path: string) =>
      person({ seats: [seat(office, 'specialised')], follows: [following(path)] });
    expect(maySubstitute(district, absent('BT/BaTri', 'BT/BaTri/MyThanh/Ap3'))).toBe(true);
    expect(maySubstitute(district, absent('BT', 'BT/BaTri/MyThanh'))).toBe(false);
    expect(maySubstitute(district, absent('BT/BaTri', 'BT/GiongTrom/MyThanh'))).toBe(false);
    const lent = { ...following('BT/BaTri/MyThanh'), insteadOf: { name: 'Ai', until: '2018-12-01' } };
    expect(maySubstitute(district, person({ follows: [lent] }))).toBe(false);
    expect(maySubstitute(person({ follows: [following('BT')] }), absent('BT/BaTri', 'BT/BaTri/AnDuc'))).toBe(
      false,
    );
  });

  it('a substitute speaks for the absent, a lead for who led before; not where it is about their own office', () => {
    const gone = 'another' as PersonId;
    const heir = { ...following('BT/BaTri/MyThanh'), formerly: [gone] };
    for (const actor of [person({ standsInFor: [gone] }), person({ follows: [heir] })]) {
      const told = seen('BT/BaTri/MyThanh/Ap3', { sentTo: [] });
      expect([mayConfirm(actor, told), maySeeRecommendation(actor, told)]).toEqual([true, true]);
      const hidden = { ...told, hiddenFrom: of('BT/BaTri/MyThanh').id };
      const member = { ...actor, seats: [general('BT/BaTri/MyThanh')] };
      expect([mayConfirm(member, hidden), maySeeRecommendation(member, hidden)]).toEqual([false, false]);
    }
    expect(mayConfirm(person({ follows: [heir] }), seen('BT/BaTri/AnDuc'))).toBe(false);
    const support = { ...heir, role: 'support' as const };
    expect(mayConfirm(person({ follows: [support] }), seen('BT/BaTri/MyThanh'))).toBe(false);
  });
});

describe('joining', () => {
  const raised = (path: string, aboutOffice = false) => ({
    raisedBy: 'raiser' as PersonId,
    office: 'general BT/BaTri' as OfficeId,
    sentTo: ['general BT/BaTri' as OfficeId],
    unit: of(path),
    aboutOffice,
    hiddenFrom: aboutOffice ? of(path).id : undefined,
  });
  const who = (follows: Actor['follows'], seats: Actor['seats'] = []): Actor => ({
    id: 'joiner' as PersonId,
    name: '',
    post: '',
    language: 'vi',
    follows,
    seats,
  });

  it('is for who follows the unit or one beside it, above it or below it', () => {
    const cadre = who([following('BT/BaTri/MyThanh')]);
    const may = (path: string) => mayJoin(cadre, raised(path), of('BT/BaTri/MyThanh'));
    expect(['BT/BaTri/MyThanh', 'BT/BaTri/AnDuc', 'BT/BaTri', 'BT/BaTri/MyThanh/Ap3'].map(may)).toEqual([
      true,
      true,
      true,
      true,
    ]);
    expect(['BT/GiongTrom/MyThanh', 'BT/GiongTrom', 'BT'].map(may)).toEqual([false, false, false]);
    expect(mayJoin(cadre, raised('BT/BaTri/AnDuc'), of('BT/BaTri/AnDuc'))).toBe(false);
    expect(mayJoin(who([], [general('BT')]), raised('BT/BaTri/AnDuc'), of('BT/BaTri/AnDuc'))).toBe(false);
  });

  it('of what is about an office is for those only who see it anyway', () => {
    const [here, hidden] = [of('BT/BaTri/MyThanh'), raised('BT/BaTri/MyThanh', true)];
    const follower = following('BT/BaTri/MyThanh');
    expect(mayJoin(who([follower]), hidden, here)).toBe(false);
    expect(mayJoin(who([follower], [general('BT/BaTri/MyThanh')]), hidden, here)).toBe(false);
    expect(mayJoin(who([follower], [general('BT')]), hidden, here)).toBe(true);
  });

  it('gives a word on the answer, and sight of it; the raiser’s word stays theirs', () => {
    const joined = {
      ...raised('BT/BaTri/AnDuc'),
      joiners: [{ person: 'joiner' as PersonId, unit: of('BT/BaTri/MyThanh') }],
    };
    const joiner = who([following('BT/BaTri/MyThanh')]);
    expect([speaksForOrigin(joiner, joined), maySeeRecommendation(joiner, joined)]).toEqual([true, true]);
    expect(mayConfirm(joiner, joined)).toBe(false);
    const heir = { ...joiner, id: 'heir' as PersonId };
    expect(speaksForOrigin(heir, joined)).toBe(false);
    const after = { ...following('BT/BaTri/MyThanh'), formerly: ['joiner' as PersonId] };
    expect(speaksForOrigin({ ...heir, follows: [after] }, joined)).toBe(true);
  });
});
