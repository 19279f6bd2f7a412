/** Thrown where a file is not what its reader takes; the message is for a person. */
export class NotARecordFile extends Error {}

/** Thrown behind the last values of a packed file that could be unpacked; there may be none. */
export class DamagedPacking extends NotARecordFile {}
