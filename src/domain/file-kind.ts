export type FileKind = {
  readonly mime: string;
  /** Endings a name may have for this content; the first is the usual one. */
  readonly extensions: readonly [string, ...string[]];
  readonly picture: boolean;
};

const kind = (mime: string, picture: boolean, ...extensions: [string, ...string[]]): FileKind => ({
  mime,
  extensions,
  picture,
});

const office = 'application/vnd.openxmlformats-officedocument';
/** What offices send one another, by the ending that content is known under. */
const kinds: Readonly<Record<string, FileKind>> = {
  pdf: kind('application/pdf', false, 'pdf'),
  docx: kind(`${office}.wordprocessingml.document`, false, 'docx'),
  xlsx: kind(`${office}.spreadsheetml.sheet`, false, 'xlsx'),
  pptx: kind(`${office}.presentationml.presentation`, false, 'pptx'),
  odt: kind('application/vnd.oasis.opendocument.text', false, 'odt'),
  ods: kind('application/vnd.oasis.opendocument.spreadsheet', false, 'ods'),
  rtf: kind('application/rtf', false, 'rtf', 'doc'),
  jpg: kind('image/jpeg', true, 'jpg', 'jpeg'),
  png: kind('image/png', true, 'png'),
  webp: kind('image/webp', true, 'webp'),
  // What phones record: kept as it is, and played where it is read.
  opus: kind('audio/ogg', false, 'ogg', 'oga', 'opus'),
  ogg: kind('audio/ogg', false, 'ogg', 'oga', 'opus'),
  mp3: kind('audio/mpeg', false, 'mp3'),
  m4a: kind('audio/mp4', false, 'm4a'),
  aac: kind('audio/aac', false, 'aac'),
};

/** Word, Excel and PowerPoint of before 2007 share one container: their names must tell them apart. */
const older: readonly FileKind[] = [
  kind('application/msword', false, 'doc'),
  kind('application/vnd.ms-excel', false, 'xls'),
  kind('application/vnd.ms-powerpoint', false, 'ppt'),
];

const endingOf = (name: string): string => name.slice(name.lastIndexOf('.') + 1).toLowerCase();

/** The kind of the content found (`found` as a file ending), where it is one that offices use. */
export function documentKind(found: string | undefined, name: string): FileKind | undefined {
  if (found === 'cfb') return older.find(({ extensions }) => extensions.includes(endingOf(name)));
  return found === undefined ? undefined : kinds[found];
}

/** The name must not pass the content off as something else. */
export const hasName = (of: FileKind, name: string): boolean => of.extensions.includes(endingOf(name));
