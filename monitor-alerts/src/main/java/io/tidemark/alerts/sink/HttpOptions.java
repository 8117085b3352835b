package io.tidemark.alerts.sink;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import javax.net.ssl.SSLContext;

/**
 * How an HTTP sender works.
 *
 * @param guard resolves the target's host
 * @param epochSeconds the clock, for signatures
 * @param timeouts how long it waits
 * @param tls whom it trusts, empty for the system's list
 * @param protocol what a receiver wants beside the body
 */
public record HttpOptions(
        AddressGuard guard, LongSupplier epochSeconds, Timeouts timeouts, Optional<SSLContext> tls, Protocol protocol) {
    /**
     * How long an attempt may take.
     *
     * @param step for connecting, and between two pieces of an answer
     * @param whole for the whole attempt, whatever arrives in between
     */
    public record Timeouts(Duration step, Duration whole) {
        /** Five seconds a step, a quarter of a minute in all. */
        public static final Timeouts DEFAULT = new Timeouts(Duration.ofSeconds(5), Duration.ofSeconds(15));
    }

    /**
     * What a receiver wants beside the body.
     *
     * @param signer makes headers by which it knows the sender
     * @param answers reads what it says of a body that it took
     * @param secrets what must not stand in a log, beside the target's own
     * @param present answers beside 2xx that say that the body is there already, from an attempt whose answer was lost
     */
    public record Protocol(RequestSigner signer, AnswerCheck answers, List<String> secrets, Set<Integer> present) {
        /** Plain HTTP. */
        public static final Protocol PLAIN = new Protocol(RequestSigner.NONE, AnswerCheck.NONE, List.of());

        public Protocol {
            secrets = List.copyOf(secrets);
            present = Set.copyOf(present);
        }

        /** A protocol in which 2xx alone is an arrival. */
        public Protocol(RequestSigner signer, AnswerCheck answers, List<String> secrets) {
            this(signer, answers, secrets, Set.of());
        }

        /** Plain HTTP to a receiver that answers this to what it has already. */
        public static Protocol withPresent(int status) {
            return new Protocol(RequestSigner.NONE, AnswerCheck.NONE, List.of(), Set.of(status));
        }

        /** Returns this with other secrets. */
        public Protocol withSecrets(List<String> other) {
            return new Protocol(signer, answers, other, present);
        }

        @Override
        public String toString() {
            return "Protocol";
        }
    }

    /** The defaults. */
    public static HttpOptions of(AddressGuard guard, LongSupplier epochSeconds) {
        return new HttpOptions(guard, epochSeconds, Timeouts.DEFAULT, Optional.empty(), Protocol.PLAIN);
    }

    /** Returns these with other time-outs. */
    public HttpOptions with(Timeouts other) {
        return new HttpOptions(guard, epochSeconds, other, tls, protocol);
    }

    /** Returns these with other trust. */
    public HttpOptions with(SSLContext other) {
        return new HttpOptions(guard, epochSeconds, timeouts, Optional.of(other), protocol);
    }

    /** Returns these with another protocol. */
    public HttpOptions with(Protocol other) {
        return new HttpOptions(guard, epochSeconds, timeouts, tls, other);
    }
}
