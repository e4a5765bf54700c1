package ua.holos.channel.support;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;

/// The addresses of the public internet. What somebody else names is fetched from there only, so
/// that nobody can make us call the city's own network for them (SSRF).
///
/// The rules are IANA's special-purpose registries for IPv4 and IPv6. An IPv6 address that wraps an
/// IPv4 one (mapped, NAT64, 6to4) is as public as what it wraps.
public final class PublicAddresses {
  private static final List<Block> NOT_PUBLIC_4 =
      List.of(
          Block.v4(0, 0, 0, 0, 8),
          Block.v4(10, 0, 0, 0, 8),
          Block.v4(100, 64, 0, 0, 10),
          Block.v4(127, 0, 0, 0, 8),
          Block.v4(169, 254, 0, 0, 16),
          Block.v4(172, 16, 0, 0, 12),
          Block.v4(192, 0, 0, 0, 24),
          Block.v4(192, 0, 2, 0, 24),
          Block.v4(192, 88, 99, 0, 24),
          Block.v4(192, 168, 0, 0, 16),
          Block.v4(198, 18, 0, 0, 15),
          Block.v4(198, 51, 100, 0, 24),
          Block.v4(203, 0, 113, 0, 24),
          Block.v4(224, 0, 0, 0, 3));

  /// All that is in use of IPv6; loopback, unique local, link-local and multicast lie outside.
  private static final Block GLOBAL_6 = Block.v6(0x2000, 0, 0, 3);

  private static final List<Block> NOT_PUBLIC_6 =
      List.of(
          // Teredo, ORCHID, benchmarking and more.
          Block.v6(0x2001, 0, 0, 23), Block.v6(0x2001, 0x0db8, 0, 32), Block.v6(0x3fff, 0, 0, 20));

  private static final Block NAT64 = Block.v6(0x0064, 0xff9b, 0, 96);
  private static final Block SIX_TO_FOUR = Block.v6(0x2002, 0, 0, 16);
  private static final Block MAPPED =
      new Block(new byte[] {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, -1, -1, 0, 0, 0, 0}, 96);

  private final Resolver resolver;

  /// Looks up names.
  @FunctionalInterface
  public interface Resolver {
    InetAddress[] resolve(String host) throws UnknownHostException;
  }

  /// By the machine's own look-up of names.
  public PublicAddresses() {
    this(InetAddress::getAllByName);
  }

  public PublicAddresses(Resolver resolver) {
    this.resolver = resolver;
  }

  /// The public addresses of a host; connect to these and to no later answer for the same name,
  /// which may be another one.
  ///
  /// @param host a name, or an address in any of its forms
  /// @throws NotPublicException when it has private addresses only
  /// @throws UnknownHostException when it has none at all
  public List<InetAddress> of(String host) throws UnknownHostException {
    List<InetAddress> found =
        Arrays.stream(resolver.resolve(host)).filter(PublicAddresses::isPublic).toList();
    if (found.isEmpty()) {
      throw new NotPublicException();
    }
    return found;
  }

  /// Whether an address belongs to the public internet.
  public static boolean isPublic(InetAddress address) {
    byte[] bytes = address.getAddress();
    if (address instanceof Inet4Address) {
      return NOT_PUBLIC_4.stream().noneMatch(block -> block.has(bytes));
    }
    if (MAPPED.has(bytes) || NAT64.has(bytes)) {
      return isPublic4(Arrays.copyOfRange(bytes, 12, 16));
    }
    if (SIX_TO_FOUR.has(bytes)) {
      return isPublic4(Arrays.copyOfRange(bytes, 2, 6));
    }
    return GLOBAL_6.has(bytes) && NOT_PUBLIC_6.stream().noneMatch(block -> block.has(bytes));
  }

  private static boolean isPublic4(byte[] bytes) {
    return NOT_PUBLIC_4.stream().noneMatch(block -> block.has(bytes));
  }

  /// A host that has private addresses only. Its message names no host.
  public static final class NotPublicException extends UnknownHostException {
    private static final long serialVersionUID = 1L;

    NotPublicException() {
      super("Not an address of the public internet");
    }
  }

  /// Addresses that begin with the same bits.
  private record Block(byte[] start, int bits) {

    static Block v4(int a, int b, int c, int d, int bits) {
      return new Block(new byte[] {(byte) a, (byte) b, (byte) c, (byte) d}, bits);
    }

    /// @param a the first, `b` the second, `c` the third group of the address; the rest is zero
    static Block v6(int a, int b, int c, int bits) {
      byte[] start = new byte[16];
      int[] groups = {a, b, c};
      for (int i = 0; i < groups.length; i++) {
        start[2 * i] = (byte) (groups[i] >> 8);
        start[2 * i + 1] = (byte) groups[i];
      }
      return new Block(start, bits);
    }

    boolean has(byte[] address) {
      if (address.length != start.length) {
        return false;
      }
      for (int bit = 0; bit < bits; bit += 8) {
        int mask = bits - bit >= 8 ? 0xff : 0xff << (8 - (bits - bit));
        if (((address[bit / 8] ^ start[bit / 8]) & mask & 0xff) != 0) {
          return false;
        }
      }
      return true;
    }
  }
}
