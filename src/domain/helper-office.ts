import type { OfficeId } from './identity.ts';
import type { KeptFile } from './kept-file.ts';
import { type Instant, parse } from './time.ts';

export type HelperStep = 'warn' | 'pass' | 'remind';

/** An office that the lead office has asked to take part: the fold of its entries. */
export type Helper = {
  /** Where in the history it was asked: what its later entries go by. */
  readonly request: number;
  readonly office: OfficeId;
  readonly askedAt: Instant;
  readonly due: Instant;
  /** None once it has answered or the request has ended. */
  readonly nextStep: HelperStep | undefined;
  readonly nextStepAt: Instant | undefined;
  readonly answeredAt: Instant | undefined;
  readonly endedAt: Instant | undefined;
};

/** The lead took it back, answered, or has it no more; who raised it withdrew it; it became the lead itself by a reform. */
export type RequestEnd = 'taken-back' | 'answered' | 'moved' | 'withdrawn' | 'own';

export type HelperNextStep = { readonly step: HelperStep; readonly stepAt: string };

type Named = { readonly request: number; readonly office: OfficeId };
type Due = HelperNextStep & { readonly due: string };

/** Entries of the history that speak of helpers; the clocks of the lead office are in none of them. */
export type HelperHappening =
  | {
      readonly what: 'co-asked';
      readonly data: Due & { readonly office: OfficeId; readonly text: string };
    }
  | { readonly what: 'co-answered'; readonly data: Named & HelperAnswer }
  | {
      readonly what: 'co-ended';
      readonly data: Named & { readonly why: RequestEnd; readonly reason?: string };
    }
  | { readonly what: 'co-warned' | 'co-passed' | 'co-reminded'; readonly data: Named & HelperNextStep }
  /** The calendar has moved its day later. */
  | { readonly what: 'co-postponed'; readonly data: Named & Due }
  /** Its office ended in a reform: who is asked now. */
  | { readonly what: 'co-readdressed'; readonly data: Named };

export type HelperAnswer = { readonly text: string; readonly files?: readonly KeptFile[] };

type HelperEntry = HelperHappening & { readonly at: Instant };

/** The helpers after one more entry, which is the `position`th of the history. */
export function helpersAfter(
  helpers: readonly Helper[],
  entry: HelperEntry,
  position: number,
): readonly Helper[] {
  if (entry.what === 'co-asked') return [...helpers, asked(entry, position)];
  const { request } = entry.data;
  return helpers.map((helper) =>
    helper.request === request ? { ...helper, ...changes(entry, entry.at) } : helper,
  );
}

const asked = ({ at, data }: Extract<HelperEntry, { what: 'co-asked' }>, request: number): Helper => ({
  request,
  office: data.office,
  askedAt: at,
  ...dueOf(data),
  answeredAt: undefined,
  endedAt: undefined,
});

function changes(entry: Exclude<HelperHappening, { what: 'co-asked' }>, at: Instant): Partial<Helper> {
  switch (entry.what) {
    case 'co-answered':
      return { ...noStep, answeredAt: at };
    case 'co-ended':
      return { ...noStep, endedAt: at };
    case 'co-warned':
    case 'co-passed':
    case 'co-reminded':
      return next(entry.data);
    case 'co-postponed':
      return dueOf(entry.data);
    case 'co-readdressed':
      return { office: entry.data.office };
  }
}

const noStep = { nextStep: undefined, nextStepAt: undefined };
const next = ({ step, stepAt }: HelperNextStep) => ({ nextStep: step, nextStepAt: parse(stepAt) });
const dueOf = (data: Due) => ({ ...next(data), due: parse(data.due) });

/** It has neither answered nor been let off. */
export const isAwaited = ({ nextStepAt }: Pick<Helper, 'nextStepAt'>): boolean => nextStepAt !== undefined;
