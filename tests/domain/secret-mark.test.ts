import { describe, expect, it } from 'vitest';
import { isSecretStamp, saysSecret } from '../../src/domain/secret-mark.ts';

describe('a line is a stamp', () => {
  it.each(
    'MẬT|TỐI MẬT|TUYỆT MẬT|M Ậ T|T Ố I M Ậ T|M ẬT|[MẬT]|- MẬT -|Độ mật: MẬT|Độ mật: Mật|Độ mật: tối mật|MẬT   Bản số: 03|Tối mật|TUYỆT  MẬT|mËt|tuyÖt mËt|MAÄT|TOÁI MAÄT'.split(
      '|',
    ),
  )('%s', (line) => {
    expect(isSecretStamp(line)).toBe(true);
    expect(isSecretStamp(line.normalize('NFD'))).toBe(true);
  });

  it.each(
    'mật độ|Mật|mật|Mật độ dân số|BÍ MẬT|BẢO MẬT|gắn bó mật thiết|MẬT ONG|MẬT ĐỘ DÂN SỐ|thực hiện công tác bảo vệ bí mật nhà nước|Tài liệu này không mật|mat|MAT||T Ỉ N H|ĐỘ MẬT'.split(
      '|',
    ),
  )('but not: %s', (line) => expect(isSecretStamp(line)).toBe(false));

  it('but not the end of a heading that was broken', () => {
    expect(isSecretStamp('MẬT', 'QUY CHẾ BẢO VỆ BÍ')).toBe(false);
    expect(isSecretStamp('MẬT', 'TỈNH ỦY BẾN TRE')).toBe(true);
  });
});

describe('a name, or what is written with a file, says that it is secret', () => {
  it.each(
    '123-BC MẬT.pdf|MẬT.pdf|BÁO CÁO (MẬT).PDF|TỐI MẬT - kế hoạch.docx|Kế hoạch TUYỆT MẬT.docx|bao cao (TUYET MAT).pdf|bao cao_TOI MAT.pdf|Tài liệu mật, không chuyển cho người khác|báo cáo_MẬT_tháng 11.pdf|123-BC-TU MẬT.pdf|kế hoạch (tối mật).pdf'.split(
      '|',
    ),
  )('%s', (written) => {
    expect(saysSecret(written)).toBe(true);
    expect(saysSecret(written.normalize('NFD'))).toBe(true);
  });

  it.each(
    'mật độ dân số.pdf|MẬT ĐỘ DÂN SỐ.pdf|BÁO CÁO MẬT ĐỘ DÂN SỐ.pdf|gắn bó mật thiết.docx|KẾ HOẠCH BẢO MẬT.pdf|bảo vệ bí mật nhà nước.pdf|BC MAT TRAN TO QUOC.pdf|giá-mật-ong.pdf|MẬT-ĐỘ-DÂN-SỐ.pdf|Quy chế quản lý tài liệu mật.pdf|don toi mat the.pdf|Nuôi ong lấy mật.jpg|báo cáo.pdf|Danh mục bí mật nhà nước độ tối mật.pdf|'.split(
      '|',
    ),
  )('but not: %s', (written) => expect(saysSecret(written)).toBe(false));
});
