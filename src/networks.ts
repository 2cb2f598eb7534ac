// Sets of internet addresses as settings name them: `192.0.2.1, 10.0.0.0/8, ::1`.
import { BlockList, isIP, isIPv6 } from "node:net";

/** A test for membership. Throws an error that names the entry at fault. */
export function networks(list: readonly string[]): (address: string) => boolean {
  const known = new BlockList();
  for (const entry of list) {
    const [address = "", bits] = entry.split("/", 2);
    const family = isIP(address);
    if (family === 0)
      throw new Error(`${JSON.stringify(entry)} is not an address or a network such as 10.0.0.0/8`);
    const most = family === 6 ? 128 : 32;
    const prefix = Number(bits ?? most);
    if (!/^\d{1,3}$/.test(bits ?? "0") || prefix > most)
      throw new Error(`${JSON.stringify(entry)} has a prefix that is not 0 to ${most}`);
    known.addSubnet(address, prefix, family === 6 ? "ipv6" : "ipv4");
  }
  return (address) => isIP(address) !== 0 && known.check(address, isIPv6(address) ? "ipv6" : "ipv4");
}
