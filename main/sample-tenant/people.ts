/** The made-up company whose logs the sample tenant shows: the same people and machines at every vendor. */
export const sampleCompany = {
  name: 'Larkmoor Freight',
  domain: 'larkmoor.example',
  internalDomain: 'corp.larkmoor.example',
} as const;

export type SampleDepartment =
  | 'Engineering'
  | 'Security'
  | 'IT'
  | 'Finance'
  | 'Operations'
  | 'Sales'
  | 'People'
  | 'Legal';

export type SampleOffice = 'Oslo' | 'Lisbon' | 'Rotterdam' | 'Nairobi';

export interface SamplePerson {
  readonly name: string;
  readonly email: string;
  readonly upn: string;
  /** As a domain controller writes it. */
  readonly accountName: string;
  readonly department: SampleDepartment;
  readonly jobTitle: string;
  readonly office: SampleOffice;
  /** Comes from the company's own Active Directory by synchronisation. */
  readonly isOnPremises: boolean;
}

export interface SampleHost {
  readonly name: string;
  readonly kind: 'laptop' | 'desktop' | 'server';
  readonly os: string;
  readonly ip: string;
  /** The mail address of who uses it; null for a machine of nobody's. */
  readonly owner: string | null;
}

/** Where the offices' traffic leaves for the internet. */
export const sampleOffices = {
  Oslo: {
    ip: '198.51.100.10',
    city: 'Oslo',
    state: 'Oslo',
    country: 'NO',
    latitude: 59.91,
    longitude: 10.75,
  },
  Lisbon: {
    ip: '198.51.100.20',
    city: 'Lisbon',
    state: 'Lisboa',
    country: 'PT',
    latitude: 38.72,
    longitude: -9.14,
  },
  Rotterdam: {
    ip: '198.51.100.30',
    city: 'Rotterdam',
    state: 'Zuid-Holland',
    country: 'NL',
    latitude: 51.92,
    longitude: 4.48,
  },
  Nairobi: {
    ip: '198.51.100.40',
    city: 'Nairobi',
    state: 'Nairobi',
    country: 'KE',
    latitude: -1.29,
    longitude: 36.82,
  },
} as const satisfies Readonly<Record<SampleOffice, object>>;

type PersonRow = readonly [name: string, SampleDepartment, jobTitle: string, SampleOffice];

/** Departments whose accounts are kept in the company's own directory. */
const onPremises: readonly SampleDepartment[] = ['Finance', 'Operations', 'People', 'Legal'];

export const samplePeople: readonly [SamplePerson, ...SamplePerson[]] = [
  personOf(['Ada Lindqvist', 'Engineering', 'Staff engineer', 'Oslo']),
  ...(
    [
      ['Bruno Takahashi', 'Engineering', 'Site reliability engineer', 'Oslo'],
      ['Carmen Okafor', 'Engineering', 'Software engineer', 'Lisbon'],
      ['Dmitri Haugen', 'Engineering', 'Software engineer', 'Lisbon'],
      ['Elin Brandão', 'Engineering', 'Engineering manager', 'Lisbon'],
      ['Farid Nyberg', 'Engineering', 'Software engineer', 'Oslo'],
      ['Greta Mwangi', 'Engineering', 'Data engineer', 'Nairobi'],
      ['Hugo Sørensen', 'Engineering', 'Build engineer', 'Oslo'],
      ['Ines Kovač', 'Engineering', 'Software engineer', 'Lisbon'],
      ['Jonas Achterberg', 'Engineering', 'Software engineer', 'Rotterdam'],
      ['Keiko Lunde', 'Security', 'Security analyst', 'Oslo'],
      ['Leo Marchetti', 'Security', 'Security engineer', 'Lisbon'],
      ['Maren Osei', 'Security', 'Head of security', 'Oslo'],
      ['Nadia Falk', 'IT', 'Identity administrator', 'Oslo'],
      ['Oskar Petrov', 'IT', 'Systems administrator', 'Rotterdam'],
      ['Priya Ramstad', 'IT', 'Service desk', 'Nairobi'],
      ['Quentin Holm', 'IT', 'Service desk', 'Rotterdam'],
      ['Rosa Adeyemi', 'IT', 'Network engineer', 'Rotterdam'],
      ['Stefan Vik', 'IT', 'Workplace engineer', 'Oslo'],
      ['Tara Johansen', 'Finance', 'Chief financial officer', 'Oslo'],
      ['Umberto Dahl', 'Finance', 'Controller', 'Lisbon'],
      ['Vera Castell', 'Finance', 'Accounts payable', 'Lisbon'],
      ['Wiktor Larsen', 'Finance', 'Payroll', 'Rotterdam'],
      ['Xenia Baptiste', 'Finance', 'Accounts receivable', 'Rotterdam'],
      ['Yusuf Engen', 'Operations', 'Fleet planner', 'Rotterdam'],
      ['Zoe Hartmann', 'Operations', 'Fleet planner', 'Rotterdam'],
      ['Anders Obi', 'Operations', 'Warehouse lead', 'Nairobi'],
      ['Beatriz Ek', 'Operations', 'Warehouse lead', 'Lisbon'],
      ['Conrad Mbeki', 'Operations', 'Dispatcher', 'Nairobi'],
      ['Dora Svensson', 'Operations', 'Dispatcher', 'Oslo'],
      ['Emil Karanja', 'Operations', 'Customs clerk', 'Nairobi'],
      ['Freya Duarte', 'Sales', 'Account manager', 'Lisbon'],
      ['Gustav Otieno', 'Sales', 'Account manager', 'Nairobi'],
      ['Hanna Visser', 'Sales', 'Head of sales', 'Rotterdam'],
      ['Ivar Monteiro', 'Sales', 'Account manager', 'Lisbon'],
      ['Jana Eriksen', 'Sales', 'Sales engineer', 'Oslo'],
      ['Karim Bakke', 'People', 'Recruiter', 'Oslo'],
      ['Lotte Nilsen', 'People', 'Head of people', 'Rotterdam'],
      ['Mikkel Costa', 'Legal', 'Counsel', 'Lisbon'],
      ['Nora Wanjiru', 'Legal', 'Compliance officer', 'Nairobi'],
    ] satisfies PersonRow[]
  ).map(personOf),
];

type HostRow = readonly [name: string, SampleHost['kind'], os: string, owner: string | null];

export const sampleHosts: readonly [SampleHost, ...SampleHost[]] = [
  hostOf(['LM-MAC-001', 'laptop', 'macOS 15.1', 'Ada Lindqvist'], 0),
  ...(
    [
      ['LM-LNX-002', 'laptop', 'Ubuntu 24.04 LTS', 'Bruno Takahashi'],
      ['LM-MAC-003', 'laptop', 'macOS 15.1', 'Carmen Okafor'],
      ['LM-MAC-004', 'laptop', 'macOS 15.1', 'Dmitri Haugen'],
      ['LM-LNX-005', 'laptop', 'Ubuntu 24.04 LTS', 'Elin Brandão'],
      ['LM-MAC-006', 'laptop', 'macOS 15.1', 'Farid Nyberg'],
      ['LM-LNX-007', 'laptop', 'Ubuntu 24.04 LTS', 'Hugo Sørensen'],
      ['LM-MAC-008', 'laptop', 'macOS 15.1', 'Ines Kovač'],
      ['LM-MAC-009', 'laptop', 'macOS 15.1', 'Jonas Achterberg'],
      ['LM-WIN-010', 'laptop', 'Windows 11 Enterprise', 'Keiko Lunde'],
      ['LM-MAC-011', 'laptop', 'macOS 15.1', 'Leo Marchetti'],
      ['LM-MAC-012', 'laptop', 'macOS 15.1', 'Maren Osei'],
      ['LM-WIN-013', 'laptop', 'Windows 11 Enterprise', 'Nadia Falk'],
      ['LM-WIN-014', 'laptop', 'Windows 11 Enterprise', 'Oskar Petrov'],
      ['LM-WIN-015', 'laptop', 'Windows 11 Enterprise', 'Priya Ramstad'],
      ['LM-WIN-016', 'laptop', 'Windows 11 Enterprise', 'Stefan Vik'],
      ['LM-WIN-017', 'laptop', 'Windows 11 Enterprise', 'Tara Johansen'],
      ['LM-WIN-018', 'laptop', 'Windows 11 Enterprise', 'Umberto Dahl'],
      ['LM-WIN-019', 'laptop', 'Windows 11 Enterprise', 'Vera Castell'],
      ['LM-WIN-020', 'laptop', 'Windows 11 Enterprise', 'Wiktor Larsen'],
      ['LM-WIN-021', 'laptop', 'Windows 11 Enterprise', 'Yusuf Engen'],
      ['LM-WIN-022', 'laptop', 'Windows 11 Enterprise', 'Freya Duarte'],
      ['LM-WIN-023', 'laptop', 'Windows 11 Enterprise', 'Hanna Visser'],
      ['LM-WIN-024', 'laptop', 'Windows 11 Enterprise', 'Lotte Nilsen'],
      ['lm-dc-01', 'server', 'Windows Server 2022', null],
      ['lm-dc-02', 'server', 'Windows Server 2022', null],
      ['lm-file-01', 'server', 'Windows Server 2022', null],
      ['lm-build-01', 'server', 'Ubuntu 24.04 LTS', null],
      ['lm-build-02', 'server', 'Ubuntu 24.04 LTS', null],
      ['lm-web-01', 'server', 'Ubuntu 24.04 LTS', null],
      ['lm-db-01', 'server', 'Ubuntu 24.04 LTS', null],
      ['lm-kiosk-01', 'desktop', 'Windows 11 Enterprise', null],
    ] satisfies HostRow[]
  ).map((row, index) => hostOf(row, index + 1)),
];

function personOf([name, department, jobTitle, office]: PersonRow): SamplePerson {
  const email = mailOf(name);
  const [first = '', last = ''] = email.split('@')[0]?.split('.') ?? [];
  return {
    name,
    email,
    upn: email,
    accountName: `${first.charAt(0)}${last}`,
    department,
    jobTitle,
    office,
    isOnPremises: onPremises.includes(department),
  };
}

function hostOf([name, kind, os, owner]: HostRow, index: number): SampleHost {
  return { name, kind, os, ip: `192.0.2.${10 + index}`, owner: owner === null ? null : mailOf(owner) };
}

function mailOf(name: string): string {
  const plain = name
    .toLowerCase()
    .replaceAll('ø', 'o')
    .normalize('NFD')
    .replaceAll(/[^a-z ]/g, '');
  return `${plain.replace(' ', '.')}@${sampleCompany.domain}`;
}
