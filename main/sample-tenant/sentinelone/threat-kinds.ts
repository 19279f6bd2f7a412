/** What turns up on the made-up company's endpoints. All names, files and hashes are made up. */
export interface ThreatKind {
  readonly weight: number;
  readonly os: 'windows' | 'linux' | 'macos';
  readonly name: string;
  readonly classification: string;
  readonly confidence: 'malicious' | 'suspicious';
  readonly detectionType: 'static' | 'dynamic';
  readonly engine: { readonly key: string; readonly title: string };
  readonly folder: string;
  readonly extension: string;
  readonly originator: string;
  readonly techniques: readonly (readonly [tactic: string, technique: string])[];
}

const staticAi = { key: 'pre_execution', title: 'On-Write Static AI' };
const behavioural = { key: 'executables', title: 'Behavioral AI' };
const documents = { key: 'data_files', title: 'Documents, Scripts' };

export const threatKinds: readonly [ThreatKind, ...ThreatKind[]] = [
  {
    weight: 5,
    os: 'windows',
    name: 'invoice_viewer.exe',
    classification: 'Trojan',
    confidence: 'malicious',
    detectionType: 'static',
    engine: staticAi,
    folder: '\\Device\\HarddiskVolume3\\Users\\{user}\\Downloads\\',
    extension: 'EXE',
    originator: 'msedge.exe',
    techniques: [],
  },
  {
    weight: 4,
    os: 'windows',
    name: 'waybill_4471.docm',
    classification: 'Exploit',
    confidence: 'suspicious',
    detectionType: 'dynamic',
    engine: documents,
    folder: '\\Device\\HarddiskVolume3\\Users\\{user}\\Documents\\',
    extension: 'DOCM',
    originator: 'WINWORD.EXE',
    techniques: [
      ['Initial Access', 'T1566'],
      ['Execution', 'T1204'],
    ],
  },
  {
    weight: 2,
    os: 'windows',
    name: 'freightlock.exe',
    classification: 'Ransomware',
    confidence: 'malicious',
    detectionType: 'dynamic',
    engine: behavioural,
    folder: '\\Device\\HarddiskVolume3\\Users\\{user}\\AppData\\Local\\Temp\\',
    extension: 'EXE',
    originator: 'powershell.exe',
    techniques: [
      ['Impact', 'T1486'],
      ['Impact', 'T1490'],
      ['Defense Evasion', 'T1112'],
    ],
  },
  {
    weight: 4,
    os: 'windows',
    name: 'coupon_bar_setup.exe',
    classification: 'PUA',
    confidence: 'suspicious',
    detectionType: 'static',
    engine: staticAi,
    folder: '\\Device\\HarddiskVolume3\\Users\\{user}\\Downloads\\',
    extension: 'EXE',
    originator: 'chrome.exe',
    techniques: [],
  },
  {
    weight: 3,
    os: 'linux',
    name: 'kworkerds',
    classification: 'Cryptominer',
    confidence: 'malicious',
    detectionType: 'dynamic',
    engine: behavioural,
    folder: '/var/tmp/.cache/',
    extension: '',
    originator: 'bash',
    techniques: [
      ['Persistence', 'T1053'],
      ['Impact', 'T1496'],
    ],
  },
  {
    weight: 2,
    os: 'macos',
    name: 'PlayerUpdate.pkg',
    classification: 'Downloader',
    confidence: 'malicious',
    detectionType: 'static',
    engine: staticAi,
    folder: '/Users/{user}/Downloads/',
    extension: 'PKG',
    originator: 'Safari',
    techniques: [],
  },
];
