import { Temporal } from 'temporal-polyfill';
import { LineCounter, parseDocument } from 'yaml';
import { z } from 'zod';
import type { Change, PlanProblem, ReorganisationPlan } from '../../../domain/reorganisation/plan.ts';
import { shorten } from '../../../domain/shorten.ts';
import { tidy } from '../../../domain/vietnamese-text.ts';

/** `line`: of the file, where the problem has a place in it. */
export type PlacedProblem = PlanProblem & { readonly line: number | undefined };
export type PlanReading = {
  readonly problems: readonly PlacedProblem[];
  readonly plan: ReorganisationPlan | undefined;
  /** Where in the file a path of the plan is. */
  readonly lineOf: (path: PlanProblem['path']) => number | undefined;
};

/** A code of digits only is a number in YAML. */
const code = z
  .union([z.string(), z.number()])
  .transform((said) => tidy(String(said)))
  .pipe(z.string().min(1).max(100));
const name = z
  .union([z.string(), z.number()])
  .transform((said) => tidy(String(said)))
  .pipe(z.string().min(1).max(200));
const word = z
  .string()
  .transform((said) => tidy(said).toLowerCase())
  .pipe(z.string().min(1).max(50));
const made = { code, name, word };

const changes = {
  rename: z
    .strictObject({ rename: code, code: code.optional(), name: name.optional(), word: word.optional() })
    .refine(
      (one) => one.code !== undefined || one.name !== undefined || one.word !== undefined,
      'nothing-renamed',
    )
    .transform(({ rename, ...to }) => ({ kind: 'rename' as const, unit: rename, ...to })),
  merge: z
    .strictObject({
      merge: z.array(code).min(1),
      into: z.union([code, z.strictObject({ ...made, parent: code.optional() })]),
    })
    .transform(({ merge, into }) => ({ kind: 'merge' as const, units: merge, into })),
  split: z
    .strictObject({
      split: code,
      into: z
        .array(
          z.strictObject({
            ...made,
            children: z.array(code).default([]),
            followers: z.array(code).default([]),
          }),
        )
        .min(2),
    })
    .transform(({ split, into }) => ({ kind: 'split' as const, unit: split, into })),
  move: z
    .strictObject({ move: z.union([code.transform((one) => [one]), z.array(code).min(1)]), under: code })
    .transform(({ move, under }) => ({ kind: 'move' as const, units: move, under })),
  dissolve: z
    .strictObject({ dissolve: name })
    .transform(({ dissolve }) => ({ kind: 'dissolve' as const, level: dissolve })),
} satisfies Record<Change['kind'], z.ZodType<Change>>;

const kinds = Object.keys(changes) as Change['kind'][];

const head = z.strictObject({
  on: z.string().transform((said, context) => {
    const day = dayIn(tidy(said));
    if (day === undefined) context.addIssue({ code: 'custom', message: 'bad-date' });
    return day ?? '';
  }),
  decision: name.optional(),
  changes: z.array(z.unknown()).min(1).max(10_000),
  offices: z.record(z.string(), code).default({}),
});

function dayIn(said: string): string | undefined {
  const [, day, month, year] = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(said) ?? [];
  try {
    return (
      year === undefined
        ? Temporal.PlainDate.from(said)
        : Temporal.PlainDate.from(
            { year: +year, month: Number(month), day: Number(day) },
            { overflow: 'reject' },
          )
    ).toString();
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

/** A plan as the file says it, or all that is wrong with how it is written. */
export function readPlan(text: string): PlanReading {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  const lineOf = (path: PlanProblem['path']): number | undefined => {
    for (let length = path.length; length > 0; length -= 1) {
      const node = document.getIn(path.slice(0, length), true) as
        | { range?: [number, number, number] }
        | undefined;
      if (node?.range) return lines.linePos(node.range[0]).line;
    }
    return undefined;
  };
  const problems: PlacedProblem[] = document.errors.map(({ message, linePos }) => ({
    path: [],
    reason: 'not-yaml',
    values: { said: shorten(message.split('\n')[0] ?? '', 200) },
    line: linePos?.[0].line,
  }));
  if (problems.length > 0) return { problems, plan: undefined, lineOf };
  // An alias that stands for itself many times over would grow without end.
  const raw: unknown = document.toJS({ maxAliasCount: 100 });
  const note = (error: z.ZodError, at: PlanProblem['path'], of: unknown): void => {
    for (const issue of error.issues) {
      const problem = problemOf(issue, at, of);
      problems.push({ ...problem, line: lineOf(problem.path) });
    }
  };
  const whole = head.safeParse(raw);
  if (!whole.success) note(whole.error, [], raw);
  const given = (raw as { changes?: unknown } | null)?.changes;
  const read = (Array.isArray(given) ? given : []).map((one: unknown, at) => {
    const kind = kindOf(one);
    if (!kind) {
      const path = ['changes', at];
      problems.push({
        path,
        reason: 'which-change',
        values: { kinds: kinds.join(', ') },
        line: lineOf(path),
      });
      return undefined;
    }
    const parsed = changes[kind].safeParse(one);
    if (!parsed.success) note(parsed.error, ['changes', at], one);
    return parsed.data;
  });
  if (problems.length > 0 || !whole.success) return { problems, plan: undefined, lineOf };
  const { on, decision, offices } = whole.data;
  return {
    problems,
    plan: { on, decision, offices, changes: read.filter((one) => one !== undefined) },
    lineOf,
  };
}

function kindOf(one: unknown): Change['kind'] | undefined {
  if (typeof one !== 'object' || one === null) return undefined;
  const said = kinds.filter((kind) => Object.hasOwn(one, kind));
  return said.length === 1 ? said[0] : undefined;
}

function problemOf(issue: z.core.$ZodIssue, at: PlanProblem['path'], of: unknown): PlanProblem {
  const inner = issue.path.filter((key) => typeof key !== 'symbol');
  const path = [...at, ...inner];
  const said = inner.reduce<unknown>(
    (value, key) => (value as Record<string | number, unknown> | undefined)?.[key],
    of,
  );
  if (issue.code === 'unrecognized_keys')
    return { path, reason: 'unknown-key', values: { keys: shorten(issue.keys.join(', '), 100) } };
  if (issue.code === 'custom')
    return { path, reason: issue.message, values: { said: shorten(String(said), 60) } };
  if (said === undefined || said === null) return { path, reason: 'missing', values: {} };
  if (issue.code === 'too_small')
    return { path, reason: 'too-few', values: { least: Number(issue.minimum) } };
  if (issue.code === 'too_big') return { path, reason: 'too-many', values: { most: Number(issue.maximum) } };
  return { path, reason: 'wrong-kind', values: {} };
}
