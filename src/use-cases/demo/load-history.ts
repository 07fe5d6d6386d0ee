import { Temporal } from 'temporal-polyfill';
import type { MeetingId } from '../../domain/identity.ts';
import type { Actor } from '../../domain/permission.ts';
import { dateOfDay, dayIn, type Instant } from '../../domain/time.ts';
import type { Act, ActOf } from '../app.ts';
import { answerInvitation, type InvitationAnswer } from '../meetings/answer-invitation.ts';
import { callMeeting } from '../meetings/call-meeting.ts';
import { closeAttendance } from '../meetings/close-attendance.ts';
import { declareNoDocuments } from '../meetings/declare-no-documents.ts';
import { tickAttendance } from '../meetings/tick-attendance.ts';
import { answerRecommendation } from '../recommendations/answer-recommendation.ts';
import { confirmAnswer } from '../recommendations/confirm-answer.ts';
import { takeStep } from '../recommendations/take-step.ts';
import { takeUpRecommendation } from '../recommendations/take-up-recommendation.ts';
import { recordVisit, type VisitNote } from '../visits/record-visit.ts';

/** Does something at a moment of the demo's past, on behalf of a person of its roster. */
export type AtMoment = <Result>(moment: Instant, work: (act: Act) => Promise<Result>) => Promise<Result>;

const at = (local: string): Instant => Temporal.Instant.from(`${local}:00+07:00`);

/** What happened before the rehearsal begins, done by the same use-cases as what happens in it. */
export async function loadHistory(atMoment: AtMoment): Promise<void> {
  const as: As = (code, moment, work) =>
    atMoment(at(moment), async (act) => work({ ...act, actor: await actorOf(act, code) }));
  const meeting = await as('MT-THU', '2018-10-31T09:10', (act) =>
    call(act, 'Đánh giá tháng 10, nhiệm vụ tháng 11'),
  );
  await as('BT-AN', '2018-10-31T10:02', (act) => answer(act, meeting, { answer: 'coming' }));
  await as('CB057', '2018-10-31T14:40', (act) =>
    answer(act, meeting, { answer: 'absent', reason: 'Họp Ủy ban nhân dân huyện' }),
  );
  await oldLand(atMoment, as);
  const power = await as('BT-AN', '2018-11-05T15:20', (act) => visit(act, 'BT.BATRI.MYTHANH', powerNote));
  await as('MT-THU', '2018-11-05T16:05', (act) => attended(act, meeting));
  await settle(as, power);
  await as('CB048', '2018-11-09T16:05', (act) => visit(act, 'BT.BATRI.MYTHANH', schoolNote));
  await as('BT-AN', '2018-11-14T10:30', (act) => visit(act, 'BT.BATRI.ANDUC', plainNote));
}

async function actorOf(act: Act, code: string): Promise<Actor> {
  const person = await act.store.people.byCode(code);
  const actor = person && (await act.store.people.actor(person.id, dateOfDay(dayIn(act.zone, act.now))));
  if (!actor) throw new Error(`the demo has no ${code}`);
  return actor;
}

async function call(act: ActOf, subject: string): Promise<MeetingId> {
  const [seat] = act.actor.seats;
  if (!seat) throw new Error('the demo’s secretary has no office');
  const place = 'Hội trường Ủy ban nhân dân xã';
  const { meeting } = await callMeeting(act, {
    seat,
    subject,
    place,
    startsAt: at('2018-11-05T08:00'),
    documents: [],
    atOnce: true,
  });
  await declareNoDocuments(act, meeting.id);
  return meeting.id;
}

async function answer(act: ActOf, meeting: MeetingId, given: InvitationAnswer): Promise<void> {
  const invitation = await act.store.invitations.of(meeting, act.actor.id);
  if (invitation) await answerInvitation(act, invitation.id, given);
}

/** Who had said so came, and some of those who had said nothing. */
async function attended(act: ActOf, meeting: MeetingId): Promise<void> {
  for (const code of ['CB031', 'CB040', 'CB054']) {
    const person = await act.store.people.byCode(code);
    const invitation = person && (await act.store.invitations.of(meeting, person.id));
    if (invitation) await tickAttendance(act, invitation.id, 'came');
  }
  await closeAttendance(act, meeting);
}

type Note = Pick<VisitNote, 'note' | 'recommendations'>;

const powerNote: Note = {
  note: 'Dự họp Đảng ủy, sau đó đi ấp 2 và ấp 4. Điện ấp 4 yếu vào giờ cao điểm, máy bơm nước không chạy được.',
  recommendations: [
    {
      kind: 'petition',
      field: 'Điện',
      text: 'Nâng công suất trạm biến áp ấp 4, xã Mỹ Thạnh trước mùa khô.',
      aboutOffice: false,
    },
  ],
};

const schoolNote: Note = {
  note: 'Thăm trường tiểu học xã. Sân trường đã lát xong, còn thiếu nhà xe cho giáo viên.',
  recommendations: [],
};

const plainNote: Note = {
  note: 'Làm việc với chi bộ ấp An Hội về thu hoạch lúa và chuẩn bị xuống giống vụ đông xuân.',
  recommendations: [],
};

async function visit(act: ActOf, code: string, { note, recommendations }: Note) {
  const unit = await act.store.units.byCode(code);
  if (!unit) throw new Error(`the demo has no ${code}`);
  const date = dayIn(act.zone, act.now);
  const raised = await recordVisit(act, {
    unit,
    date,
    note,
    photos: [],
    meeting: undefined,
    recommendations,
  });
  return raised.map(({ told }) => told.id);
}

type As = <Result>(code: string, moment: string, work: (act: ActOf) => Promise<Result>) => Promise<Result>;

/** The department takes it up, answers, and who raised it is content. */
async function settle(as: As, ids: Awaited<ReturnType<typeof visit>>): Promise<void> {
  const [id] = ids;
  if (!id) return;
  const reply = 'Đã phối hợp với Điện lực Ba Tri thay máy biến áp ấp 4, đóng điện ngày 12/11/2018.';
  await as('CB006', '2018-11-06T08:15', (act) => takeUpRecommendation(act, id));
  await as('CB006', '2018-11-13T09:40', (act) => answerRecommendation(act, id, reply));
  await as('BT-AN', '2018-11-13T10:05', (act) => confirmAnswer(act, id));
}

const landNote: Note = {
  note: 'Làm việc với chi bộ ấp 3 về hồ sơ đất của các hộ dọc lộ liên xã.',
  recommendations: [
    {
      kind: 'obstacle',
      field: 'Đất đai',
      text: 'Hồ sơ điều chỉnh giấy chứng nhận đất dọc lộ liên xã, ấp 3, xã Mỹ Thạnh nộp từ tháng 6 chưa có kết quả.',
      aboutOffice: false,
    },
  ],
};

/** Nobody at the department answered in time: it climbed to the province's general office, which did. */
async function oldLand(atMoment: AtMoment, as: As): Promise<void> {
  const [id] = await as('CB012', '2018-10-22T09:30', (act) => visit(act, 'BT.BATRI.MYTHANH', landNote));
  if (!id) return;
  await atMoment(at('2018-10-26T17:00'), (act) => takeStep(act, id));
  await atMoment(at('2018-10-30T17:00'), (act) => takeStep(act, id));
  const reply = 'Đã chỉ đạo Sở Tài nguyên và Môi trường trả kết quả 14 hồ sơ trong ngày 05/11/2018.';
  await as('VPTU-BINH', '2018-10-31T08:20', (act) => takeUpRecommendation(act, id));
  await as('VPTU-BINH', '2018-11-06T15:30', (act) => answerRecommendation(act, id, reply));
  await as('CB012', '2018-11-06T16:10', (act) => confirmAnswer(act, id));
}
