package io.tidemark.app.baseline;

import io.tidemark.app.console.Problem;
import io.tidemark.app.console.UserError;
import io.tidemark.baseline.BaselineHistory;
import io.tidemark.core.canonical.ContentHash;
import io.tidemark.core.window.WindowSpec;
import io.tidemark.wire.RecordKeys;
import io.tidemark.wire.Topic;
import io.tidemark.wire.Topics;
import io.tidemark.wire.avro.Activation;
import io.tidemark.wire.avro.BaselineProposal;
import io.tidemark.wire.avro.ProposalState;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Decides on proposals. One desk is open under a topic prefix at a time: a later one ends what an earlier one has not
 * committed. Activation and decision are one transaction, so that neither is there without the other.
 */
final class ProposalDesk implements AutoCloseable {
    private static final int TRANSACTION_MS = 20_000;
    private static final int PATIENCE_MS = 15_000;

    private final Properties client;
    private final Topics topics;
    private final Clock clock;
    private final Producer<byte[], byte[]> producer;

    ProposalDesk(Properties client, Topics topics, Clock clock) {
        this.client = client;
        this.topics = topics;
        this.clock = clock;
        Map<String, Object> settings = new HashMap<>();
        client.stringPropertyNames().forEach(name -> settings.put(name, client.getProperty(name)));
        settings.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, topics.prefix() + "baseline-decisions");
        settings.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, TRANSACTION_MS);
        settings.putIfAbsent(ProducerConfig.MAX_BLOCK_MS_CONFIG, PATIENCE_MS);
        this.producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
        producer.initTransactions();
    }

    /**
     * Makes a proposed baseline the endpoint's last one. Approving again changes nothing.
     *
     * @return the proposal as it stands now
     */
    BaselineProposal approve(String endpoint, String hash, BaselineHistory.Reason reason) {
        BaselineProposal proposal = Proposals.read(client, topics).meant(endpoint, hash);
        if (proposal.getState() == ProposalState.APPROVED) {
            return proposal;
        }
        requireOpen(proposal, "approve");
        BaselineHistory history = BaselineHistory.read(client, topics);
        ContentHash content = new ContentHash(proposal.getHash());
        // Fails here, and not in the live applications, if the content is gone.
        ContentHash whole = history.byHash(content).hash();
        WindowSpec windows = new WindowSpec(proposal.getWindowMs(), proposal.getWindowOffsetMs());
        BaselineHistory.Reason kept = new BaselineHistory.Reason(reason.who(), why(proposal, reason.why()));
        Optional<Activation> activation = history.next(endpoint, whole, windows, clock.millis(), kept);
        BaselineProposal approved =
                decided(proposal, ProposalState.APPROVED, reason, activation.map(Activation::getEffectiveFrom));
        List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
        activation.ifPresent(each -> records.add(record(topics.activations(), RecordKeys.of(each), each)));
        records.add(record(topics.proposals(), RecordKeys.of(approved), approved));
        commit(records);
        return approved;
    }

    /**
     * Decides that a proposed baseline is not to be used. Rejecting again changes nothing.
     *
     * @return the proposal as it stands now
     */
    BaselineProposal reject(String endpoint, String hash, BaselineHistory.Reason reason) {
        BaselineProposal proposal = Proposals.read(client, topics).meant(endpoint, hash);
        if (proposal.getState() == ProposalState.REJECTED) {
            return proposal;
        }
        requireOpen(proposal, "reject");
        BaselineProposal rejected = decided(proposal, ProposalState.REJECTED, reason, Optional.empty());
        commit(List.of(record(topics.proposals(), RecordKeys.of(rejected), rejected)));
        return rejected;
    }

    private static void requireOpen(BaselineProposal proposal, String what) {
        if (proposal.getState() != ProposalState.PROPOSED) {
            boolean isApproved = proposal.getState() == ProposalState.APPROVED;
            throw UserError.usage(Problem.of("cannot " + what + " a baseline that "
                            + (isApproved ? "was approved" : "was rejected") + " by " + proposal.getWho())
                    .because(proposal.getWhy().isEmpty() ? "no reason was given" : "why: " + proposal.getWhy())
                    .fix(
                            isApproved
                                    ? "make another baseline current: tidemark baseline TRAIN.csv --publish"
                                    : "publish it by hand: tidemark baseline TRAIN.csv --publish"));
        }
    }

    private BaselineProposal decided(
            BaselineProposal proposal, ProposalState state, BaselineHistory.Reason reason, Optional<Long> from) {
        return BaselineProposal.newBuilder(proposal)
                .setState(state)
                .setWho(reason.who())
                .setWhy(reason.why())
                .setDecided(clock.millis())
                .setEffectiveFrom(from.orElse(0L))
                .build();
    }

    /** What the activation says: the fire that made the baseline, and the reason of whoever approved it. */
    static String why(BaselineProposal proposal, String reason) {
        return "proposed by fire " + proposal.getFire() + (reason.isEmpty() ? "" : ": " + reason);
    }

    static <V> ProducerRecord<byte[], byte[]> record(Topic<String, V> topic, String key, V value) {
        return new ProducerRecord<>(
                topic.name(),
                0,
                topic.keySerde().serializer().serialize(topic.name(), key),
                topic.valueSerde().serializer().serialize(topic.name(), value));
    }

    private void commit(List<ProducerRecord<byte[], byte[]>> records) {
        producer.beginTransaction();
        for (ProducerRecord<byte[], byte[]> each : records) {
            // A failure is thrown by the commit.
            Future<?> unused = producer.send(each);
        }
        producer.commitTransaction();
    }

    @Override
    public void close() {
        producer.close();
    }
}
