import { escapeMarkup } from '../domain/markup.ts';
import type { Button } from '../domain/message.ts';
import { type Actor, seatsThatCall } from '../domain/permission.ts';
import { fold } from '../domain/vietnamese-text.ts';
import type { Reader } from '../use-cases/messaging/say.ts';
import { askingUnits, askOpinion } from './ask-opinion.ts';
import { startAssigning } from './assign-unit.ts';
import { attendanceButtons } from './attendance-lists.ts';
import { bulletinsOfMine } from './bulletin-lists.ts';
import { upcoming } from './calendar-list.ts';
import { callMeeting, officeChoices, usual } from './call-meeting.ts';
import { myComments } from './comment-lists.ts';
import type { Turned } from './converse.ts';
import { coverageOfMine } from './coverage-lists.ts';
import { documentsOfMine } from './document-lists.ts';
import { lookFor, mayFind } from './find.ts';
import { lookForMeetings } from './find-meeting.ts';
import { anyFlow, type World } from './flow.ts';
import { logVisit } from './log-visit.ts';
import { meetingAnswers } from './meeting-lists.ts';
import { figuresOfMine } from './office-figures.ts';
import { raiseRecommendation } from './raise-recommendation.ts';
import { raisedByMe, waitingForMe } from './recommendation-lists.ts';
import { newSeries, seriesOfMine } from './series-lists.ts';
import { settingsOf } from './settings.ts';
import { unitLines } from './unit-lines.ts';
import { whoFollowed } from './who-followed.ts';

export type Command = (world: World) => Promise<Turned>;

type Listed = {
  readonly run: Command;
  /** With what is typed behind it. */
  readonly about?: (world: World, said: string) => Promise<Turned>;
  /** Who finds it in the menu; anybody may type it and is told when it is not for them. */
  readonly for: (actor: Actor) => boolean;
};

const everybody = () => true;
const followers = (actor: Actor) => actor.follows.length > 0;
const officials = (actor: Actor) => actor.seats.length > 0;
const callers = (actor: Actor) => seatsThatCall(actor).length > 0;

const say = (text: string): Turned => ({ say: [{ text }] });

const menu: Command = async ({ reader, actor }) => ({
  say: [
    {
      text: reader.say('command.menu-text', { name: escapeMarkup(actor.name) }),
      buttons: commandButtons(reader, actor),
    },
  ],
});

const units: Command = async (world) => {
  const { reader, actor } = world;
  return {
    say: [
      {
        text: `${reader.say('unit.mine')}\n${unitLines(reader, actor)}`,
        buttons: [
          ...(followers(actor) || callers(actor)
            ? [[{ label: reader.say('assignment.history.button'), action: 'c:aiphutrach' }]]
            : []),
          ...attendanceButtons(world),
        ],
      },
    ],
  };
};

const history: Command = async ({ reader, actor }) =>
  followers(actor) || callers(actor)
    ? { start: anyFlow(whoFollowed) }
    : say(reader.say('unit.none-followed'));

/** A person with one office is not asked which. */
const call: Command = async (world) => {
  const choices = officeChoices(world);
  if (choices.length === 0) return say(world.reader.say('meeting.not-yours-to-call'));
  const [only] = choices;
  return choices.length === 1 && only
    ? { start: anyFlow(callMeeting), preset: { ...usual, office: only } }
    : { start: anyFlow(callMeeting), preset: usual };
};

const visit: Command = async ({ reader, actor }) =>
  followers(actor) ? { start: anyFlow(logVisit) } : say(reader.say('unit.none-followed'));

const raise: Command = async ({ reader, actor }) =>
  followers(actor) ? { start: anyFlow(raiseRecommendation) } : say(reader.say('unit.none-followed'));

const informs: Command = (world) => bulletinsOfMine(world, 'bulletin');
const guides: Command = (world) => bulletinsOfMine(world, 'guidance');

/** A person with one office is not asked which. */
const opinion: Command = async (world) => {
  const choices = askingUnits(world);
  const [only] = choices;
  if (!only) return say(world.reader.say('promise.opinion.not-yours'));
  const start = anyFlow(askOpinion);
  return choices.length === 1 ? { start, preset: { unit: only } } : { start };
};

const settings: Command = async (world) => ({ say: [await settingsOf(world)] });

const help: Command = async ({ reader }) => say(reader.say('command.help'));

/** In the order of the menu. */
const listed: Readonly<Record<string, Listed>> = {
  ghi: { run: visit, for: followers },
  moihop: { run: call, for: callers },
  dinhky: { run: seriesOfMine, for: callers },
  viec: { run: waitingForMe, for: officials },
  aichua: { run: meetingAnswers, for: callers },
  lich: { run: (world) => upcoming(world), for: everybody },
  gopy: { run: myComments, for: followers },
  hopcu: { run: (world) => lookForMeetings(world), about: lookForMeetings, for: everybody },
  tailieu: { run: (world) => documentsOfMine(world), for: everybody },
  thongtin: { run: informs, for: (actor) => followers(actor) || callers(actor) },
  huongdan: { run: guides, for: (actor) => followers(actor) || callers(actor) },
  kiennghi: { run: raisedByMe, for: followers },
  neu: { run: raise, for: followers },
  xinykien: { run: opinion, for: (actor) => callers(actor) && askingUnits({ actor }).length > 0 },
  diaban: { run: units, for: everybody },
  phancong: { run: startAssigning, for: callers },
  tim: { run: (world) => lookFor(world), about: lookFor, for: mayFind },
  tinhhinh: { run: coverageOfMine, for: callers },
  caidat: { run: settings, for: everybody },
  trogiup: { run: help, for: everybody },
};

const unlisted: Readonly<Record<string, Command>> = {
  menu,
  start: menu,
  aiphutrach: history,
  datdinhky: newSeries,
  solieu: figuresOfMine,
};

/** Names of the commands, as the platforms' own menus list them. */
export const commandNames: readonly string[] = ['menu', ...Object.keys(listed), 'huy'];

const runOf = (name: string): Command | undefined =>
  Object.hasOwn(listed, name)
    ? listed[name]?.run
    : Object.hasOwn(unlisted, name)
      ? unlisted[name]
      : undefined;

/** The command typed with a slash; `unknown` when there is no such command. */
export function commandNamed(typed: string): Command | 'unknown' | undefined {
  const [, name, said = ''] = /^\/([a-z_]{1,32})(?:@\w+)?(?:\s+(.*))?$/is.exec(typed.trim()) ?? [];
  if (name === undefined) return typed.trim().startsWith('/') ? 'unknown' : undefined;
  const command = name.toLowerCase();
  const about = Object.hasOwn(listed, command) ? listed[command]?.about : undefined;
  return about && said !== '' ? (world) => about(world, said) : (runOf(command) ?? 'unknown');
}

export const commandPressed = (name: string): Command | undefined => runOf(name);

/** Words that mean a command to a person who has none in mind. */
const keywords: readonly (readonly [RegExp, string, string])[] = [
  [/^(menu|bat dau|chao|xin chao|hello|hi)$/, 'menu', 'menu'],
  [/^(hop|cuoc hop|moi hop|giay moi|meeting)$/, 'moihop', 'lich'],
  [/^(tai lieu|documents)$/, 'tailieu', 'tailieu'],
  [/^(lich|lich hop)$/, 'lich', 'lich'],
  [/^(hop dinh ky|lich dinh ky|dinh ky|series)$/, 'dinhky', 'lich'],
  [/^(hop cu|cuoc hop da qua|past meetings)$/, 'hopcu', 'hopcu'],
  [/^(gop y|y kien gop y|comment)$/, 'gopy', 'gopy'],
  [/^(ghi|ghi chep|di co so|chuyen di|visit)$/, 'ghi', 'ghi'],
  [/^(kien nghi|phan anh|de xuat|recommendation)$/, 'kiennghi', 'viec'],
  [/^(xin y kien|opinion)$/, 'xinykien', 'menu'],
  [/^(viec|cong viec|tasks)$/, 'viec', 'viec'],
  [/^(dia ban|don vi|units)$/, 'diaban', 'diaban'],
  [/^(thong tin|bulletins?)$/, 'thongtin', 'thongtin'],
  [/^(don doc|guidance)$/, 'huongdan', 'huongdan'],
  [/^(tim|tim kiem|find)$/, 'tim', 'tim'],
  [/^(phan cong|ban giao|giao dia ban|assign)$/, 'phancong', 'diaban'],
  [/^(tinh hinh|coverage)$/, 'tinhhinh', 'tinhhinh'],
  [/^(tro giup|giup|help)$/, 'trogiup', 'trogiup'],
];

export function keywordCommand(typed: string, actor: Actor): Command | undefined {
  const found = keywords.find(([pattern]) => pattern.test(fold(typed)));
  if (!found) return undefined;
  const [, first, otherwise] = found;
  const mine = listed[first]?.for(actor) ?? true;
  return runOf(mine ? first : otherwise);
}

/** The menu as this person has it, two to a line. */
export function commandButtons(reader: Reader, actor: Actor): readonly (readonly Button[])[] {
  const buttons = Object.entries(listed)
    .filter(([, command]) => command.for(actor))
    .map(([name]) => ({ label: reader.say(`command.${name}`), action: `c:${name}` }));
  return Array.from({ length: Math.ceil(buttons.length / 2) }, (_, line) =>
    buttons.slice(line * 2, line * 2 + 2),
  );
}
