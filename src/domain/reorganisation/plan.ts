/** A unit that a reform makes. */
export type NewUnit = { readonly code: string; readonly name: string; readonly word: string };

/** What a split unit becomes: new units, or one of them the old one itself, smaller. */
export type Piece = NewUnit & {
  /** Units below and followers that go there; what no piece names goes to the first. */
  readonly children: readonly string[];
  readonly followers: readonly string[];
};

export type Change =
  | {
      readonly kind: 'rename';
      readonly unit: string;
      readonly code?: string | undefined;
      readonly name?: string | undefined;
      readonly word?: string | undefined;
    }
  | {
      readonly kind: 'merge';
      readonly units: readonly string[];
      /** A unit that is there, or a new one. */
      readonly into: string | (NewUnit & { readonly parent?: string | undefined });
    }
  | { readonly kind: 'split'; readonly unit: string; readonly into: readonly Piece[] }
  | { readonly kind: 'move'; readonly units: readonly string[]; readonly under: string }
  | { readonly kind: 'dissolve'; readonly level: string };

/** A change of the units themselves, as it has been decided. */
export type ReorganisationPlan = {
  /** ISO: the first day on which it holds. */
  readonly on: string;
  readonly decision?: string | undefined;
  readonly changes: readonly Change[];
  /** Which office takes over what another answered for, where it is not the one that follows from the changes. */
  readonly offices: Readonly<Record<string, string>>;
};

/** Something wrong with a plan: where in it, and why (`reorganise.problem.<reason>`). */
export type PlanProblem = {
  readonly path: readonly (string | number)[];
  readonly reason: string;
  readonly values: Readonly<Record<string, string | number>>;
};
