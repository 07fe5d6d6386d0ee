import type { Level } from '../level.ts';
import type { SheetName } from './sheets.ts';

/** The words that some columns take, as they are offered in a workbook. */
export const sheetChoices = (
  levels: readonly Level[],
): Partial<Record<SheetName, Readonly<Record<string, readonly string[]>>>> => ({
  'Đơn vị': { Cấp: levels.map(({ name }) => name) },
  'Cơ quan': { Loại: ['Văn phòng', 'Chuyên môn'] },
  'Cán bộ': { 'Vai trò': ['Lãnh đạo', 'Nhân viên'] },
  'Phân công': { 'Vai trò': ['Phụ trách', 'Phối hợp'] },
});
