import type { MeetingId, OfficeId, PersonId, RecommendationId, UnitId } from '../identity.ts';
import type { OfficeKind, StaffRole } from '../office.ts';

export type OrganisationUnit = {
  readonly id: UnitId;
  readonly code: string;
  readonly name: string;
  readonly word: string;
  /** The key of its level. */
  readonly level: string;
  /** Of a unit that has ended: the one that came after it, so that what was there is still seen from above. */
  readonly parent: UnitId | null;
  readonly households: number | null;
  readonly liveFrom: string | null;
  readonly validFrom: string | null;
  /** The first day it no longer exists. */
  readonly validUntil: string | null;
  readonly search: readonly string[];
};

export type OrganisationOffice = {
  readonly id: OfficeId;
  readonly code: string;
  readonly name: string;
  readonly unit: UnitId;
  readonly kind: OfficeKind;
  readonly fields: readonly string[];
  readonly validUntil: string | null;
};

export type OrganisationAssignment = {
  readonly id: string;
  readonly person: PersonId;
  readonly personCode: string;
  readonly unit: UnitId;
  readonly role: 'lead' | 'support';
  readonly from: string;
  readonly until: string | null;
  readonly decision: string | null;
};

export type OrganisationSeat = {
  readonly person: PersonId;
  readonly office: OfficeId;
  readonly role: StaffRole;
  readonly until: string | null;
};

/** All of a province that a reform may touch. Assignments and seats: those not over before its day. */
export type Organisation = {
  /** From the top down; dissolved ones stand last. */
  readonly levels: readonly { readonly key: string; readonly name: string; readonly norm: number | null }[];
  readonly units: readonly OrganisationUnit[];
  readonly offices: readonly OrganisationOffice[];
  readonly assignments: readonly OrganisationAssignment[];
  readonly seats: readonly OrganisationSeat[];
  readonly clusters: readonly { readonly cluster: string; readonly unit: UnitId }[];
  /** Those still ahead. */
  readonly meetings: readonly { readonly id: MeetingId; readonly unit: UnitId; readonly office: OfficeId }[];
  /** Those not closed. */
  readonly recommendations: readonly {
    readonly id: RecommendationId;
    readonly unit: UnitId;
    readonly office: OfficeId;
    readonly hiddenFrom: UnitId | null;
  }[];
};

/** How a province stands after a reform, and what to write to get there. */
export type Reorganised = Organisation & {
  readonly renamed: readonly { readonly unit: UnitId; readonly name: string; readonly word: string }[];
  readonly successions: readonly { readonly ended: UnitId; readonly successor: UnitId }[];
  /** Which office took over from which that ended. */
  readonly officeHeirs: ReadonlyMap<OfficeId, OfficeId>;
  /** Units that ended, each with the one that has what was there. */
  readonly unitHeirs: ReadonlyMap<UnitId, UnitId>;
  /** Assignments that were to begin only after their unit has ended, without another to take its place. */
  readonly dropped: readonly OrganisationAssignment[];
  /** Units that now have more than one lead. */
  readonly severalLeads: readonly UnitId[];
};
