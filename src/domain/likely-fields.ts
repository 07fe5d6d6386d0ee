import { fold } from './vietnamese-text.ts';

// What people write about, by the field that offices have for it. A field is recognised by the words of its name, which
// are the roster's: "Giao thông", "Giao thông vận tải".
const subjects: Readonly<Record<string, string>> = {
  'giao thông': `cầu, đường, lộ, phà, đò, bến đò, bến phà, hẻm, vỉa hè, ổ gà, mặt đường, nhựa hóa, bê tông hóa, xe tải,
    quá tải, biển báo, đèn tín hiệu, tai nạn giao thông, lan can, mố cầu, dốc cầu, xe buýt, hành lang an toàn`,
  'thủy lợi': `kè, đê, cống, sạt lở, kênh, rạch, nạo vét, triều cường, ngập úng, xâm nhập mặn, hạn mặn, đập, bờ bao,
    bờ sông, nước mặn`,
  'nước sạch': `nước sạch, nước máy, nước sinh hoạt, nước uống, ống nước, trạm cấp nước, đồng hồ nước, nước ngọt, cúp nước,
    nhà máy nước`,
  điện: `điện, lưới điện, trụ điện, cột điện, dây điện, trạm biến áp, cúp điện, mất điện, đèn đường, công tơ, điện yếu,
    hạ thế, tiền điện`,
  'viễn thông': `internet, cáp quang, sóng điện thoại, trạm phát sóng, wifi, mạng yếu, loa phát thanh, truyền thanh`,
  'môi trường': `rác, bãi rác, nước thải, ô nhiễm, mùi hôi, khói bụi, xả thải, chất thải, khai thác cát, thu gom rác,
    tiếng ồn, chăn nuôi gây ô nhiễm`,
  'đất đai': `đất, giấy đỏ, sổ đỏ, sổ hồng, giấy chứng nhận quyền sử dụng đất, quyền sử dụng đất, giải tỏa, bồi thường, thu hồi đất,
    địa chính, ranh đất, lấn chiếm, tái định cư, chuyển mục đích, tách thửa`,
  'nhà ở': `nhà tình thương, nhà tình nghĩa, nhà dột, nhà ở, nhà tạm, sửa nhà, xây nhà, nhà ở xã hội`,
  'nông nghiệp': `lúa, dừa, bưởi, heo, bò, gà, vịt, tôm, nghêu, ao nuôi, dịch bệnh trên, dịch tả, phân bón, thuốc trừ sâu, giống cây,
    mất mùa, giá nông sản, hợp tác xã, vườn, sâu bệnh, đuôn, chăn nuôi, thú y, khuyến nông`,
  'y tế': `trạm y tế, bệnh viện, bác sĩ, thuốc, khám bệnh, bảo hiểm y tế, sốt xuất huyết, tay chân miệng, tiêm chủng, tiêm ngừa,
    bệnh nhân, an toàn thực phẩm, ngộ độc`,
  'giáo dục': `trường, trường học, lớp học, học sinh, giáo viên, mẫu giáo, mầm non, học phí, bán trú, thiếu phòng học, bỏ học, cô giáo`,
  'chính sách xã hội': `hộ nghèo, cận nghèo, người có công, thương binh, liệt sĩ, trợ cấp, chính sách, người già, người khuyết tật,
    chất độc da cam, bảo trợ, neo đơn, quà Tết, mẹ Việt Nam anh hùng, trẻ mồ côi`,
  'việc làm': `việc làm, thất nghiệp, học nghề, xuất khẩu lao động, lao động, công nhân, dạy nghề, lương`,
  'an ninh trật tự': `trộm, trộm cắp, ma túy, đánh nhau, cờ bạc, đá gà, an ninh, trật tự, công an, đua xe, gây rối, cho vay nặng lãi,
    tín dụng đen, số đề, lừa đảo`,
  'văn hóa': `nhà văn hóa, lễ hội, di tích, văn nghệ, thư viện, karaoke, đình, chùa`,
  'thể thao': `sân bóng, thể thao, sân chơi`,
  chợ: `chợ, tiểu thương, mua bán, hàng rong, lấn lề, sạp`,
};

type Phrase = readonly string[];
type Subject = { readonly name: string; readonly phrases: readonly Phrase[] };

const wordsOf = (text: string): Phrase =>
  text
    .normalize('NFC')
    .toLocaleLowerCase('vi')
    .match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];

const known: readonly Subject[] = Object.entries(subjects).map(([name, words]) => ({
  name: fold(name),
  phrases: [name, ...words.split(',')].map(wordsOf),
}));

// Without its marks each of these is mostly another word.
const tooBare = new Set(
  'bo cho con cong dap dat de dien dinh do duon ga ho ke khoi lo luong nha rac truong vuon'.split(' '),
);

/** A word may lack its marks, but never has others. */
const isWord = (typed: string, wanted: string, isAlone: boolean): boolean =>
  typed === wanted || (typed === fold(wanted) && !(isAlone && tooBare.has(typed)));

/** Where it stands first; negative where it does not. */
const placeIn = (text: Phrase, phrase: Phrase): number =>
  text.findIndex((_, at) =>
    phrase.every((word, next) => isWord(text[at + next] ?? '', word, phrase.length === 1)),
  );

// "Cầu ấp 3 gãy, học sinh đi vòng" is about a bridge.
const beginning = 3;
const beginningWeight = 2;

/** How much of them is in the text: a longer phrase says more, and so does what it begins with. */
function weight(text: Phrase, phrases: readonly Phrase[]): number {
  const there = phrases.filter((phrase) => placeIn(text, phrase) >= 0);
  const begins = there.some((phrase) => placeIn(text, phrase) < beginning);
  return there.reduce((sum, { length }) => sum + length, begins ? beginningWeight : 0);
}

const atMost = 2;

/** Of these fields those that the text seems to be about, the likeliest first; it is for the person to say. */
export function likelyFields(text: string, fields: readonly string[]): readonly string[] {
  const written = wordsOf(text);
  const weightOf = (field: string): number => {
    const name = ` ${fold(field)} `;
    const theirs = known.filter((subject) => name.includes(` ${subject.name} `));
    return weight(written, [wordsOf(field), ...theirs.flatMap(({ phrases }) => phrases)]);
  };
  return fields
    .map((field) => ({ field, weight: weightOf(field) }))
    .filter((one) => one.weight > 0)
    .sort((a, b) => b.weight - a.weight)
    .slice(0, atMost)
    .map(({ field }) => field);
}
