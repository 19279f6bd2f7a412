interface LockedPackage {
  readonly version?: string;
  readonly integrity?: string;
  readonly optional?: boolean;
  readonly devOptional?: boolean;
  readonly peer?: boolean;
}

export type LockedPackages = Readonly<Record<string, LockedPackage>>;

export function ensureInstalled(): Promise<void>;
export function linkRuntime(folder: string): void;
export function isInstalled(folder: string): boolean;
export function holdsWhatIsWanted(wanted: LockedPackages, present: LockedPackages): boolean;
