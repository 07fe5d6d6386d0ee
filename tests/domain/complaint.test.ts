import { describe, expect, it } from 'vitest';
import { denunciationLaw, suggestsComplaint } from '../../src/domain/complaint.ts';
import { fold } from '../../src/domain/vietnamese-text.ts';

const theirs = [
  'Ông Ba ở ấp 3 khiếu nại quyết định thu hồi đất',
  'Dân tố cáo trưởng ấp nhận tiền làm hộ khẩu',
  'Đơn tố cáo ông Sáu lấn chiếm bờ kênh',
  'Bà con gửi đơn khiếu nại về giá đền bù đường tỉnh 885',
  'Khiếu nại của bà Lan về sổ đỏ',
  'Đề nghị giải quyết khiếu nại của ông Tư về ranh đất',
  'Dân không được giải quyết khiếu nại về đền bù',
  'Xã chưa giải quyết đơn khiếu nại của mấy hộ ở ấp 2',
  'Người dân khiếu nại nhiều lần nhưng chưa được giải quyết',
  'Hộ ông Hai khiếu kiện kéo dài',
  'Có người tố cáo cán bộ địa chính vòi vĩnh',
  'Cán bộ bị tố cáo nhận hối lộ',
  'khiếu nại, tố cáo cán bộ xã ăn chặn tiền hỗ trợ',
];

const ordinary = [
  'Cầu ấp 3 xuống cấp',
  'Giải quyết khiếu nại, tố cáo kịp thời',
  'Đề nghị quan tâm hơn nữa công tác tiếp công dân, giải quyết khiếu nại, tố cáo',
  'Công tác tiếp công dân, giải quyết khiếu nại được thực hiện tốt',
  'Giải quyết đơn thư khiếu nại, tố cáo của công dân đúng luật',
  'Trong tháng không có khiếu nại',
  'Không có đơn thư khiếu nại, tố cáo',
  'Chưa phát sinh khiếu nại, tố cáo',
  'Không để xảy ra khiếu nại đông người',
  'Tuyên truyền Luật Khiếu nại, Luật Tố cáo',
  'Tình hình khiếu nại, tố cáo ổn định',
  'Thanh tra, giải quyết khiếu nại, tố cáo và phòng chống tham nhũng',
  'Đơn thư khiếu nại, tố cáo giảm so với cùng kỳ',
  'Tiếp dân, xử lý đơn khiếu nại, kiến nghị, phản ánh',
];

describe('words that may be a complaint of somebody', () => {
  it.each(theirs)('%s', (text) => {
    expect(suggestsComplaint(text)).toBe(true);
    expect(suggestsComplaint(text.normalize('NFD'))).toBe(true);
    expect(suggestsComplaint(text.toUpperCase())).toBe(true);
    expect(suggestsComplaint(fold(text))).toBe(true);
  });

  it('also behind a sentence of a report', () => {
    expect(suggestsComplaint('Không có khiếu nại. Riêng ông Ba tố cáo trưởng ấp.')).toBe(true);
  });

  it.each(['dân tố cao ông Năm', 'dân to cáo ông Năm', 'Dân khieu nại đền bù', 'đơn to cao ông Bảy lấn đất'])(
    'half typed: %s',
    (text) => expect(suggestsComplaint(text)).toBe(true),
  );
});

describe('words of reports and others are not asked about', () => {
  it.each(ordinary)('%s', (text) => {
    expect(suggestsComplaint(text)).toBe(false);
    expect(suggestsComplaint(text.toUpperCase())).toBe(false);
    expect(suggestsComplaint(fold(text))).toBe(false);
  });

  it.each([
    'Thợ đang tô cao tường trường học',
    'Tổ cáo bạch của ấp',
    'Cây to cao che khuất đường dây điện',
    'Đàn bò to cao, khỏe mạnh',
    'cay to cao che duong day dien',
    'nha to cao',
    'Các yếu tố cao hơn mức cho phép',
    'Tờ cáo phó dán ở trụ điện',
    'Báo cáo tổ tự quản',
    'Bố cáo, tố chất',
    'Có năng khiếu nai nịt',
    '',
  ])('%s', (text) => expect(suggestsComplaint(text)).toBe(false));
});

it('names the law that is in force', () => {
  expect(denunciationLaw('2018-11-19')).toBe(2011);
  expect(denunciationLaw('2019-01-01')).toBe(2018);
});
