/** The only two channels between main and the window; what travels in them is `shared/ipc/ipc-contract.ts`. */
export const CALL_CHANNEL = 'keyglass:call';
export const EVENT_CHANNEL = 'keyglass:event';
