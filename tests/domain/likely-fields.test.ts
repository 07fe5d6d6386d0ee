import { describe, expect, it } from 'vitest';
import { likelyFields } from '../../src/domain/likely-fields.ts';

const fields = [
  ...[
    'An ninh trật tự',
    'Chính sách xã hội',
    'Chợ',
    'Đất đai',
    'Điện',
    'Giáo dục',
    'Giao thông',
    'Môi trường',
    'Nhà ở',
  ],
  ...['Nông nghiệp', 'Nước sạch', 'Thủy lợi', 'Văn hóa, thể thao', 'Việc làm', 'Viễn thông', 'Y tế'],
];

describe('what a text seems to be about', () => {
  it.each([
    ['Cầu Bà Hiền ở ấp 6 gãy lan can, xe tải không qua được', ['Giao thông']],
    ['cau ap 3 gay, duong lay loi', ['Giao thông']],
    ['Cầu ván qua kênh Sáu Quý mục hai nhịp, học sinh qua lại nguy hiểm', ['Giao thông', 'Giáo dục']],
    ['Học sinh ấp 3 đi học xa, cầu yếu', ['Giáo dục', 'Giao thông']],
    ['Sạt lở bờ sông Hàm Luông ở ấp 4, đe dọa nhà dân', ['Thủy lợi']],
    ['Điện yếu, trạm biến áp quá tải', ['Điện', 'Giao thông']],
    ['Bà con xin cấp sổ đỏ đã hai năm chưa có', ['Đất đai']],
    ['Bãi rác bốc mùi hôi, ruồi nhiều', ['Môi trường']],
    ['Trường mẫu giáo thiếu phòng học, học sinh học hai ca', ['Giáo dục']],
    ['Chợ xã thiếu chỗ gửi xe', ['Chợ']],
    ['Hộ nghèo chưa nhận trợ cấp', ['Chính sách xã hội']],
    ['Trộm cắp vặt và cờ bạc nhiều', ['An ninh trật tự']],
    ['NƯỚC MÁY ĐỤC, cúp nước hoài', ['Nước sạch']],
  ])('%s', (text, likely) => {
    expect(likelyFields(text, fields)).toEqual(likely);
  });

  it.each([
    // Words that are others once they have their marks, or none.
    'Đề nghị cho biết kết quả',
    'de nghi cho biet ket qua',
    'Con đò đó',
    'Câu hỏi của bà con',
    '',
    '!!! ???',
  ])('of %j nothing is said', (text) => {
    expect(
      likelyFields(
        text,
        fields.filter((field) => field !== 'Giao thông'),
      ),
    ).toEqual([]);
  });

  it('knows a field by the words of its name, whatever the roster calls it', () => {
    expect(likelyFields('Cầu gãy', ['Hạ tầng giao thông vận tải', 'Y tế'])).toEqual([
      'Hạ tầng giao thông vận tải',
    ]);
    expect(likelyFields('Chuyện tôn giáo ở ấp 2', ['Tôn giáo', 'Y tế'])).toEqual(['Tôn giáo']);
    expect(likelyFields('Cầu gãy', [])).toEqual([]);
  });
});
