type Environment = Readonly<Record<string, string | undefined>>;

export type SocketAddress = { readonly path: string } | { readonly host: string; readonly port: number };

export function hasDisplay(
  env: Environment,
  platform: NodeJS.Platform,
  canConnect?: (address: SocketAddress) => Promise<boolean>,
): Promise<boolean>;
export function waylandSocket(env: Environment): string | null;
export function xServerAddresses(display: string | undefined): readonly SocketAddress[];
