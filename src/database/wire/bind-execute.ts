// Encodes Bind, Execute and Sync as one message. pg writes three, each with an object and a socket write of its own: more
// than the rest of sending costs.

const bindCode = 0x42;
// Execute of the unnamed portal, all its rows; then Sync.
const executeAndSync = Buffer.from([0x45, 0, 0, 0, 9, 0, 0, 0, 0, 0, 0x53, 0, 0, 0, 4]);

/** `statement`: the name it was prepared under, "" for the unnamed one. Buffers go out as binary, the rest as text. */
export function bindExecuteMessage(statement: string, values: readonly (string | Buffer | null)[]): Buffer {
  const nameLength = Buffer.byteLength(statement);
  // Code, length, the portal's name, the statement's, three counts and one result format.
  let bindLength = 1 + 4 + 1 + nameLength + 1 + 2 + 2 + 4;
  for (const value of values)
    bindLength += 2 + 4 + (typeof value === "string" ? Buffer.byteLength(value) : (value?.length ?? 0));
  const message = Buffer.allocUnsafe(bindLength + executeAndSync.length);
  message[0] = bindCode;
  let offset = message.writeInt32BE(bindLength - 1, 1);
  message[offset++] = 0;
  offset += message.write(statement, offset);
  message[offset++] = 0;
  offset = message.writeUInt16BE(values.length, offset);
  for (const value of values) offset = message.writeUInt16BE(isBinary(value) ? 1 : 0, offset);
  offset = message.writeUInt16BE(values.length, offset);
  for (const value of values) offset = writeValue(message, offset, value);
  // One format for all columns of the result: text.
  offset = message.writeUInt32BE(0x00010000, offset);
  message.set(executeAndSync, offset);
  return message;
}

function writeValue(message: Buffer, offset: number, value: string | Buffer | null): number {
  if (value === null) return message.writeInt32BE(-1, offset);
  const from = offset + 4;
  const length = typeof value === "string" ? message.write(value, from) : value.copy(message, from);
  message.writeInt32BE(length, offset);
  return from + length;
}

function isBinary(value: string | Buffer | null): boolean {
  return typeof value === "object" && value !== null;
}
