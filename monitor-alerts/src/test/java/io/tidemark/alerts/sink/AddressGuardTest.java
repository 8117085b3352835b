package io.tidemark.alerts.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressGuardTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "127.1.2.3",
                "10.0.0.1",
                "172.16.0.1",
                "172.31.255.255",
                "192.168.1.1",
                "169.254.169.254",
                "100.64.0.1",
                "100.127.255.255",
                "0.0.0.0",
                "0.1.2.3",
                "192.0.0.8",
                "198.18.0.1",
                "198.19.255.255",
                "224.0.0.1",
                "240.0.0.1",
                "255.255.255.255",
                "::1",
                "::",
                "fe80::1",
                "fc00::1",
                "fd12:3456::1",
                "ff02::1",
                "64:ff9b::7f00:1",
                "64:ff9b::a9fe:a9fe",
                "2002:7f00:1::1",
                "2002:c0a8:101::1",
                "::127.0.0.1",
                "fec0::1"
            })
    void addressesInsideAreRefused(String address) throws Exception {
        assertThat(AddressGuard.isInside(InetAddress.getByName(address)))
                .as(address)
                .isTrue();
        AddressGuard guard = new AddressGuard(Set.of(), host -> new InetAddress[] {InetAddress.getByName(address)});
        assertThatThrownBy(() -> guard.resolve("hooks.example"))
                .isInstanceOf(AddressGuard.RefusedAddressException.class)
                .hasMessageContaining("hooks.example")
                .hasMessageContaining("allowInside");
    }

    @Test
    void mappedAddressIsSeenThrough() throws Exception {
        byte[] mapped = new byte[16];
        mapped[10] = (byte) 0xFF;
        mapped[11] = (byte) 0xFF;
        mapped[12] = 127;
        mapped[15] = 1;
        assertThat(AddressGuard.isInside(InetAddress.getByAddress(mapped))).isTrue();
        assertThat(AddressGuard.isInside(java.net.Inet6Address.getByAddress("x", mapped, -1)))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "8.8.8.8",
                "93.184.216.34",
                "172.15.0.1",
                "172.32.0.1",
                "100.63.0.1",
                "100.128.0.1",
                "198.20.0.1",
                "2606:4700::1111",
                "64:ff9b::808:808",
                "2002:808:808::1"
            })
    void publicAddressesPass(String address) throws Exception {
        AddressGuard guard = new AddressGuard(Set.of(), host -> new InetAddress[] {InetAddress.getByName(address)});
        assertThat(guard.resolve("hooks.example")).containsExactly(InetAddress.getByName(address));
    }

    @Test
    void oneAddressInsideAmongPublicOnesIsEnoughToRefuse() throws Exception {
        InetAddress[] both = {InetAddress.getByName("8.8.8.8"), InetAddress.getByName("10.0.0.1")};
        assertThatThrownBy(() -> new AddressGuard(Set.of(), host -> both).resolve("hooks.example"))
                .hasMessageContaining("10.0.0.1");
    }

    @Test
    void hostThatIsAllowedByNameMayBeAnywhere() throws Exception {
        AddressGuard guard = AddressGuard.ofSystem(Set.of("LocalHost"));
        assertThat(guard.resolve("localhost")).isNotEmpty();
        assertThat(guard.resolveCanonicalHostname("LocalHost")).isEqualTo("localhost");
    }

    @Test
    void nameThatChangesIsCheckedAtEachLookUp() throws Exception {
        AtomicInteger asked = new AtomicInteger();
        AddressGuard guard = new AddressGuard(Set.of(), host ->
                new InetAddress[] {InetAddress.getByName(asked.getAndIncrement() == 0 ? "8.8.8.8" : "127.0.0.1")});
        guard.resolve("rebind.example");
        assertThatThrownBy(() -> guard.resolve("rebind.example")).hasMessageContaining("127.0.0.1");
    }
}
