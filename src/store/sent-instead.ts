import { sql } from './db.ts';

/** Of an invitation `i`: why whom they sent, or whom that one sent, does not come after all; null where nobody said so. */
export const substituteDeclined = sql`case when i.answer = 'substitute' and i.substitute_id is not null then (
  with recursive sent as (
    select s.meeting_id, s.person_id, s.substitute_id, s.answer, s.reason, s.before from invitations s
    where s.meeting_id = i.meeting_id and s.person_id = i.substitute_id and s.instead_of_id = i.person_id
      and s.withdrawn_at is null
    union
    select s.meeting_id, s.person_id, s.substitute_id, s.answer, s.reason, s.before
    from sent join invitations s on s.meeting_id = sent.meeting_id and s.person_id = sent.substitute_id
      and s.instead_of_id = sent.person_id and s.withdrawn_at is null
    where sent.answer = 'substitute'
  )
  select coalesce(case when sent.answer is null then sent.before ->> 'reason' else sent.reason end, '') from sent
  where coalesce(sent.answer, sent.before ->> 'answer') = 'absent' limit 1) end`;
