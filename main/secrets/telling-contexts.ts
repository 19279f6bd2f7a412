import { passwordOfBasic } from './authorization-scheme.ts';

/**
 * Values that give themselves away by what stands before them: `password=…`, `Authorization: Bearer …`,
 * `https://user:…@host`. Told apart from the talk about passwords ("token: expired") by the sign before them and by how
 * they look. Shorter ones than six characters are left: cut out wherever they occur, they would shred the text.
 */
const NAME =
  'pass(?:word|wd|phrase|code)|pwd|secret|token|(?:api|access|account|secret|shared|private|license|encryption|signing|auth|storage|shared[-_]?access)[-_ ]?key|shared[-_]?access[-_]?signature|credentials?|authorization|(?<![A-Za-z])(?:pass|pw)';
/** As it is, or within a text in JSON that was put into another. */
const QUOTE = String.raw`(?:\\{0,6}["'])`;
const SIGNED = String.raw`[^\s"'&;,<>(){}|‹›]`;

const CONTEXTS: readonly RegExp[] = [
  // password=abc, AccountKey=abc==; in quotes the value may hold spaces
  `(?:${NAME})${QUOTE}?[ \\t]{0,3}:?=>?[ \\t]{0,3}(?:"(?<quoted>[^"\\n]{6,500})"|'(?<single>[^'\\n]{6,500})'|(?<value>${SIGNED}{6,}))`,
  // password: abc1, only where it has a digit; --password abc
  `(?:${NAME})${QUOTE}?[ \\t]{0,3}:[ \\t]{0,3}${QUOTE}?(?<value>(?=${SIGNED}{0,200}\\d)${SIGNED}{6,})`,
  // X-Api-Key: abc and Authorization: Bearer abc, whatever they look like
  `(?<![\\w-])x-[a-z-]{0,40}(?:key|token|secret|password|auth)${QUOTE}?[ \\t]{0,3}:[ \\t]{0,3}${QUOTE}?(?<value>${SIGNED}{6,})`,
  `authorization${QUOTE}?[ \\t]{0,3}:[ \\t]{0,3}${QUOTE}?(?:Bearer|Basic|Digest|Negotiate|Token|ApiKey|SSWS|Bot)[ \\t]+(?<value>(?!auth|token)${SIGNED}{6,})`,
  // Cookie: a=b; c=d
  String.raw`cookie${QUOTE}?[ \t]{0,3}:[ \t]{0,3}${QUOTE}?(?<value>[\w.-]{1,60}=[^\s"';]{3,}(?:;[ \t]*[\w.-]{1,60}(?:=[^\s"';]*)?){0,40})`,
  // the password is abc1
  `(?:password|passphrase|passcode|api[ -]key)[ \\t]+(?:is|was)[ \\t:]+["'“]?(?<value>(?=${SIGNED}{0,200}\\d)${SIGNED}{6,})`,
  // "password": "abc"
  `(?:${NAME})${QUOTE}[ \\t]{0,3}:[ \\t]{0,3}${QUOTE}(?<value>[^"'\\\\\\n]{6,500})`,
  // the same with escapes in it, in a text that is not wholly JSON
  `(?:${NAME})"[ \\t]{0,3}:[ \\t]{0,3}"(?<value>(?:[^"\\\\\\n]|\\\\.){6,500})"`,
  // <db:password type="text">abc</db:password>
  String.raw`<[\w.:-]{0,60}(?:${NAME})(?:\s[^<>]{0,200})?>(?<value>[^<>‹›]{6,500})</`,
  `(?:${NAME})%3D(?<value>[^\\s"'&;%]{6,})`,
  // what programs take without a name: mysql -pabc, sshpass -p abc, docker login -p abc, .netrc, net user ann abc
  String.raw`\b(?:sshpass|mysql(?:dump|admin)?|psexec(?:64)?|plink|pscp|(?:docker|podman|az|oc)\s+login)(?:\.exe)?\s[^\n|;&]{0,200}?(?<![^\s])-(?:pw?)[ \t]*["']?(?<value>(?!-)${SIGNED}{6,})`,
  String.raw`\blogin[ \t\n]+\S{1,100}[ \t\n]+password[ \t\n]+(?<value>${SIGNED}{6,})`,
  String.raw`\bnet1?(?:\.exe)?[ \t]+user[ \t]+[^\s/]{1,100}[ \t]+(?<value>(?!/)${SIGNED}{6,})`,
  String.raw`\bnet1?(?:\.exe)?[ \t]+use[ \t]+(?:\S:[ \t]+)?\\\\\S{1,200}[ \t]+(?<value>(?!/)${SIGNED}{6,})`,
  String.raw`\b(?:sqlcmd|bcp|winrs)(?:\.exe)?\s[^\n|;&]{0,200}?(?<![^\s])-p[ \t:]*["']?(?<value>(?!-)${SIGNED}{6,})`,
  String.raw`\b(?:7za?|rar)(?:\.exe)?\s[^\n|;&]{0,200}?(?<![^\s])-h?p["']?(?<value>(?!-)${SIGNED}{6,})`,
  String.raw`\b(?:redis-cli|ldap(?:search|modify|add|delete|passwd|whoami))\s[^\n|;&]{0,200}?(?<![^\s])-[aw][ \t]+["']?(?<value>(?!-)${SIGNED}{6,})`,
  String.raw`\b(?:smbclient|rpcclient|winexe|smbmap)\s[^\n|;&]{0,200}?(?<![^\s])-U[ \t]*["']?[^\s%"']{1,100}%(?<value>${SIGNED}{6,})`,
  String.raw`\bschtasks(?:\.exe)?\s[^\n|;&]{0,300}?\s/rp[ \t]+["']?(?<value>(?!/)${SIGNED}{6,})`,
  String.raw`\bcurl(?:\.exe)?\s[^\n|;&]{0,300}?(?<![^\s])-u["']?[^\s:"']{1,100}:(?<value>[^\s"']{6,500})`,
  String.raw`ConvertTo-SecureString[ \t]+(?:-String[ \t]+)?["'](?<value>[^"'\n]{6,500})`,
  // --password abc, -Password abc, /pass:abc, setx API_KEY abc1
  `(?<![^\\s"'(=])(?!--?no-)--?[a-z-]{0,30}(?:${NAME})["']?[ \\t]+["']?(?<value>(?!-|pass:|env:|file:)${SIGNED}{6,})`,
  `(?<![^\\s"'(])[-/][a-z-]{0,30}(?:${NAME}):(?<value>(?![/\\\\])${SIGNED}{6,})`,
  `\\bset(?:env|x)?[ \\t]+[\\w.-]{0,60}(?:${NAME})[ \\t]+["']?(?<value>(?=${SIGNED}{0,200}\\d)${SIGNED}{6,})`,
  String.raw`\s(?:-u|--user)[ \t=]+["']?[^\s:"']{1,100}:(?<value>[^\s"']{6,500})`,
  // Bearer abc; “Basic authentication” is prose
  String.raw`\b(?:Bearer|Basic|Negotiate|ApiKey|SSWS|Token)[ \t]+(?<value>(?=[A-Za-z._~+/-]{0,200}[0-9=])[A-Za-z0-9._~+/=-]{8,})`,
  // https://user:abc@host
  String.raw`:\/\/[^\s/:@"']{0,200}:(?<value>[^\s/@"'‹›]{6,500})(?=@)`,
  // signed addresses
  `[?&;](?:sig|signature|x-amz-signature|x-amz-security-token|x-goog-signature)=(?<value>[A-Za-z0-9%+/=_-]{20,})`,
  // an AWS secret key, forty characters of mixed kinds, behind a telling word
  String.raw`secret[^\n]{0,40}?[^A-Za-z0-9/+](?<value>(?=[A-Za-z0-9/+]{0,39}[a-z])(?=[A-Za-z0-9/+]{0,39}[A-Z])(?=[A-Za-z0-9/+]{0,39}\d)[A-Za-z0-9/+]{40})(?![A-Za-z0-9/+=])`,
].map((pattern) => new RegExp(pattern, 'gi'));

/**
 * Nearly no text holds so much as one of these. The signs are looked for first, and what is rare in front of them: a look
 * for the names alone would cost as much as all else that is done with a record.
 */
const BEFORE_A_SIGN =
  /(?:word|wd|phrase|code|ecret|oken|key|ature|entials?|ization|sig|pass|pw|cookie|auth)(?:\\{0,6}["'])?(?:[ \t]{0,3}[=:]|%3D)|:\/\/[^\s/:@]{0,200}:/i;
const BEFORE_A_SPACE =
  /(?:earer|EARER|asic|ASIC|egotiate|piKey|pikey|SSWS|oken)[ \t]|[ \t](?:--|-[upawUPh]|\/[Rr][Pp][ \t])|-[\w-]{0,40}(?:word|wd|hrase|code|oken|OKEN|[Kk]ey|KEY|[Aa]ss|PASS|pw|redential|[Aa]uthorization)["']?[ \t]|[Ss]et(?:env|Env|x|X)?[ \t]|SET[ \t]|word (?:is|was)|key (?:is|was)|[Ss]ecret|SECRET|SecureString|\bnet1?(?:\.exe)?[ \t]+use|login[ \t\n]+\S{1,100}[ \t\n]+password/;
const IN_AN_ELEMENT =
  /<[^<>]{0,60}(?:word|wd|phrase|code|ecret|oken|key|ature|entials?|ization|pass|pw)(?:\s[^<>]{0,200})?>/i;

function mayHold(text: string): boolean {
  if ((text.includes('=') || text.includes(':') || text.includes('%3D')) && BEFORE_A_SIGN.test(text))
    return true;
  if (text.includes(' ') && BEFORE_A_SPACE.test(text)) return true;
  return text.includes('</') && IN_AN_ELEMENT.test(text);
}

/** What is said of a secret, or stands for one that was taken out before. */
const HARMLESS =
  /^(?:true|false|null|none|undefined|unknown|changed|required|optional|enabled|disabled|expired|invalid|missing|default|empty|\*+|x{3,}|\[?redacted\]?|\[?masked\]?|https?:.*|\d{4}-\d\d-\d\d.*|fp:[0-9a-f]{8}|[$%{<‹].*)$/i;

const BASIC = /\bbasic[ \t]/i;
const none: readonly string[] = [];
const LONGEST_PIECE = 200_000;
/** Pieces of a longer text overlap by more than a name and its value have together. */
const OVERLAP = 2_000;

/** Every such value in the text; most texts have none. */
export function findTellingContexts(text: string): readonly string[] {
  if (!mayHold(text)) return none;
  const found = new Set<string>();
  for (let start = 0; start === 0 || start + OVERLAP < text.length; start += LONGEST_PIECE - OVERLAP) {
    const piece = text.slice(start, start + LONGEST_PIECE);
    const isLast = start + LONGEST_PIECE >= text.length;
    for (const context of CONTEXTS) addValues(piece, isLast, context, found);
  }
  return [...found].filter(({ length }) => length >= 6);
}

function addValues(piece: string, isLast: boolean, context: RegExp, found: Set<string>): void {
  for (const { 0: match, index, groups } of piece.matchAll(context)) {
    // Cut off here, and whole in the next piece.
    if (!isLast && match.length < OVERLAP && index + match.length === piece.length) continue;
    const value = groups?.quoted ?? groups?.single ?? groups?.value;
    if (value === undefined || HARMLESS.test(value)) continue;
    found.add(value.replace(/[.,:\\]+$/, ''));
    const password = BASIC.test(match) ? passwordOfBasic(value) : null;
    if (password !== null) found.add(password);
  }
}
