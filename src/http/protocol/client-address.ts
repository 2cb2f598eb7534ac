// Whose request it is: the address of the connection, or what a trusted proxy says of it. Headers of anybody else prove
// nothing: who could choose an address of their own would never meet a rate limit.
import type { IncomingMessage } from "node:http";
import { isIP, isIPv6 } from "node:net";

/** The client's address: the last one in X-Forwarded-For that no trusted proxy added for another. */
export function clientAddress(req: IncomingMessage, isTrustedProxy: (address: string) => boolean): string {
  let address = plain(req.socket.remoteAddress ?? "");
  const forwarded = req.headers["x-forwarded-for"];
  const hops = (Array.isArray(forwarded) ? forwarded.join(",") : (forwarded ?? "")).split(",");
  for (let hop = hops.length - 1; hop >= 0 && isTrustedProxy(address); hop--) {
    const next = plain((hops[hop] ?? "").trim());
    if (isIP(next) === 0) break;
    address = next;
  }
  return address;
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
