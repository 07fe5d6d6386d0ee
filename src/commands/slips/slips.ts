import { fullUnitName, type Unit } from '../../domain/unit.ts';
import type { Named } from '../../store/people.ts';
import type { InvitationCode } from '../../use-cases/people/invite.ts';
import { type Desk, momentFor } from '../desk.ts';
import { browserLink, telegramLink } from './links.ts';
import type { Sheet, Slip } from './sheet.tsx';

/** Somebody to be invited, and the unit the slip names. */
export type Invited = Named & { readonly unit: Unit | undefined };

/** Everything that stands on the sheet, in the operator's language. */
export function slipsOf(
  desk: Desk,
  codes: readonly InvitationCode<Invited>[],
  bot: string | undefined,
): Sheet {
  const { app, language } = desk;
  const say = (key: string) => app.translate(language, `slip.${key}`);
  const steps = stepsOf(desk, bot);
  return {
    language,
    slips: codes.map((code) => slipOf(desk, code, steps, bot)),
    words: { title: say('title'), heading: say('heading'), confirm: say('confirm') },
  };
}

function slipOf(
  desk: Desk,
  { person, code, expiresAt }: InvitationCode<Invited>,
  steps: readonly string[],
  bot: string | undefined,
): Slip {
  const { app, language, ways } = desk;
  const link = bot ? telegramLink(bot, code) : ways.publicUrl && browserLink(ways.publicUrl, code);
  return {
    name: person.name,
    post: person.post,
    unit: person.unit ? capitalised(fullUnitName(person.unit)) : '',
    code,
    qr: link ?? code,
    steps,
    validUntil: app.translate(language, 'slip.until', { moment: momentFor(desk, expiresAt) }),
  };
}

const capitalised = (text: string): string => text.charAt(0).toLocaleUpperCase('vi') + text.slice(1);

/** One line for each way that is set up. Whose link the QR holds says so. */
function stepsOf({ app, language, ways }: Desk, bot: string | undefined): readonly string[] {
  const say = (key: string, values = {}) => app.translate(language, `slip.${key}`, values);
  const { publicUrl, channels } = ways;
  const telegram = bot ? say('telegram-named', { bot }) : channels.includes('telegram') && say('telegram');
  const zalo = channels.includes('zalo-bot') && say('zalo');
  const address = publicUrl && `${publicUrl.replace(/^https?:\/\//, '')}/chat`;
  const browser = address && say(bot ? 'browser' : 'browser-qr', { address });
  const steps = [telegram, zalo, browser].filter((step) => typeof step === 'string' && step !== '');
  return steps.length > 0 ? (steps as string[]) : [say('anywhere')];
}
