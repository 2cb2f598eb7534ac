// Whose request it is: the address of the connection, or what a trusted proxy says of it. Headers of anybody else prove
// nothing: a client that could choose its own address would never meet a rate limit.
import type { IncomingMessage } from "node:http";
import { isIP, isIPv6 } from "node:net";
import proxyAddr from "proxy-addr";

/** The client's address: the last one in X-Forwarded-For that no trusted proxy added for another. */
export function clientAddress(req: IncomingMessage, isTrustedProxy: (address: string) => boolean): string {
  const direct = req.socket.remoteAddress ?? "";
  if (req.headers["x-forwarded-for"] === undefined) return plain(direct);
  const hops = proxyAddr.all(req, (address) => isTrustedProxy(plain(address))).map(plain);
  // A proxy that forwards what is no address has not said who its client is.
  const wrong = hops.findIndex((hop, index) => index > 0 && isIP(hop) === 0);
  return (wrong < 0 ? hops.at(-1) : hops[wrong - 1]) ?? plain(direct);
}

/** What a limit counts as one client: an IPv6 host owns a whole /64. */
export function clientKey(address: string): string {
  if (!isIPv6(address)) return address;
  const [head = "", tail = ""] = address.split("::", 2);
  const left = head.split(":").filter(Boolean);
  const right = tail.split(":").filter(Boolean);
  const missing = address.includes("::") ? Math.max(0, 8 - left.length - right.length) : 0;
  return [...left, ...Array<string>(missing).fill("0"), ...right].slice(0, 4).join(":");
}

// An IPv4 client of a socket that listens on both looks like ::ffff:192.0.2.1.
function plain(address: string): string {
  return address.startsWith("::ffff:") && address.includes(".") ? address.slice(7) : address;
}
