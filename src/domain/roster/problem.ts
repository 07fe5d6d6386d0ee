import type { SheetName } from './sheets.ts';

export type RosterReason =
  | 'bad-count'
  | 'bad-date'
  | 'bad-file'
  | 'bad-phone'
  | 'broken-workbook'
  | 'cycle'
  | 'duplicate-assignment'
  | 'duplicate-code'
  | 'duplicate-header'
  | 'error-cell'
  | 'file-too-large'
  | 'formula-without-value'
  | 'locked-workbook'
  | 'missing-header'
  | 'missing-sheet'
  | 'missing-value'
  | 'no-root'
  | 'no-rows'
  | 'not-a-workbook'
  | 'not-utf8'
  | 'other-workbook'
  | 'parent-not-above'
  | 'role-count'
  | 'several-roots'
  | 'sheet-twice'
  | 'too-long'
  | 'too-many-cells'
  | 'unknown-kind'
  | 'unknown-level'
  | 'unknown-office'
  | 'unknown-parent'
  | 'unknown-person'
  | 'unknown-role'
  | 'unknown-unit'
  | 'unpacks-too-large'
  | 'until-before-from';

/** What an import may live with, and the operator should know. */
export type RosterDoubt =
  | 'fields-missing'
  | 'followed-twice'
  | 'parent-skips-level'
  | 'phone-shared'
  | 'same-name'
  | 'two-general-offices'
  | 'two-leads'
  | 'word-in-name';

export type Place = {
  /** None: the whole file. */
  readonly sheet?: SheetName;
  /** As the table shows it: the header stands in row 1. */
  readonly row?: number;
  readonly column?: string;
};

/** `roster.problem.<reason>` with `values` is the sentence. */
export type RosterProblem = Place & {
  readonly reason: RosterReason | RosterDoubt;
  readonly values: Readonly<Record<string, string | number>>;
};

type Report<Reason> = (at: Place, reason: Reason, values?: RosterProblem['values']) => void;

/** Where the readers of the sheets put what they find, so that all of it is found in one go. */
export type Findings = {
  readonly problems: readonly RosterProblem[];
  readonly warnings: readonly RosterProblem[];
  readonly refuse: Report<RosterReason>;
  readonly doubt: Report<RosterDoubt>;
};

export function newFindings(): Findings {
  const problems: RosterProblem[] = [];
  const warnings: RosterProblem[] = [];
  return {
    problems,
    warnings,
    refuse: (at, reason, values = {}) => problems.push({ ...at, reason, values }),
    doubt: (at, reason, values = {}) => warnings.push({ ...at, reason, values }),
  };
}
