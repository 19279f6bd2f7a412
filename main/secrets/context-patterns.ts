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

/** Each with what a text must hold one of, in lower case, for it to be tried at all. */
const PATTERNS: readonly (readonly [hints: readonly string[], pattern: string])[] = [
  // password=abc, AccountKey=abc==; in quotes the value may hold spaces
  [
    ['='],
    `(?:${NAME})${QUOTE}?[ \\t]{0,3}:?=>?[ \\t]{0,3}(?:"(?<quoted>[^"\\n]{6,500})"|'(?<single>[^'\\n]{6,500})'|(?<value>${SIGNED}{6,}))`,
  ],
  // password: abc1, only where it has a digit; --password abc
  [
    [':'],
    `(?:${NAME})${QUOTE}?[ \\t]{0,3}:[ \\t]{0,3}${QUOTE}?(?<value>(?=${SIGNED}{0,200}\\d)${SIGNED}{6,})`,
  ],
  // X-Api-Key: abc and Authorization: Bearer abc, whatever they look like
  [
    ['x-'],
    `(?<![\\w-])x-[a-z-]{0,40}(?:key|token|secret|password|auth)${QUOTE}?[ \\t]{0,3}:[ \\t]{0,3}${QUOTE}?(?<value>${SIGNED}{6,})`,
  ],
  [
    ['authorization'],
    `authorization${QUOTE}?[ \\t]{0,3}:[ \\t]{0,3}${QUOTE}?(?:Bearer|Basic|Digest|Negotiate|Token|ApiKey|SSWS|Bot)[ \\t]+(?<value>(?!auth|token)${SIGNED}{6,})`,
  ],
  // Cookie: a=b; c=d
  [
    ['cookie'],
    String.raw`cookie${QUOTE}?[ \t]{0,3}:[ \t]{0,3}${QUOTE}?(?<value>[\w.-]{1,60}=[^\s"';]{3,}(?:;[ \t]*[\w.-]{1,60}(?:=[^\s"';]*)?){0,40})`,
  ],
  // the password is abc1
  [
    ['is', 'was'],
    `(?:password|passphrase|passcode|api[ -]key)[ \\t]+(?:is|was)[ \\t:]+["'“]?(?<value>(?=${SIGNED}{0,200}\\d)${SIGNED}{6,})`,
  ],
  // "password": "abc"
  [['"', "'"], `(?:${NAME})${QUOTE}[ \\t]{0,3}:[ \\t]{0,3}${QUOTE}(?<value>[^"'\\\\\\n]{6,500})`],
  // the same with escapes in it, in a text that is not wholly JSON
  [['"'], `(?:${NAME})"[ \\t]{0,3}:[ \\t]{0,3}"(?<value>(?:[^"\\\\\\n]|\\\\.){6,500})"`],
  // <db:password type="text">abc</db:password>
  [['</'], String.raw`<[\w.:-]{0,60}(?:${NAME})(?:\s[^<>]{0,200})?>(?<value>[^<>‹›]{6,500})</`],
  [['%3d'], `(?:${NAME})%3D(?<value>[^\\s"'&;%]{6,})`],
  // what programs take without a name: mysql -pabc, sshpass -p abc, docker login -p abc, .netrc, net user ann abc
  [
    ['sshpass', 'mysql', 'psexec', 'plink', 'pscp', 'login'],
    String.raw`\b(?:sshpass|mysql(?:dump|admin)?|psexec(?:64)?|plink|pscp|(?:docker|podman|az|oc)\s+login)(?:\.exe)?\s[^\n|;&]{0,200}?(?<![^\s])-(?:pw?)[ \t]*["']?(?<value>(?!-)${SIGNED}{6,})`,
  ],
  [['login'], String.raw`\blogin[ \t\n]+\S{1,100}[ \t\n]+password[ \t\n]+(?<value>${SIGNED}{6,})`],
  [['net'], String.raw`\bnet1?(?:\.exe)?[ \t]+user[ \t]+[^\s/]{1,100}[ \t]+(?<value>(?!/)${SIGNED}{6,})`],
  [
    ['net'],
    String.raw`\bnet1?(?:\.exe)?[ \t]+use[ \t]+(?:\S:[ \t]+)?\\\\\S{1,200}[ \t]+(?<value>(?!/)${SIGNED}{6,})`,
  ],
  [
    ['sqlcmd', 'bcp', 'winrs'],
    String.raw`\b(?:sqlcmd|bcp|winrs)(?:\.exe)?\s[^\n|;&]{0,200}?(?<![^\s])-p[ \t:]*["']?(?<value>(?!-)${SIGNED}{6,})`,
  ],
  [
    ['7z', 'rar'],
    String.raw`\b(?:7za?|rar)(?:\.exe)?\s[^\n|;&]{0,200}?(?<![^\s])-h?p["']?(?<value>(?!-)${SIGNED}{6,})`,
  ],
  [
    ['redis-cli', 'ldap'],
    String.raw`\b(?:redis-cli|ldap(?:search|modify|add|delete|passwd|whoami))\s[^\n|;&]{0,200}?(?<![^\s])-[aw][ \t]+["']?(?<value>(?!-)${SIGNED}{6,})`,
  ],
  [
    ['smbclient', 'rpcclient', 'winexe', 'smbmap'],
    String.raw`\b(?:smbclient|rpcclient|winexe|smbmap)\s[^\n|;&]{0,200}?(?<![^\s])-U[ \t]*["']?[^\s%"']{1,100}%(?<value>${SIGNED}{6,})`,
  ],
  [
    ['schtasks'],
    String.raw`\bschtasks(?:\.exe)?\s[^\n|;&]{0,300}?\s/rp[ \t]+["']?(?<value>(?!/)${SIGNED}{6,})`,
  ],
  [
    ['curl'],
    String.raw`\bcurl(?:\.exe)?\s[^\n|;&]{0,300}?(?<![^\s])-u["']?[^\s:"']{1,100}:(?<value>[^\s"']{6,500})`,
  ],
  [['securestring'], String.raw`ConvertTo-SecureString[ \t]+(?:-String[ \t]+)?["'](?<value>[^"'\n]{6,500})`],
  // --password abc, -Password abc, /pass:abc, setx API_KEY abc1
  [
    ['-'],
    `(?<![^\\s"'(=])(?!--?no-)--?[a-z-]{0,30}(?:${NAME})["']?[ \\t]+["']?(?<value>(?!-|pass:|env:|file:)${SIGNED}{6,})`,
  ],
  [[':'], `(?<![^\\s"'(])[-/][a-z-]{0,30}(?:${NAME}):(?<value>(?![/\\\\])${SIGNED}{6,})`],
  [
    ['set'],
    `\\bset(?:env|x)?[ \\t]+[\\w.-]{0,60}(?:${NAME})[ \\t]+["']?(?<value>(?=${SIGNED}{0,200}\\d)${SIGNED}{6,})`,
  ],
  [['-u', '--user'], String.raw`\s(?:-u|--user)[ \t=]+["']?[^\s:"']{1,100}:(?<value>[^\s"']{6,500})`],
  // Bearer abc; “Basic authentication” is prose
  [
    ['bearer', 'basic', 'negotiate', 'apikey', 'ssws', 'token'],
    String.raw`\b(?:Bearer|Basic|Negotiate|ApiKey|SSWS|Token)[ \t]+(?<value>(?=[A-Za-z._~+/-]{0,200}[0-9=])[A-Za-z0-9._~+/=-]{8,})`,
  ],
  // https://user:abc@host
  [['://'], String.raw`:\/\/[^\s/:@"']{0,200}:(?<value>[^\s/@"'‹›]{6,500})(?=@)`],
  // signed addresses
  [
    ['sig', 'x-amz', 'x-goog'],
    `[?&;](?:sig|signature|x-amz-signature|x-amz-security-token|x-goog-signature)=(?<value>[A-Za-z0-9%+/=_-]{20,})`,
  ],
  // an AWS secret key, forty characters of mixed kinds, behind a telling word
  [
    ['secret'],
    String.raw`secret[^\n]{0,40}?[^A-Za-z0-9/+](?<value>(?=[A-Za-z0-9/+]{0,39}[a-z])(?=[A-Za-z0-9/+]{0,39}[A-Z])(?=[A-Za-z0-9/+]{0,39}\d)[A-Za-z0-9/+]{40})(?![A-Za-z0-9/+=])`,
  ],
];

export interface Context {
  readonly hints: readonly string[];
  /** Finds all, whatever their case. The group `quoted`, `single` or `value` is the secret. */
  readonly pattern: RegExp;
}

export const CONTEXTS: readonly Context[] = PATTERNS.map(([hints, pattern]) => ({
  hints,
  pattern: new RegExp(pattern, 'gi'),
}));
