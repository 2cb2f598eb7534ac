// A socket with a reusable read buffer. Node allocates 64 KB for each chunk that arrives, which it then shrinks, wraps and
// queues: for a small answer that costs more than reading its rows.
import { Socket } from "node:net";

const size = 65_536;

/** Reads borrowed bytes, overwritten when it returns. False: push them into the stream instead, as a copy. */
export type BorrowedBytesReader = (bytes: Buffer) => boolean;

/** `reader` is called for each chunk: the reader is installed later, and may change. */
export function sharedBufferSocket(reader: () => BorrowedBytesReader | undefined): Socket {
  const memory = Buffer.allocUnsafeSlow(size);
  const socket = new Socket({
    onread: {
      buffer: memory,
      callback: (length: number) => {
        const bytes = memory.subarray(0, length);
        // push() says whether more may come now.
        return reader()?.(bytes) === true || socket.push(Buffer.from(bytes));
      },
    },
  } as ConstructorParameters<typeof Socket>[0]);
  return socket;
}
