import { escapeMarkup } from '../domain/markup.ts';
import type { Markup } from '../domain/message.ts';
import { type Actor, type Seat, seatsThatCall } from '../domain/permission.ts';
import { isQuiet, standardQuietHours } from '../domain/quiet-hours.ts';
import { asksWeekends, type OnHoliday, type Rule, weekendsOffUnasked } from '../domain/recurrence.ts';
import { Refusal } from '../domain/refusal.ts';
import { ahead, noticeAt, type Planned, seriesKinds } from '../domain/series.ts';
import { earlier, type Instant } from '../domain/time.ts';
import { fullUnitName } from '../domain/unit.ts';
import { fold } from '../domain/vietnamese-text.ts';
import { writeTimeFirst } from '../domain/write-moment.ts';
import { planSeries as plan } from '../use-cases/series/plan-series.ts';
import { calendarNow } from '../use-cases/series/series-dates.ts';
import { holidayLines, occurrenceLine, ruleLine } from '../use-cases/series/wording.ts';
import { languageOf, oneOf, text, yesOrNo } from './ask.ts';
import { officeChoices } from './call-meeting.ts';
import type { Choice, Flow, World } from './flow.ts';
import type { RuleSaid } from './rule-code.ts';
import { daysQuestion, hourQuestion, ruleQuestion } from './rule-question.ts';

type Draft = {
  readonly office?: Choice;
  readonly kind?: Choice;
  readonly subject?: string;
  readonly rule?: RuleSaid;
  /** Asked where the rule was said without it. */
  readonly time?: string;
  readonly onHoliday?: Choice;
  readonly weekendsOff?: boolean;
  readonly place?: string;
  readonly noticeDays?: number;
};

const onHolidays: readonly (readonly [OnHoliday, RegExp])[] = [
  ['next', /\b(sau|after|next)\b/],
  ['previous', /\b(truoc|before|previous)\b/],
  ['stay', /\b(giu|van|khong chuyen|stay|keep)\b/],
];

const holidayChoices = async ({ reader }: World): Promise<readonly Choice[]> =>
  onHolidays.map(([value]) => ({ value, label: reader.say(`series.on-holiday.${value}`) }));

/** Họp định kỳ: meetings by a rule, announced one by one. */
export const planSeries: Flow<Draft> = {
  name: 'plan-series',
  version: 1,
  title: 'series.title',
  questions: {
    office: oneOf<Draft>({
      ask: 'meeting.ask.office',
      label: 'meeting.label.office',
      choices: async (world) => officeChoices(world),
    }),
    kind: oneOf<Draft>({
      ask: 'series.ask.kind',
      label: 'series.label.kind',
      choices: async ({ reader }) =>
        seriesKinds.map((value) => ({ value, label: reader.say(`series.kind.${value}`) })),
    }),
    subject: text<Draft>({ ask: 'series.ask.subject', label: 'meeting.label.subject', atMost: 500 }),
    rule: ruleQuestion<Draft>({ ask: 'series.ask.rule', label: 'series.label.rule' }),
    time: hourQuestion<Draft>({
      ask: 'series.ask.time',
      label: 'series.label.time',
      when: ({ rule }) => rule !== undefined && rule.time === undefined,
    }),
    onHoliday: oneOf<Draft>({
      ask: 'series.ask.on-holiday',
      label: 'series.label.on-holiday',
      choices: holidayChoices,
      find: async (typed, world) => {
        const meant = onHolidays.filter(([, pattern]) => pattern.test(fold(typed))).map(([value]) => value);
        return (await holidayChoices(world)).filter(({ value }) => meant.includes(value as OnHoliday));
      },
    }),
    weekendsOff: yesOrNo<Draft>({
      ask: 'series.ask.weekends',
      label: 'series.label.weekends',
      when: ({ rule, onHoliday }) =>
        rule !== undefined &&
        onHoliday !== undefined &&
        asksWeekends({ pattern: rule.pattern, onHoliday: onHoliday.value as OnHoliday }),
    }),
    place: text<Draft>({ ask: 'meeting.ask.place', label: 'meeting.label.place', atMost: 200 }),
    noticeDays: daysQuestion<Draft>({ ask: 'series.ask.notice-days', label: 'series.label.notice-days' }),
  },
  send: 'series.save',
  summary,
  async finish(world, draft) {
    const { reader } = world;
    const { firstNotice } = await plan(world, {
      seat: seatOf(world.actor, draft),
      kind: kindOf(draft),
      subject: draft.subject,
      place: draft.place,
      rule: ruleOf(draft),
      noticeDays: draft.noticeDays,
    });
    const text = reader.say('series.saved', { notice: noticeLine(world, firstNotice) });
    return [{ text, buttons: [[{ label: reader.say('command.dinhky'), action: 'c:dinhky' }]] }];
  },
};

type Whole = Required<Draft>;

function seatOf(actor: Actor, { office }: Whole): Seat {
  const seat = seatsThatCall(actor).find((one) => one.office === office.value);
  if (!seat) throw new Refusal('meeting.not-yours-to-call');
  return seat;
}

function kindOf({ kind }: Whole): (typeof seriesKinds)[number] {
  const known = seriesKinds.find((one) => one === kind.value);
  if (!known) throw new Refusal('chat.choose-one');
  return known;
}

function ruleOf({ rule, time, onHoliday, weekendsOff }: Whole): Rule {
  const pattern = rule.pattern;
  const whole = { pattern, time: rule.time ?? time, onHoliday: onHoliday.value as OnHoliday };
  return { ...whole, weekendsOff: asksWeekends(whole) ? weekendsOff : weekendsOffUnasked(pattern) };
}

const shown = 6;

async function summary(world: World, draft: Whole): Promise<Markup> {
  const { reader, zone, now } = world;
  const seat = seatOf(world.actor, draft);
  const rule = ruleOf(draft);
  const calendar = await calendarNow(world);
  const coming: Planned[] = [];
  for (const planned of ahead({ rule, exceptions: new Map(), createdAt: now }, { calendar, made: [], now })) {
    coming.push(planned);
    if (coming.length === shown) break;
  }
  const first = coming.find(({ startsAt }) => startsAt)?.startsAt;
  const at = first && noticeAt(first, draft.noticeDays, calendar);
  return [
    reader.say('series.summary', {
      office: escapeMarkup(seat.officeName),
      unit: escapeMarkup(fullUnitName(seat.unit)),
      kind: reader.say(`series.kind.${kindOf(draft)}`),
      subject: escapeMarkup(draft.subject),
      rule: ruleLine(reader, rule),
      place: escapeMarkup(draft.place),
      days: draft.noticeDays,
    }),
    ...holidayLines(reader, rule),
    '',
    reader.say('series.next-dates'),
    ...coming.map((planned) => occurrenceLine(reader, zone, planned)),
    '',
    noticeLine(world, at && earlier(now, at) ? at : undefined),
    ...(first && isQuiet(first, zone, standardQuietHours) ? [reader.say('series.in-quiet-hours')] : []),
  ].join('\n');
}

/** When the first notice goes out; undefined: at once. */
const noticeLine = ({ reader, zone }: World, at: Instant | undefined): Markup =>
  at
    ? reader.say('series.first-notice', {
        when: writeTimeFirst(at.toZonedDateTimeISO(zone), languageOf(reader.language)),
      })
    : reader.say('series.first-notice-now');
