package laroue.api.security;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.HexFormat;

/** The addresses that requests come from. */
final class Addresses {

    private static final int NETWORK_BYTES = 8;

    private Addresses() {}

    /**
     * What counts as one address: an address of IPv4, or the network of 64 bits that a household or a shop is given in IPv6.
     * What is no address stays as it is.
     */
    static String network(String address) {
        if (address.indexOf(':') < 0) {
            return address;
        }
        try {
            return InetAddress.ofLiteral(address) instanceof Inet6Address it
                    ? HexFormat.of().formatHex(Arrays.copyOf(it.getAddress(), NETWORK_BYTES)) + "::/64"
                    : InetAddress.ofLiteral(address).getHostAddress();
        } catch (IllegalArgumentException _) {
            return address;
        }
    }
}
