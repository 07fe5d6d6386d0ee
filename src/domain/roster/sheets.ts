import type { RosterProblem } from './problem.ts';

/** The sheets of a roster, the file of each, and its headers; those of `optional` may be missing. */
export const rosterSheets = {
  'Đơn vị': {
    file: 'don-vi.csv',
    headers: ['Mã', 'Tên', 'Loại', 'Cấp', 'Mã cấp trên', 'Số hộ', 'Ngày áp dụng'],
    optional: ['Số hộ', 'Ngày áp dụng'],
    needed: true,
  },
  'Cơ quan': {
    file: 'co-quan.csv',
    headers: ['Mã', 'Tên', 'Mã đơn vị', 'Loại', 'Lĩnh vực'],
    optional: [],
    needed: true,
  },
  'Cán bộ': {
    file: 'can-bo.csv',
    headers: ['Mã', 'Họ tên', 'Chức vụ', 'Mã cơ quan', 'Vai trò', 'Điện thoại'],
    optional: [],
    needed: true,
  },
  'Phân công': {
    file: 'phan-cong.csv',
    headers: ['Mã cán bộ', 'Mã đơn vị', 'Vai trò', 'Từ ngày', 'Đến ngày', 'Số quyết định', 'Ngày quyết định'],
    optional: [],
    needed: true,
  },
  Cụm: { file: 'cum.csv', headers: ['Tên', 'Mã đơn vị'], optional: [], needed: false },
} as const;

export type SheetName = keyof typeof rosterSheets;
export type Header<Sheet extends SheetName> = (typeof rosterSheets)[Sheet]['headers'][number];

export const sheetNames = Object.keys(rosterSheets) as readonly SheetName[];

/** The rows of each sheet by its name, blank ones too: a row's number is its place. */
export type RosterSheets = Readonly<Record<string, readonly (readonly string[])[]>>;

/** What was found where the sheets lie: they, and what is wrong with single cells; or what is wrong with all of it. */
export type SheetsReading =
  | { readonly sheets: RosterSheets; readonly cells: readonly RosterProblem[] }
  | { readonly problems: readonly RosterProblem[] };
