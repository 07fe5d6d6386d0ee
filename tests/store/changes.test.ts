import { Temporal } from 'temporal-polyfill';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type InvitationId, type MeetingId, newId, type PersonId } from '../../src/domain/identity.ts';
import { priority } from '../../src/domain/message.ts';
import type { OutgoingRow } from '../../src/store/outbox.ts';
import { type Bare, bareDatabase } from './bare.ts';

let made = 0;
const id = <Id extends string>() => newId<Id>(++made);
const unit = id();
const office = id();
const meeting = id<MeetingId>();
const [caller, invited, sent, silent] = [id<PersonId>(), id<PersonId>(), id<PersonId>(), id<PersonId>()];
const invitation = id<InvitationId>();
const now = new Date('2018-11-19T01:00:00Z');
const key = `meeting:${meeting}:notice`;

let bare: Bare;
beforeAll(async () => {
  bare = await bareDatabase();
  await bare.rows(`insert into levels (rank, key, name) values (0, 'l', 'Tỉnh')`);
  await bare.rows(
    `insert into units (id, code, name, word, folded, rank, lineage) values ('${unit}', 'U', 'U', 'xã', 'u', 0, array['${unit}'::uuid])`,
  );
  await bare.rows(
    `insert into offices (id, code, name, unit_id, kind, fields) values ('${office}', 'O', 'Văn phòng', '${unit}', 'general', '{}')`,
  );
  for (const [at, person] of [caller, invited, sent, silent].entries()) {
    await bare.rows(
      `insert into people (id, code, name, post) values ('${person}', 'P${at}', 'Người ${at}', 'Cán bộ')`,
    );
    await bare.rows(
      `insert into accounts (id, channel, address, person_id, linked_at, preference) values ('${id()}', 'telegram', 't${at}', '${person}', now(), 1), ('${id()}', 'browser', 'b${at}', '${person}', now(), 0)`,
    );
  }
});
afterAll(() => bare.close());

beforeEach(async () => {
  for (const table of ['outbox', 'invitations', 'meetings']) await bare.rows(`delete from ${table}`);
  await bare.rows(`insert into meetings (id, unit_id, office_id, called_by_id, subject, place, starts_at, called_at, next_after_at, documents_due_at, sending)
    values ('${meeting}', '${unit}', '${office}', '${caller}', 'Họp', 'Hội trường', '2018-12-05T01:00:00Z', '2018-11-19T01:00:00Z', '2018-12-05T05:00:00Z', '2018-12-02T10:00:00Z', 'held')`);
  await bare.rows(
    `insert into invitations (id, meeting_id, person_id, answer, reason) values ('${invitation}', '${meeting}', '${invited}', 'absent', 'Ốm'), ('${id()}', '${meeting}', '${silent}', null, null)`,
  );
});

const row = (person: PersonId, more: Partial<OutgoingRow> = {}): OutgoingRow => ({
  once: `${key}:person:${person}`,
  channel: 'telegram',
  address: 't1',
  person,
  priority: priority.notice,
  content: { kind: 'text', text: 'Giấy mời', buttons: [] },
  notBefore: undefined,
  ...more,
});
const changes = () => bare.store.changes;
const told = async () => (await changes().told(meeting, key)).map(({ person, waits }) => ({ person, waits }));
const send = (...people: PersonId[]) =>
  bare.rows(`update outbox set state = 'sent' where person_id = any(array['${people.join("','")}']::uuid[])`);

describe('who was told of a meeting', () => {
  it('nobody while its notice is held', async () => {
    expect(await told()).toEqual([]);
  });

  it('whoever the notice was written for; whether any of it has left', async () => {
    await bare.store.outbox.put([row(invited), row(silent, { address: 't3' })], now, []);
    await send(invited);
    expect(await told()).toEqual([
      { person: invited, waits: false },
      { person: silent, waits: true },
    ]);
    await bare.rows(`update invitations set withdrawn_at = now() where person_id = '${silent}'`);
    expect(await told()).toEqual([{ person: invited, waits: false }]);
  });

  it('who was sent instead, and whose notice is noted though its row is gone', async () => {
    await bare.rows(
      `update invitations set noticed_at = now(), answer = 'substitute', substitute_id = '${sent}' where person_id = '${invited}'`,
    );
    expect(await told()).toEqual([
      { person: invited, waits: false },
      { person: sent, waits: false },
    ]);
  });

  it('is reached where the notice went, unless that phone is another’s or takes nothing', async () => {
    const day = new Date('2018-11-19');
    await bare.store.outbox.put([row(invited)], now, []);
    const where = async () =>
      (await changes().reachedBy(key, [invited], day)).map(({ channel, address }) => `${channel} ${address}`);
    expect(await where()).toEqual(['telegram t1']);
    await bare.rows(`update accounts set unreachable = 'blocked' where address = 't1'`);
    expect(await where()).toEqual([]);
    await bare.rows(`update accounts set unreachable = null where address = 't1'`);
    await bare.rows(`update outbox set state = 'failed'`);
    expect(await where()).toEqual([]);
  });
});

describe('a change', () => {
  const to = {
    startsAt: Temporal.Instant.from('2018-12-06T03:00:00Z'),
    place: 'Nhà văn hóa',
    subject: 'Họp',
    agenda: ['Một', 'Hai'],
  };

  it('is made over what was seen, once, and moves what hangs on the time', async () => {
    const seen = { id: meeting, revision: 0 };
    const twice = await Promise.all([
      changes().change(seen, to, now),
      changes().change(seen, { ...to, place: 'X' }, now),
    ]);
    expect(twice.sort()).toEqual([false, true]);
    const [found] = await bare.rows<{ revision: number; after: Date; agenda: string[] }>(
      'select revision, next_after_at as after, agenda from meetings',
    );
    expect(found).toEqual({
      revision: 1,
      after: new Date('2018-12-06T07:00:00Z'),
      agenda: ['Một', 'Hai'],
    });
  });

  it('is not made of what was called off; what was called off waits for nothing', async () => {
    expect(
      await changes().cancel({ id: meeting, revision: 0 }, { reason: 'Mưa', postponed: false }, now),
    ).toBe(true);
    expect(await changes().change({ id: meeting, revision: 1 }, to, now)).toBe(false);
    expect(
      await changes().cancel({ id: meeting, revision: 1 }, { reason: 'Bão', postponed: true }, now),
    ).toBe(false);
    const [found] = await bare.rows<Record<string, unknown>>(
      'select sending, cancel_reason as reason, next_after_at as after, next_reminder_at as reminder from meetings',
    );
    expect(found).toEqual({ sending: 'stopped', reason: 'Mưa', after: null, reminder: null });
  });

  it('of what was called off for good none is resumed; what was put off is, once, and its notice goes to whom it never left', async () => {
    const at = {
      startsAt: new Date('2018-12-10T01:00:00Z'),
      now,
      remindAt: undefined,
      lookAfterAt: new Date('2018-12-10T03:00:00Z'),
    };
    await bare.rows('update invitations set noticed_at = now()');
    await changes().cancel({ id: meeting, revision: 0 }, { reason: 'Mưa', postponed: false }, now);
    expect(await changes().resume({ id: meeting, revision: 1 }, at)).toBe(false);
    await bare.rows('update meetings set postponed = true');
    const twice = [1, 1, 0].map((revision) => changes().resume({ id: meeting, revision }, at));
    expect((await Promise.all(twice)).filter(Boolean)).toEqual([true]);
    const standing = async () =>
      (
        await bare.rows<Record<string, unknown>>(
          'select starts_at as at, cancelled_at as off, cancel_reason as reason, sending, next_send_at as send, revision from meetings',
        )
      )[0];
    const resumed = { at: at.startsAt, off: null, reason: null, revision: 2 };
    expect(await standing()).toEqual({ ...resumed, sending: 'sent', send: null });
    await bare.rows(`update meetings set postponed = true`);
    await bare.rows(`update invitations set noticed_at = null where person_id = '${silent}'`);
    expect(await changes().resume({ id: meeting, revision: 2 }, at)).toBe(true);
    expect(await standing()).toEqual({ ...resumed, revision: 3, sending: 'sending', send: now });
  });

  it('keeps answers as those before, but for who has sent somebody of the roster', async () => {
    await bare.rows(
      `update invitations set answer = 'substitute', substitute = 'Người 2', substitute_id = '${sent}' where person_id = '${silent}'`,
    );
    await changes().askAnew(meeting);
    const found = await bare.store.invitations.ofMeeting(meeting);
    expect(found.find(({ person }) => person === invited)).toMatchObject({
      answer: undefined,
      reason: undefined,
      before: { answer: 'absent', reason: 'Ốm' },
    });
    expect(found.find(({ person }) => person === silent)).toMatchObject({ answer: 'substitute' });
  });
});

describe('a notice is taken back', () => {
  it('whole, or not at all when any of it has left', async () => {
    const rows = [invited, silent].flatMap((person) => [
      row(person),
      row(person, { once: `${key}:person:${person}:1` }),
    ]);
    await bare.store.outbox.put(rows, now, []);
    await bare.rows(`update outbox set state = 'sent' where once = '${key}:person:${silent}'`);
    expect(await bare.store.sendings.takeBack(meeting, [invited, silent])).toEqual([invited]);
    const left = await bare.rows<{ once: string }>('select once from outbox order by id');
    expect(left.map(({ once }) => once)).toEqual([`${key}:person:${silent}`, `${key}:person:${silent}:1`]);
  });
});
