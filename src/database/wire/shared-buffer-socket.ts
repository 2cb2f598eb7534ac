// A socket that reads everything into the same piece of memory. Node gives each arriving piece 64 KB of its own, which it
// then shrinks, wraps and queues: for a small answer that costs more than reading its rows does.
import { Socket } from "node:net";

const size = 65_536;

/** Takes bytes that are overwritten when it returns. False: it wants them the usual way, as the stream's own. */
export type Taker = (bytes: Buffer) => boolean;

/** `taker` is asked anew for each piece: who takes them may come later, and change. */
export function sharedBufferSocket(taker: () => Taker | undefined): Socket {
  const memory = Buffer.allocUnsafeSlow(size);
  const socket = new Socket({
    onread: {
      buffer: memory,
      callback: (length: number) => {
        const bytes = memory.subarray(0, length);
        // What push() says is whether more may come now.
        return taker()?.(bytes) === true || socket.push(Buffer.from(bytes));
      },
    },
  } as ConstructorParameters<typeof Socket>[0]);
  return socket;
}
