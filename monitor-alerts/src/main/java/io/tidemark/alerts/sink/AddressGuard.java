package io.tidemark.alerts.sink;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.apache.hc.client5.http.DnsResolver;

/**
 * Resolves names for the senders and refuses addresses inside: private, loopback, link-local, shared (CGNAT), multicast,
 * and whatever IPv6 form (mapped, compatible, NAT64, 6to4) holds one of them. The address that was checked is the one
 * that is connected to, so a name that changes between look-up and connection gains nothing. A host that is allowed by
 * name may be anywhere.
 */
public final class AddressGuard implements DnsResolver {
    /** Looks a name up. */
    @FunctionalInterface
    public interface Lookup {
        /** Returns all addresses of a name. */
        InetAddress[] byName(String host) throws UnknownHostException;
    }

    private final Set<String> allowedInside;
    private final Lookup lookup;

    /**
     * A guard.
     *
     * @param allowedInside hosts that may have an address inside, as they stand in the URL; any case
     * @param lookup looks names up
     */
    public AddressGuard(Set<String> allowedInside, Lookup lookup) {
        this.allowedInside = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        this.allowedInside.addAll(allowedInside);
        this.lookup = lookup;
    }

    /** A guard that asks the system. */
    public static AddressGuard ofSystem(Set<String> allowedInside) {
        return new AddressGuard(allowedInside, InetAddress::getAllByName);
    }

    /**
     * Returns the addresses of a host.
     *
     * @throws RefusedAddressException if one of them is inside and the host is not allowed to be
     */
    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
        InetAddress[] addresses = lookup.byName(host);
        if (!allowedInside.contains(host)) {
            for (InetAddress address : addresses) {
                if (isInside(address)) {
                    throw new RefusedAddressException("host '" + host + "' has the address "
                            + address.getHostAddress() + ", which is not public: name the host under allowInside if it"
                            + " is meant");
                }
            }
        }
        return addresses;
    }

    @Override
    public String resolveCanonicalHostname(String host) {
        return host.toLowerCase(Locale.ROOT);
    }

    /** The address is one that a sender must not reach. */
    public static final class RefusedAddressException extends UnknownHostException {
        private static final long serialVersionUID = 1L;

        RefusedAddressException(String message) {
            super(message);
        }
    }

    static boolean isInside(InetAddress address) {
        if (address.isAnyLocalAddress()
                || address.isLoopbackAddress()
                || address.isLinkLocalAddress()
                || address.isSiteLocalAddress()
                || address.isMulticastAddress()) {
            return true;
        }
        byte[] bytes = address.getAddress();
        return address instanceof Inet4Address ? isInside4(bytes) : isInside6((Inet6Address) address, bytes);
    }

    /** 0/8, 100.64/10, 192.0.0/24, 198.18/15 and 240/4 beside what the JDK knows. */
    private static boolean isInside4(byte[] b) {
        int first = b[0] & 0xFF;
        int second = b[1] & 0xFF;
        return first == 0
                || (first == 100 && (second & 0xC0) == 64)
                || (first == 192 && second == 0 && b[2] == 0)
                || (first == 198 && (second & 0xFE) == 18)
                || first >= 240;
    }

    /** fc00::/7, the documentation prefix, and the forms that carry an IPv4 address. */
    private static boolean isInside6(Inet6Address address, byte[] b) {
        boolean isUnique = (b[0] & 0xFE) == 0xFC;
        boolean isNat64 = b[0] == 0 && b[1] == 0x64 && (b[2] & 0xFF) == 0xFF && (b[3] & 0xFF) == 0x9B;
        boolean is6to4 = b[0] == 0x20 && b[1] == 0x02;
        boolean isMapped = isZero(b, 0, 10) && ((b[10] & 0xFF) == 0xFF && (b[11] & 0xFF) == 0xFF);
        if (isUnique) {
            return true;
        }
        if (isNat64 || isMapped || address.isIPv4CompatibleAddress()) {
            return isInsideIpv4(Arrays.copyOfRange(b, 12, 16));
        }
        return is6to4 && isInsideIpv4(Arrays.copyOfRange(b, 2, 6));
    }

    private static boolean isInsideIpv4(byte[] ipv4) {
        try {
            return isInside(InetAddress.getByAddress(ipv4));
        } catch (UnknownHostException e) {
            throw new AssertionError("four bytes are an address", e);
        }
    }

    private static boolean isZero(byte[] b, int from, int to) {
        for (int i = from; i < to; i++) {
            if (b[i] != 0) {
                return false;
            }
        }
        return true;
    }
}
